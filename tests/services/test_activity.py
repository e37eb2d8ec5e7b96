"""Who did what when is written with every command, and taken back for ten minutes."""

from datetime import time, timedelta
from typing import get_args

import pytest

from admin_flows.ports import commands as do
from admin_flows.ports.facts import ActFacts
from bot.domain.rules import loaded
from bot.domain.schedule import Quiet
from bot.services.owner.undoing import UNDO, read, written
from bot.store import people, settings
from bot.store.people import add_member
from flex_templates.activity_wording import DID
from tests.delivery.world import user_id
from tests.services.shop import EDITOR, OWNER, VIEWER, Shop


def acts(shop: Shop) -> list[tuple[str, str]]:
    return [(one.by, one.code) for one in shop.reads.acts(0, 20)]


def newest(shop: Shop) -> ActFacts:
    return shop.reads.acts(0, 1)[0]


def taken_back(shop: Shop, command: do.Command) -> None:
    act = shop.do(command).act
    assert act is not None
    shop.do(do.Undo(act))


def labels_of(shop: Shop, friend_id: int) -> dict[str, object]:
    friend = shop.reads.friend(friend_id)
    assert friend is not None
    return {one.name: one.since for one in friend.labels}


def test_every_command_has_its_sentence() -> None:
    assert {command.__name__ for command in get_args(do.Command)} == set(DID)


def test_each_act_is_one_line_the_latest_first(shop: Shop) -> None:
    scenario_id = shop.started(name="再来店")
    shop.move(minutes=1)
    shop.do(do.PauseScenario(scenario_id), EDITOR)
    assert acts(shop) == [
        ("佐藤", "PauseScenario"),
        ("森", "StartScenario"),
        ("森", "SaveDraft"),
        ("森", "CreateScenario"),
    ]
    assert newest(shop).about == {"name": "再来店"}
    assert [one.code for one in shop.reads.acts(1, 2)] == ["StartScenario", "SaveDraft"]


def test_what_is_refused_is_not_told(shop: Shop) -> None:
    assert shop.refusal(do.DeleteScenario(99)) == "no_such_scenario"
    assert shop.refusal(do.StopAll(), VIEWER) == "role"
    assert acts(shop) == []


def test_who_writes_on_and_on_is_one_line(shop: Shop) -> None:
    scenario_id = shop.create()
    for _ in range(3):
        shop.move(minutes=1)
        shop.write(scenario_id, shop.draft(scenario_id).document)
    shop.write(scenario_id, shop.draft(scenario_id).document, EDITOR)
    assert acts(shop) == [("佐藤", "SaveDraft"), ("森", "SaveDraft"), ("森", "CreateScenario")]


def test_names_are_those_of_then(shop: Shop) -> None:
    scenario_id = shop.create("前の名前")
    shop.do(do.RenameScenario(scenario_id, "新しい名前"))
    assert [one.about["name"] for one in shop.reads.acts(0, 2)] == ["新しい名前", "前の名前"]


def test_a_pause_is_taken_back(shop: Shop) -> None:
    scenario_id = shop.started()
    taken_back(shop, do.PauseScenario(scenario_id))
    assert shop.facts(scenario_id).state == "running"
    assert (newest(shop).code, newest(shop).undo_role) == ("Undo", None)
    assert shop.reads.acts(1, 1)[0].undone


def test_a_deletion_and_a_name_are_taken_back(shop: Shop) -> None:
    scenario_id = shop.create("ご案内")
    taken_back(shop, do.DeleteScenario(scenario_id))
    taken_back(shop, do.RenameScenario(scenario_id, "別の名前"))
    assert shop.facts(scenario_id).name == "ご案内"


def test_labels_are_taken_back_with_the_time_they_had(shop: Shop) -> None:
    (friend,) = shop.follow("花")
    taken_back(shop, do.AttachLabel(friend.id, "会員"))
    assert labels_of(shop, friend.id) == {}
    since = shop.now().replace(microsecond=0)
    shop.do(do.AttachLabel(friend.id, "会員"))
    shop.move(days=3)
    taken_back(shop, do.DetachLabel(friend.id, "会員"))
    assert labels_of(shop, friend.id) == {"会員": since}
    assert shop.do(do.AttachLabel(friend.id, "会員")).act is None


def test_the_friend_is_handed_back_and_taken_over_again(shop: Shop) -> None:
    (friend,) = shop.follow("花")
    taken_back(shop, do.TakeOver(friend.id))
    shop.do(do.TakeOver(friend.id))
    taken_back(shop, do.HandBack(friend.id))
    found = people.find(friend.id)
    assert found is not None
    assert found.manual_at is not None


def test_a_role_is_taken_back(shop: Shop) -> None:
    add_member(user_id("森"), "owner", name="森", at=0)
    add_member(user_id("佐藤"), "editor", name="佐藤", at=1)
    taken_back(shop, do.ChangeRole(user_id("佐藤"), "owner"))
    assert [one.role for one in people.members()] == ["owner", "editor"]


def test_settings_and_groups_are_as_they_were(shop: Shop) -> None:
    before = settings.account("Asia/Tokyo").quiet
    taken_back(shop, do.SetQuiet(Quiet(time(20), time(9))))
    assert settings.account("Asia/Tokyo").quiet == before
    rule = loaded('{"not": {"label": "会員"}}')
    made = shop.do(do.MakeUserGroup("常連", rule)).made or 0
    taken_back(shop, do.ChangeUserGroup(made, loaded('{"attribute": "area", "is": "東京"}')))
    taken_back(shop, do.DeleteUserGroup(made))
    assert [(one.name, one.rule) for one in shop.reads.user_groups()] == [("常連", rule)]


@pytest.mark.parametrize(("minutes", "can"), [(10, True), (11, False)])
def test_for_ten_minutes(shop: Shop, minutes: int, can: bool) -> None:
    scenario_id = shop.started()
    act = shop.do(do.PauseScenario(scenario_id)).act or 0
    shop.move(minutes=minutes)
    assert (newest(shop).undo_role == "editor") is can
    if can:
        shop.do(do.Undo(act))
    else:
        assert shop.refusal(do.Undo(act)) == "cannot_undo"


def test_once_and_by_the_right_for_what_it_takes(shop: Shop) -> None:
    scenario_id = shop.create()
    act = shop.do(do.DeleteScenario(scenario_id)).act or 0
    assert newest(shop).undo_role == "owner"
    assert shop.refusal(do.Undo(act), EDITOR) == "role"
    shop.do(do.Undo(act), OWNER)
    assert shop.refusal(do.Undo(act)) == "cannot_undo"
    assert shop.refusal(do.Undo(12345)) == "cannot_undo"


def test_acts_are_forgotten_after_a_year(shop: Shop) -> None:
    from bot.store import activity

    shop.create()
    now = int(shop.now().timestamp())
    activity.forget(now)
    assert len(acts(shop)) == 1
    activity.forget(now + int(timedelta(days=1).total_seconds()))
    assert acts(shop) == []


def test_what_undoes_is_read_as_it_was_written() -> None:
    rule = loaded('{"all": [{"label": "会員", "for_at_least": {"days": 1}}, {"group": "近所"}]}')
    for command in (
        do.SetQuiet(None),
        do.SetQuiet(Quiet(time(21), time(8))),
        do.MakeUserGroup("常連", rule),
        do.SetRouteLabels(3, ("会員", "学生")),
    ):
        assert read(written(command)) == command
    assert read({"do": "Unknown", "with": {}}) is None
    assert len(UNDO) > 15

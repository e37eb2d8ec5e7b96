"""Groups of friends as owners make, change and lose them."""

from typing import Any

from admin_flows.ports.commands import (
    AttachLabel,
    ChangeUserGroup,
    DeleteUserGroup,
    MakeUserGroup,
    RenameUserGroup,
)
from bot.domain.rules import part_of
from tests.delivery.world import step
from tests.services.shop import EDITOR, VIEWER, Shop

MEMBER = part_of({"label": "会員"})


def group(shop: Shop, name: str = "常連", **rule: Any) -> int:
    made = shop.do(MakeUserGroup(name, part_of(rule) if rule else MEMBER), EDITOR).made
    assert made is not None
    return made


def test_it_is_counted_live(shop: Shop) -> None:
    [hana] = shop.follow("花")
    [taro] = shop.follow("太郎")
    number = group(shop)
    assert shop.reads.fitting(MEMBER) == (0,)
    shop.do(AttachLabel(hana.id, "会員"), EDITOR)
    assert shop.reads.fitting(MEMBER) == (1,)
    assert shop.reads.fitting(part_of({"not": {"label": "会員"}})) == (1,)
    shop.block(taro)
    assert shop.reads.fitting(part_of({"not": {"label": "会員"}})) == (0,)
    found = shop.reads.user_group(number)
    assert found is not None
    assert (found.name, found.rule, found.used_in) == ("常連", MEMBER, ())


def test_its_people_are_listed_page_by_page(shop: Shop) -> None:
    people = shop.follow("花", "太郎", "三郎")
    for one in people[1:]:
        shop.do(AttachLabel(one.id, "会員"), EDITOR)
    first = shop.reads.who_fits(MEMBER, 0, 1)
    second = shop.reads.who_fits(MEMBER, first[-1].id, 5)
    assert [[one.id for one in page] for page in (first, second)] == [
        [people[1].id],
        [people[2].id],
    ]


def test_whom_it_comes_to_fit_enters_and_who_does_already_is_not_new(shop: Shop) -> None:
    hana, _ = shop.follow("花", "太郎")
    shop.do(AttachLabel(hana.id, "会員"), EDITOR)
    number = group(shop)
    shop.started(step("a"), start={"when": "group_matched", "group": "常連"})
    shop.world.react()
    shop.do(ChangeUserGroup(number, part_of({"not": {"label": "退会"}})), EDITOR)
    shop.world.react()
    shop.send()
    assert shop.world.texts("太郎") == []
    shop.follow("三郎")
    shop.world.react()
    shop.send()
    assert shop.world.texts("三郎") == ["a"]


def test_in_use_it_keeps_its_name_and_stays(shop: Shop) -> None:
    number = group(shop)
    scenario = shop.started(step("a", only={"group": "常連"}))
    other = group(shop, "隣", all=[{"group": "常連"}, {"label": "x"}])
    found = shop.reads.user_group(number)
    assert found is not None
    assert found.used_in == ("ご案内", "隣")
    assert shop.refusal(RenameUserGroup(number, "別"), EDITOR) == "group_in_use"
    assert shop.refusal(DeleteUserGroup(number), EDITOR) == "group_in_use"
    shop.do(DeleteUserGroup(other), EDITOR)
    shop.write(scenario, shop.draft(scenario).document.model_copy(update={"steps": ()}))
    assert shop.refusal(DeleteUserGroup(number), EDITOR) == "group_in_use"  # it runs still


def test_an_idle_one_is_renamed_and_deleted(shop: Shop) -> None:
    number = group(shop)
    group(shop, "隣")
    assert shop.refusal(RenameUserGroup(number, "隣"), EDITOR) == "name_in_use"
    shop.do(RenameUserGroup(number, "なじみ"), EDITOR)
    assert [one.name for one in shop.reads.user_groups()] == ["なじみ", "隣"]
    shop.do(DeleteUserGroup(number), EDITOR)
    assert [one.name for one in shop.reads.user_groups()] == ["隣"]
    assert shop.refusal(DeleteUserGroup(number), EDITOR) == "no_such_group"


def test_what_cannot_be_is_refused(shop: Shop) -> None:
    number = group(shop)
    other = group(shop, "隣", group="常連")
    assert shop.refusal(MakeUserGroup("常連", MEMBER), EDITOR) == "name_in_use"
    assert shop.refusal(MakeUserGroup("", MEMBER), EDITOR) == "empty"
    for rule in (
        {"group": "常連"},
        {"group": "隣"},
        {"any": [{"not": {"group": "隣"}}, {"label": "x"}]},
    ):
        assert shop.refusal(ChangeUserGroup(number, part_of(rule)), EDITOR) == "group_of_itself"
    assert shop.refusal(ChangeUserGroup(99, MEMBER), EDITOR) == "no_such_group"
    assert shop.refusal(ChangeUserGroup(other, part_of({"tapped": "a"})), EDITOR) == (
        "only_in_scenarios"
    )
    tapped = part_of({"tapped": "a", "scenario": "再来店"})
    assert shop.do(ChangeUserGroup(other, tapped), EDITOR).people == 0
    for command in (MakeUserGroup("新", MEMBER), DeleteUserGroup(other)):
        assert shop.refusal(command, VIEWER) == "role"


def test_the_usual_fields_come_first(shop: Shop) -> None:
    names = [one.name for one in shop.reads.fields()]
    assert set(names[:3]) == {"gender", "age", "birthday"}
    assert "area" in names

"""Rights come from the person, never from holding a button."""

import pytest

from tests.flows.fakes import Shop
from tests.flows.phone import Phone, person
from tests.flows.shops import draft, running, three_steps


@pytest.fixture
def phone(mori: Phone, shop: Shop) -> Phone:
    running(shop, three_steps())
    draft(shop, three_steps("下書き"))
    return mori


@pytest.fixture
def viewer(phone: Phone) -> Phone:
    return Phone(phone.runner, person("高橋", "viewer"))


@pytest.mark.parametrize(
    "go",
    [
        "home.today",
        "scenario.list",
        "scenario.card:1",
        "timeline.view:1",
        "step.card:1.s2",
        "step.preview:1.s2",
        "results.scenario:1",
        "friends.find",
        "inbox.list",
        "staff.menu",
        "settings.menu",
    ],
)
def test_everybody_may_look(viewer: Phone, go: str) -> None:
    viewer.press(f"go:{go}")
    assert viewer.screen == go.partition(":")[0]


@pytest.mark.parametrize(
    "go",
    ["new.name", "step.wait:1.s2", "msg.compose:1.s2", "step.more:1.s2", "start.kind:2"],
)
def test_a_viewer_does_not_get_to_edit(viewer: Phone, go: str) -> None:
    viewer.press(f"go:{go}")
    assert viewer.screen == "refused.role"
    assert "この操作は管理者と編集者だけができます。森さんに頼んでください。" in viewer.words


@pytest.mark.parametrize(
    ("go", "button"),
    [
        ("scenario.card:1", ("Ⅱ Pause", "pause:1")),
        ("timeline.view:1", ("＋ Add at end", "add")),
        ("home.today", ("Stop all", "stop-all")),
    ],
)
def test_a_viewer_has_no_button_to_act_and_no_right_with_a_crafted_one(
    viewer: Phone, phone: Phone, shop: Shop, go: str, button: tuple[str, str]
) -> None:
    label, action = button
    assert phone.press(f"go:{go}").has(label)
    assert not viewer.press(f"go:{go}").has(label)
    kept = viewer.runner.conversations.load(viewer.actor.user_id)
    assert kept is not None
    viewer.press(f"do:{kept.screen}:{kept.token}:{action}")
    assert viewer.screen == "refused.role"
    assert shop.done == []


def test_an_editor_may_pause_and_stop_but_not_start_or_end(
    sato: Phone, phone: Phone, shop: Shop
) -> None:
    sato.press("go:scenario.card:1").tap("Ⅱ Pause")
    assert shop.state_of(1) == "paused"
    assert not sato.press("go:start.check:2").has("Start sending")
    kept = sato.runner.conversations.load(sato.actor.user_id)
    assert kept is not None
    sato.press(f"do:start.check:{kept.token}:start")
    assert sato.screen == "refused.role"
    assert shop.state_of(2) == "draft"
    assert sato.press("go:scenario.end:1").screen == "refused.role"
    assert sato.press("go:settings.quiet").screen == "refused.role"


def test_whoever_stopped_everything_may_lift_it_for_ten_minutes(
    sato: Phone, phone: Phone, shop: Shop
) -> None:
    sato.menu("home.today").tap("Stop all").tap("Resume sending")
    assert not shop.is_stopped()
    sato.menu("home.today").tap("Stop all")
    resume = sato.find("Resume sending").data
    shop.clock.tick(11 * 60)
    sato.press(resume)
    assert shop.is_stopped()
    phone.menu("home.today").tap("Resume sending")
    assert not shop.is_stopped()


def test_a_role_taken_away_meanwhile_counts_at_once(phone: Phone, shop: Shop) -> None:
    phone.press("go:msg.compose:1.s1")
    demoted = Phone(phone.runner, person("森", "viewer"))
    demoted.type("まだ書けますか")
    assert demoted.screen == "refused.role"
    assert shop.done == []


def test_a_crafted_act_with_the_current_token_still_needs_the_right(
    viewer: Phone, shop: Shop
) -> None:
    viewer.press("go:scenario.card:1")
    kept = viewer.runner.conversations.load(viewer.actor.user_id)
    assert kept is not None
    viewer.press(f"do:scenario.card:{kept.token}:pause:1")
    assert viewer.screen == "refused.role"
    viewer.press(f"do:scenario.end:{kept.token}:close:1")
    viewer.press("do:scenario.list:-:pause:1")
    assert shop.done == []


def test_only_an_owner_sees_keys_of_the_api(sato: Phone, phone: Phone, shop: Shop) -> None:
    for go in ("api.list", "api.name"):
        assert sato.press(f"go:{go}").screen == "refused.role"
    phone.menu("settings.menu").tap("Other systems", "＋ New key").type("レジ")
    assert phone.screen == "api.card"
    assert "tobi_key" in phone.words
    phone.tap("Revoke", "Revoke")
    assert shop.keys == []
    assert phone.screen == "api.list"

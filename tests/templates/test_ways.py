"""Where buttons lead: declared acts, existing screens, ways out."""

import pytest

from flex_templates.errors import RenderError
from flex_templates.postback import go
from flex_templates.render import render, stop_quick_reply
from flex_templates.views import friend, owner
from flex_templates.views.parts import OwnerView
from flex_templates.views.samples import SAMPLES
from tests.templates.cards import CARDS, TOKEN, actions

SCREENS = {view.template.partition("/")[2] for view in SAMPLES}
ELSEWHERE = {"step.preview", "route.qr", "coupon.preview", "home.cancel", "staff.latest"}
"""Opened by the flows without a card of their own."""


def postbacks(card_or_messages: object) -> list[str]:
    return [action["data"] for action in actions(card_or_messages) if "data" in action]


@pytest.mark.parametrize("view_type", SAMPLES, ids=lambda view: view.__name__)
def test_acts_are_those_declared(view_type: type[OwnerView]) -> None:
    found = {
        data.split(":")[3]
        for view in SAMPLES[view_type].values()
        for data in postbacks(render(view, locale="ja", token=TOKEN))
        if data.startswith("do:")
    }
    assert found == set(view_type.acts)


def test_acts_carry_screen_and_token() -> None:
    for card in CARDS:
        for data in postbacks(card.render()):
            if data.startswith("do:"):
                _, screen, token, _ = data.split(":", 3)
                assert (screen, token) == (card.view.screen, TOKEN)


def test_looks_lead_to_screens_there_are() -> None:
    for card in CARDS:
        for data in postbacks(card.render()):
            if data.startswith("go:"):
                assert data.split(":")[1] in SCREENS | ELSEWHERE, f"{card}: {data}"


def test_ids_are_joined_by_dots() -> None:
    assert go("home.today") == "go:home.today"
    assert go("msg.card", ["12", "s3"], 2) == "go:msg.card:12.s3.2"


def test_too_much_data_is_a_mistake_of_ours() -> None:
    with pytest.raises(RenderError, match="postback data"):
        go("step.card", "x" * 300)


def ways(view: OwnerView) -> list[tuple[str, str]]:
    items = render(view, locale="ja", token=TOKEN)[-1]["quickReply"]["items"]
    return [(item["action"]["label"], item["action"].get("data", "")) for item in items]


def test_ways_out_come_last_and_in_order() -> None:
    assert ways(owner.NewName(back="home.today"))[1:] == [
        ("もどる", "go:home.today"),
        ("やめる", "go:home.cancel"),
        ("メニュー", "go:home.today"),
        ("ヘルプ", "go:help.card:start"),
    ]


def test_back_is_shown_only_where_it_leads_somewhere() -> None:
    assert ways(owner.ClaimAlready()) == [
        ("メニュー", "go:home.today"),
        ("ヘルプ", "go:help.card:home"),
    ]
    assert ways(owner.ClaimAlready(back="do:a.b:T:undo"))[0] == ("もどる", "do:a.b:T:undo")


def test_home_does_not_offer_home() -> None:
    home = next(iter(SAMPLES[owner.HomeToday].values()))
    assert isinstance(home, OwnerView)
    assert ways(home) == [("ヘルプ", "go:help.card:home")]


def test_quick_replies_sit_on_the_last_message() -> None:
    edit = SAMPLES[owner.MsgEdit]["usual"]
    card, text = render(edit, locale="ja")
    assert "quickReply" not in card
    assert text["quickReply"]


def test_a_friends_stop_needs_no_token() -> None:
    stopped = render(friend.Stopped(shop="店"), locale="ja")
    assert "do:friend.menu:-:resume" in postbacks(stopped)


@pytest.mark.parametrize(
    ("locale", "label"), [("ja", "配信を止める"), ("en", "Stop messages"), ("th", "หยุดรับข้อความ")]
)
def test_the_quick_reply_under_a_step(locale: str, label: str) -> None:
    (item,) = stop_quick_reply(locale)["items"]
    assert item["action"] == {
        "type": "postback",
        "label": label,
        "data": "do:friend.menu:-:stop",
        "displayText": label,
    }


def test_a_longer_text_is_not_filled_in() -> None:
    short, long = SAMPLES[owner.MsgCard]["text"], SAMPLES[owner.MsgCard]["longest"]
    fills = [
        [
            action.get("fillInText")
            for action in actions(render(view, locale="ja"))
            if "inputOption" in action
        ]
        for view in (short, long)
    ]
    assert fills == [["{名前}さん、こんにちは☕\nひだまり弁当です。"], [None]]


def test_the_only_step_cannot_be_moved() -> None:
    only = SAMPLES[owner.StepMore]["only"]
    assert {
        data.split(":")[3] for data in postbacks(render(only, locale="ja")) if data[:2] == "do"
    } == {
        "copy",
        "delete",
    }


def test_what_cannot_be_done_is_not_offered() -> None:
    ended = owner.ScenarioMore(id="12", name="再来店", state="ended")
    assert not any("scenario.end" in data for data in postbacks(render(ended, locale="ja")))

import threading
from typing import Any

import pytest

from simulator.client import Phone, SimulatorClient, SimulatorError
from tests.simulator.fake_bot import FakeBot
from tests.simulator.line import Json, Line, text


def button(label: str, **action: Any) -> Json:
    return {"type": "button", "action": {"label": label, **action}}


def flex(*contents: Json, **box: Any) -> Json:
    body = {"type": "box", "layout": "vertical", "contents": list(contents), **box}
    return {"type": "flex", "altText": "card", "contents": {"type": "bubble", "body": body}}


def with_quick_replies(*actions: Json) -> Json:
    items = [{"type": "action", "action": action} for action in actions]
    return {**text("どちら"), "quickReply": {"items": items}}


YES = {"type": "message", "label": "はい", "text": "はい、お願いします"}
STOP = {"type": "postback", "label": "停止", "data": "stop", "displayText": "停止します"}


@pytest.fixture
def hana(sim: SimulatorClient) -> Phone:
    return sim.person("花", friend=True)


def test_a_button_with_a_postback(hana: Phone, line: Line, bot: FakeBot) -> None:
    line.push(hana.user, flex(button("消す", type="postback", data="d=1", displayText="消します")))
    told = hana.taps("消す")
    assert told == {"done": "postback", "data": "d=1", "text": "消します"}
    assert bot.wait_for("postback")["postback"] == {"data": "d=1"}
    assert hana.messages()[-1]["from"] == hana.user
    assert hana.messages()[-1]["message"]["text"] == "消します"
    assert [event["type"] for event in bot.events] == ["postback"], "a bubble is no event"


def test_a_message_action_is_a_text(hana: Phone, line: Line, bot: FakeBot) -> None:
    line.push(hana.user, flex(button("はい", type="message", text="はい、お願いします")))
    hana.taps("はい")
    assert bot.wait_for("message")["message"]["text"] == "はい、お願いします"


def test_links_and_clipboard_tell_what_opens(hana: Phone, line: Line) -> None:
    link = button("店へ", type="uri", uri="https://shop.example/")
    copy = button("コピー", type="clipboard", clipboardText="ABC-1")
    line.push(hana.user, flex(link, copy))
    assert hana.taps("店へ") == {"done": "uri", "open": "https://shop.example/"}
    assert hana.taps("コピー") == {"done": "clipboard", "clipboard": "ABC-1"}


def test_a_box_is_found_by_its_words(hana: Phone, line: Line, bot: FakeBot) -> None:
    words = [{"type": "text", "text": "再来店のご案内"}, {"type": "text", "text": "12人"}]
    action = {"type": "postback", "data": "s=1"}
    row = {"type": "box", "layout": "horizontal", "contents": words, "action": action}
    line.push(hana.user, flex(row))
    hana.taps("再来店のご案内")
    hana.taps("12人")
    bot.wait_for("postback", 2)


def test_templates(hana: Phone, line: Line, bot: FakeBot) -> None:
    template = {"type": "confirm", "text": "よいですか", "actions": [YES, STOP]}
    line.push(hana.user, {"type": "template", "altText": "確認", "template": template})
    hana.taps("停止")
    assert bot.wait_for("postback")["postback"]["data"] == "stop"


class TestQuickReplies:
    def test_show_until_tapped(self, hana: Phone, line: Line, bot: FakeBot) -> None:
        silent = {"type": "postback", "label": "静か", "data": "quiet"}
        line.push(hana.user, with_quick_replies(YES, silent))
        assert len(hana.sim.chat(hana.chat)["quick_reply"]) == 2
        hana.taps("静か")
        assert bot.wait_for("postback")["postback"] == {"data": "quiet"}
        assert hana.sim.chat(hana.chat)["quick_reply"] == []
        with pytest.raises(SimulatorError, match="Nothing here is called"):
            hana.taps("静か")

    def test_go_with_the_next_message(self, hana: Phone, line: Line) -> None:
        line.push(hana.user, with_quick_replies(YES))
        hana.says("別の話")
        assert hana.sim.chat(hana.chat)["quick_reply"] == []

    def test_only_the_last_message_shows_them(self, hana: Phone, line: Line) -> None:
        line.push(hana.user, with_quick_replies(YES), text("最後"))
        assert hana.sim.chat(hana.chat)["quick_reply"] == []

    def test_are_found_before_buttons(self, hana: Phone, line: Line, bot: FakeBot) -> None:
        line.push(hana.user, flex(button("停止", type="postback", data="button")))
        line.push(hana.user, with_quick_replies(STOP))
        hana.taps("停止")
        assert bot.wait_for("postback")["postback"]["data"] == "stop"
        hana.taps("停止")
        assert bot.wait_for("postback", 2)["postback"]["data"] == "button"


class TestPicker:
    ACTION = {"type": "datetimepicker", "label": "時刻", "data": "at", "mode": "time"}

    def test_tells_what_was_picked(self, hana: Phone, line: Line, bot: FakeBot) -> None:
        line.push(hana.user, with_quick_replies(self.ACTION))
        hana.picks("時刻", time="10:00")
        expected = {"data": "at", "params": {"time": "10:00"}}
        assert bot.wait_for("postback")["postback"] == expected

    @pytest.mark.parametrize("params", [None, {}, {"date": "2026-01-01"}, {"time": "25:00"}])
    def test_wants_what_fits(self, hana: Phone, line: Line, params: Any) -> None:
        line.push(hana.user, with_quick_replies(self.ACTION))
        with pytest.raises(SimulatorError, match="This picker wants params") as refused:
            hana.taps("時刻", params=params)
        assert refused.value.status == 400

    def test_stays_inside_its_bounds(self, hana: Phone, line: Line) -> None:
        line.push(hana.user, with_quick_replies({**self.ACTION, "min": "09:00", "max": "18:00"}))
        with pytest.raises(SimulatorError, match="outside"):
            hana.picks("時刻", time="08:59")
        hana.picks("時刻", time="18:00")


def test_newest_first_and_nth(hana: Phone, line: Line, bot: FakeBot) -> None:
    for number in (1, 2):
        line.push(hana.user, flex(button("選ぶ", type="postback", data=f"n={number}")))
    hana.taps("選ぶ")
    assert bot.wait_for("postback")["postback"]["data"] == "n=2"
    hana.taps("選ぶ", nth=1)
    assert bot.wait_for("postback", 2)["postback"]["data"] == "n=1"
    oldest = hana.from_bot()[0]["id"]
    hana.taps("選ぶ", message_id=oldest)
    assert bot.wait_for("postback", 3)["postback"]["data"] == "n=1"


def test_what_is_there_when_nothing_fits(hana: Phone, line: Line) -> None:
    line.push(hana.user, flex(button("消す", type="postback", data="d")))
    with pytest.raises(SimulatorError) as refused:
        hana.taps("無い")
    assert (refused.value.status, refused.value.body["labels"]) == (404, ["消す"])


def test_in_a_group_the_tapper_counts(sim: SimulatorClient, line: Line, bot: FakeBot) -> None:
    mori, tanaka = sim.person("森"), sim.person("田中")
    kitchen = sim.group("キッチン", mori, tanaka)
    sim.invite_bot(kitchen.chat)
    line.push(kitchen.chat, flex(button("対応する", type="message", text="対応 A7")))
    kitchen.seen_by(tanaka).taps("対応する")
    event = bot.wait_for("message")
    assert event["source"]["userId"] == tanaka.user
    outsider = sim.person("他人")
    with pytest.raises(SimulatorError, match="not a member"):
        kitchen.seen_by(outsider).taps("対応する")


def test_who_has_blocked_cannot_write_or_tap(hana: Phone, line: Line) -> None:
    line.push(hana.user, flex(button("消す", type="postback", data="d")))
    hana.blocks()
    for act in (lambda: hana.says("x"), lambda: hana.taps("消す"), hana.follows):
        with pytest.raises(SimulatorError, match="花 has blocked the account"):
            act()


def test_waiting_on_a_phone_tells_what_came(hana: Phone, line: Line) -> None:
    line.push(hana.user, text("こちら"))
    with pytest.raises(AssertionError, match="こちら"):
        hana.waits_for("あちら", timeout_s=0.1)


def test_tapping_as_soon_as_it_is_there(hana: Phone, line: Line, bot: FakeBot) -> None:
    with pytest.raises(SimulatorError, match="Nothing here is called"):
        hana.taps_when_there("消す", timeout_s=0.05)
    later = threading.Timer(
        0.2, line.push, [hana.user, flex(button("消す", type="postback", data="d"))]
    )
    later.start()
    assert hana.taps_when_there("消す")["data"] == "d"
    later.join()

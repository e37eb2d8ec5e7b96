"""The shop's own coupons: handed out with a step, each code to one, used once in front of staff."""

import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Refused
from bot.domain.outcomes import Unavailable
from bot.services.coupons import NewCoupon, read_codes
from bot.store import coupons
from bot.store.db import rows
from bot.store.models import ScenarioState
from tests.delivery.world import TOKYO, World, step
from tests.drain.chat import HANA, MORI, Chat

GIFT = {"id": "gift", "send": [{"text": "どうぞ"}, {"coupon": "初回"}]}
TITLE = "初回クーポン"
USERS = [f"U{number:032}" for number in range(5)]


def words(messages: Any) -> str:
    """All that stands on cards, and more."""
    return json.dumps(list(messages), ensure_ascii=False)


class Shop:
    def __init__(self, chat: Chat, **coupon: Any) -> None:
        self.chat, self.world = chat, World(clock=chat.clock)
        usual = {"name": "初回", "title": "初回クーポン", "benefit": "300円引き"}
        chat.parts.coupons.create(NewCoupon(**{**usual, **coupon}))

    def follow(self, *users: str) -> None:
        for user in users:
            self.chat.follows(user)
        self.chat.drain()
        self.world.send()

    def codes(self) -> dict[str, list[str]]:
        """What stood on the coupons that LINE took, by user."""
        found: dict[str, list[str]] = {}
        for entry in self.world.line.entries:
            shown = [m["text"] for m in entry.messages if m["text"].startswith("初回クーポン")]
            for user in entry.to:
                found.setdefault(user, []).extend(
                    text.removeprefix("初回クーポン").strip() for text in shown
                )
        return found

    def taps(self, data: str, user: str = HANA) -> str:
        """What the bot answers; "" when nothing."""
        before = len(self.chat.line.replies)
        self.chat.taps(data, user)
        self.chat.drain()
        new = self.chat.line.replies[before:]
        return "".join(words(reply.messages) for reply in new)

    def question(self, user: str = HANA) -> tuple[str, str]:
        """What is asked before a use, and the data of its button."""
        said = self.taps("do:friend.menu:-:coupon:1", user)
        [reply] = self.chat.line.replies[-1:]
        footer = reply.messages[0]["contents"].get("footer")
        button = str(footer["contents"][0]["action"]["data"]) if footer else ""
        return said, button


def problems() -> list[str]:
    """Of steps that could not be prepared."""
    return [row[0] for row in rows("SELECT problem FROM broken_lane")]


def used() -> list[tuple[int, int]]:
    return [tuple(row) for row in rows("SELECT friend_id, used FROM coupon_claim ORDER BY id")]


class TestCodes:
    def test_everybody_gets_one_of_their_own(self, chat: Chat) -> None:
        shop = Shop(chat, codes="code\nA-1\nA-2\nA-3\nA-4\n\nA-1\nA-5\n")
        shop.world.scenario(GIFT)
        shop.follow(*USERS)
        got = list(shop.codes().values())
        assert all(len(codes) == 1 for codes in got)
        assert sorted(code for [code] in got) == ["A-1", "A-2", "A-3", "A-4", "A-5"]

    def test_the_pool_is_empty_and_filled_again(self, chat: Chat) -> None:
        shop = Shop(chat, codes="A-1\nA-2")
        shop.world.scenario(GIFT)
        shop.follow(*USERS)
        assert sorted(code for [code] in shop.codes().values()) == ["A-1", "A-2"]
        assert problems() == ["CodesSpent"]
        assert chat.parts.coupons.add_codes("初回", "A-2\nB-1\nB-2\nB-3") == 3
        chat.clock.tick(120)
        shop.world.send()
        codes = [code for [code] in shop.codes().values()]
        assert sorted(codes) == ["A-1", "A-2", "B-1", "B-2", "B-3"]
        assert problems() == []

    def test_an_empty_pool_is_told_once_in_the_log(self, chat: Chat) -> None:
        shop = Shop(chat, codes="A-1")
        shop.world.scenario(GIFT)
        with capture_logs() as logs:
            shop.follow(*USERS)
            for _ in range(3):
                chat.clock.tick(61)
                shop.world.send()
        told = [line for line in logs if line["event"] == "claim_failed"]
        assert [line["problem"] for line in told] == ["CodesSpent"]
        assert not told[0].get("exc_info")

    def test_a_repeat_gives_the_same_code(self, chat: Chat) -> None:
        shop = Shop(chat, codes="A-1\nA-2")
        shop.world.scenario(GIFT)
        shop.world.line.after = lambda number, _: Unavailable("lost") if number == 1 else None
        shop.follow(HANA)
        first, again = [request.messages for request in shop.world.line.requests]
        assert first == again
        assert [row[0] for row in rows("SELECT code FROM coupon_code WHERE taken")] == ["A-1"]

    def test_a_batch_that_was_taken_back_keeps_its_codes(self, chat: Chat) -> None:
        shop = Shop(chat, codes="A-1\nA-2")
        scenario = shop.world.scenario(GIFT)
        chat.follows(HANA)
        chat.drain()

        def pause(place: str) -> None:
            if place == "claimed":
                shop.world.set_state(scenario, ScenarioState.PAUSED)

        shop.world.checkpoint = pause
        shop.world.send()
        assert shop.codes() == {}
        shop.world.checkpoint = lambda _: None
        shop.world.set_state(scenario, ScenarioState.RUNNING)
        shop.world.send()
        assert shop.codes() == {HANA: ["A-1"]}
        assert [row[0] for row in rows("SELECT code FROM coupon_code WHERE taken")] == ["A-1"]

    def test_one_for_all(self, chat: Chat) -> None:
        shop = Shop(chat, code="HIDAMARI", days=7)
        shop.world.scenario(GIFT)
        shop.follow(HANA, MORI)
        assert shop.codes() == {HANA: ["HIDAMARI 2026-12-08"], MORI: ["HIDAMARI 2026-12-08"]}
        assert chat.parts.coupons.tallies()[0].received == 2

    def test_as_a_free_first_reply(self, chat: Chat) -> None:
        shop = Shop(chat, codes="A-1")
        shop.world.scenario({**GIFT, "by": "reply"})
        shop.follow(HANA)
        assert shop.world.line.entries == []
        assert "A-1" in words(chat.line.replies[-1].messages)
        shop.follow(MORI)
        assert shop.world.line.entries == []
        assert len(used()) == 1


class TestUse:
    @pytest.fixture
    def shop(self, chat: Chat) -> Shop:
        shop = Shop(chat, codes="A-1\nA-2", until=date(2026, 12, 24))
        shop.world.scenario(GIFT)
        shop.follow(HANA, MORI)
        return shop

    def test_it_is_asked_and_then_used_once_and_for_all(self, shop: Shop) -> None:
        said, button = shop.question()
        assert "初回クーポン" in said and "お店の人の前で" in said
        assert used() == [(1, 0), (2, 0)]
        first = shop.taps(button)
        assert "使用済み" in first
        shop.chat.clock.tick(60)
        assert shop.taps(button) == first
        assert used() == [(1, 1), (2, 0)]
        assert "使用済み" in shop.question()[0]
        assert shop.question()[1] == ""
        assert shop.chat.parts.coupons.tallies()[0].used == 1

    def test_it_is_over_at_the_end_of_its_last_day(self, shop: Shop) -> None:
        end = datetime(2026, 12, 25, tzinfo=TOKYO)
        shop.chat.clock.move(end - timedelta(seconds=1) - shop.chat.clock.now())
        _, button = shop.question()
        assert button
        shop.chat.clock.move(timedelta(seconds=1))
        assert "12/24" in shop.taps(button)
        assert shop.question()[1] == ""
        assert used() == [(1, 0), (2, 0)]

    def test_nobody_uses_anothers(self, shop: Shop) -> None:
        _, button = shop.question(HANA)
        stranger = "U" + "e" * 32
        shop.chat.follows(stranger)
        shop.chat.drain()
        for user in (MORI, stranger):
            assert "このクーポンは使えません" in shop.taps(button, user)
        for crafted in (
            "do:friend.menu:-:use:1.1",
            "do:friend.menu:-:use:99.0",
            "do:friend.menu:-:use:-1.0",
        ):
            shop.taps(crafted, MORI)
        assert used() == [(1, 0), (2, 0)]
        assert "このクーポンは使えません" in shop.taps("do:friend.menu:-:coupon:1", stranger)

    def test_several_times(self, chat: Chat) -> None:
        shop = Shop(chat, uses=2)
        shop.world.scenario(GIFT)
        shop.follow(HANA)
        _, first = shop.question()
        shop.taps(first)
        shop.taps(first)
        assert used() == [(1, 1)]
        _, second = shop.question()
        shop.taps(second)
        assert used() == [(1, 2)]
        assert shop.question()[1] == ""


class TestInTheChat:
    def test_codes_come_in_a_file_and_reach_friends(self, chat: Chat) -> None:
        chat.becomes_owner()
        for say in ("go:coupon.new", "初回", "300円引き"):
            chat.taps(say, MORI) if say.startswith("go:") else chat.says(say, MORI)
            chat.drain()
        for tile in ("none", "always", "1"):
            card = words(chat.line.replies[-1].messages)
            [data] = set(re.findall(rf'"(do:coupon.new:[\w-]+:take:{tile})"', card))
            chat.taps(data, MORI)
            chat.drain()
        chat.sends_file("コード\nA-1\nA-2\nA-1\n".encode("cp932"), MORI)
        chat.drain()
        said = words(chat.line.replies[-1].messages)
        assert "2件を読みました" in said and "4行目" in said
        world = World(clock=chat.clock)
        world.scenario(GIFT)
        chat.follows()
        chat.drain()
        world.send()
        assert rows("SELECT code FROM coupon_claim") == [("A-1",)]

    def test_a_closed_one_is_used_by_nobody(self, chat: Chat) -> None:
        shop = Shop(chat, code="X")
        shop.world.scenario(GIFT)
        shop.follow(HANA)
        _, button = shop.question()
        coupons.close(1, 1)
        assert "終わりました" in shop.taps(button)
        assert used() == [(1, 0)]
        coupons.close(1, None)
        assert "使用済み" in shop.taps(button)


class TestMaking:
    @pytest.mark.parametrize(
        ("parts", "code"),
        [
            ({"name": ""}, "empty"),
            ({"title": " "}, "empty"),
            ({"benefit": "あ" * 201}, "too_long"),
            ({"code": "A", "codes": "B"}, "one_of_two"),
            ({"until": date(2026, 12, 24), "days": 3}, "one_of_two"),
            ({"uses": 0}, "out_of_range"),
            ({"codes": "\n\n"}, "empty"),
            ({"codes": "A" * 41}, "too_long"),
        ],
    )
    def test_what_is_wrong_makes_nothing(
        self, chat: Chat, parts: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            Shop(chat, **parts)
        assert refused.value.problem.code == code
        assert rows("SELECT 1 FROM coupon") == []

    def test_a_name_is_of_one_coupon(self, chat: Chat) -> None:
        Shop(chat)
        with pytest.raises(Refused, match="already"):
            Shop(chat)

    def test_codes_are_read_as_spreadsheets_write_them(self) -> None:
        assert read_codes('\ufeff"A,1",x\r\n B-2 \r\n\r\nA-3;\r\n') == ["A,1", "B-2", "A-3;"]


def test_a_scenario_that_names_no_coupon_is_left_alone(chat: Chat) -> None:
    world = World(clock=chat.clock)
    world.scenario(GIFT)
    world.scenario(step("other"), name="別")
    chat.follows(HANA)
    chat.drain()
    world.send()
    assert [entry.messages[0]["text"] for entry in world.line.entries] == ["other"]
    assert problems() == ["NoSuchCoupon"]


def test_a_use_begins_what_starts_so(chat: Chat) -> None:
    shop = Shop(chat, uses=2)
    shop.world.scenario(GIFT)
    after = {"when": "coupon_used", "coupon": "初回"}
    shop.world.scenario(step("thanks"), name="お礼", start=after, reentry="after_finish")
    other = {"when": "coupon_used", "coupon": "別"}
    shop.world.scenario(step("never"), name="別", start=other)
    shop.follow(HANA, MORI)

    def thanked() -> list[tuple[str, ...]]:
        shop.world.send()
        said = [(each.to, each.messages[0].get("text")) for each in shop.world.line.entries]
        return [to for to, text in said if text == "thanks"]

    shop.taps("do:friend.menu:-:coupon:1")
    assert thanked() == []
    for used, times in ((0, 1), (0, 1), (1, 2), (2, 2)):
        shop.taps(f"do:friend.menu:-:use:1.{used}")
        assert thanked() == [(HANA,)] * times

"""Answers as LINE brings them: what goes before them, and what is said to them."""

from typing import Any

import pytest

from bot.domain.questions import answer_data
from bot.store import fields, friends
from bot.store.db import rows
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step
from tests.drain.chat import HANA, MORI, Chat
from tests.drain.line import texts

QUESTION: dict[str, Any] = {
    "id": "taste",
    "ask": {"text": "お好きなお店は？", "into": "好み", "at_most": {"days": 1}},
}
NEXT = step("next", {"days": 1})


@pytest.fixture
def world(chat: Chat) -> World:
    world = World(line=LedgerSender(), clock=chat.clock)
    world.scenario(QUESTION, NEXT)
    chat.follows()
    chat.drain()
    world.send()
    return world


def replied(chat: Chat) -> list[str]:
    return [text for reply in chat.line.replies for text in texts(reply.messages)]


def noted() -> str | None:
    row = fields.known(["好み"]).get("好み")
    friend = friends.known(HANA)
    found = fields.of([friend.id], [row.id]).get(friend.id, {}) if row else {}
    return found[row.id].text if row and found else None


def test_words_are_the_answer_and_are_thanked_for(chat: Chat, world: World) -> None:
    before = len(chat.line.replies)
    chat.says("駅前のパン屋")
    chat.drain()
    assert noted() == "駅前のパン屋"
    assert "駅前のパン屋" in replied(chat)[before]
    chat.says("もう一軒")
    chat.drain()
    assert (noted(), len(chat.line.replies)) == ("駅前のパン屋", before + 1)


def test_their_stop_goes_before_an_answer(chat: Chat, world: World) -> None:
    chat.says("停止")
    chat.drain()
    assert noted() is None
    assert friends.known(HANA).stopped_at is not None
    chat.says("駅前のパン屋")  # to the shop: nothing of ours goes on
    chat.drain()
    assert noted() is None


def test_words_that_start_a_scenario_go_before_an_answer(chat: Chat, world: World) -> None:
    world.scenario(
        step("coupon"), name="クーポン", start={"when": "keyword", "exact": ["クーポン"]}
    )
    chat.says("クーポン")
    chat.drain()
    world.send()
    assert noted() is None
    assert world.line.entries[-1].messages[0]["text"] == "coupon"
    chat.says("駅前のパン屋")
    chat.drain()
    assert noted() == "駅前のパン屋"


def test_an_owner_who_looks_at_a_question_answers_nothing(chat: Chat, world: World) -> None:
    chat.becomes_owner(MORI)
    before = len(chat.line.replies)
    chat.taps(answer_data(1, "taste", "0"), MORI)
    chat.taps("ans:0:-:0", MORI)
    chat.drain()
    assert rows("SELECT count(*) FROM answer")[0][0] == 0
    assert len(chat.line.replies) == before + 2


@pytest.mark.parametrize("data", ["ans:", "ans:1:taste:", "ans:1:taste:x", "ans:99999999999:a:0"])
def test_nonsense_is_no_answer(chat: Chat, world: World, data: str) -> None:
    before = len(chat.line.replies)
    chat.taps(data)
    chat.drain()
    assert rows("SELECT count(*) FROM answer")[0][0] == 0
    assert len(chat.line.replies) == before

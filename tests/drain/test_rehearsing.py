"""An owner tries a scenario on themselves in the chat: from the tap to the answer, and its end."""

import re
from typing import Any

from bot.store import fields, friends
from bot.store.db import rows
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step
from tests.drain.chat import MORI, Chat
from tests.drain.test_keys import last_words, taps

QUESTION: dict[str, Any] = {
    "id": "taste",
    "ask": {"text": "お好きなお店は？", "into": "好み", "at_most": {"days": 1}},
}
END = "do:try.self:-:end"


def begun(chat: Chat) -> World:
    chat.follows(MORI)
    chat.becomes_owner()
    world = World(line=LedgerSender(), clock=chat.clock)
    number = world.scenario(QUESTION, step("thanks"), step("later", {"days": 1}))
    [act] = set(re.findall(r"do:try.self:[\w-]+:begin", taps(chat, f"go:try.self:{number}")))
    taps(chat, act)
    world.send()
    return world


def test_their_words_answer_the_question_of_the_test_and_commands_stay_commands(chat: Chat) -> None:
    world = begun(chat)
    chat.says("メニュー", MORI)
    chat.drain()
    assert not answered()
    chat.says("駅前のパン屋", MORI)
    chat.drain()
    assert answered() == "駅前のパン屋"
    world.send()
    assert world.texts_of(MORI)[-1] == "thanks"


def test_the_button_under_a_message_ends_it(chat: Chat) -> None:
    world = begun(chat)
    assert "テストは終わりました" in taps(chat, END)
    chat.says("駅前のパン屋", MORI)
    chat.drain()
    assert not answered()
    world.move(minutes=2)
    world.send()
    assert len(world.texts_of(MORI)) == 1
    assert "ホーム" in taps(chat, END) or last_words(chat)  # a second tap shows home


def test_nobody_else_can_end_it(chat: Chat) -> None:
    begun(chat)
    chat.taps(END)
    chat.drain()
    assert rows("SELECT count(*) FROM enrollment WHERE ended = 0")[0][0] == 1


def answered() -> str | None:
    row = fields.known(["好み"]).get("好み")
    friend = friends.known(MORI)
    found = fields.of([friend.id], [row.id]).get(friend.id, {}) if row else {}
    return found[row.id].text if row and found else None

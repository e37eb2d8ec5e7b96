"""A key of the HTTP API, made in the chat: seen by its maker for ten minutes, stored nowhere."""

import json
import re
from pathlib import Path
from typing import Any

from bot.domain.outcomes import Outcome
from bot.store.db import rows
from tests.drain.chat import HANA, MORI, Chat

KEY = re.compile(r"tobi_[A-Za-z0-9_-]{43}")


def last_words(chat: Chat) -> str:
    return json.dumps(chat.line.replies[-1].messages, ensure_ascii=False)


def taps(chat: Chat, data: str, user: str = MORI) -> str:
    chat.taps(data, user)
    chat.drain()
    return last_words(chat)


def made(chat: Chat) -> str:
    chat.becomes_owner()
    taps(chat, "go:api.name")
    chat.says("レジ", MORI)
    chat.drain()
    [key] = set(KEY.findall(last_words(chat)))
    return str(key)


def stored() -> str:
    tables = ("api_token", "done", "conversation", "setting")
    return "".join(str(rows(f"SELECT * FROM {name}")) for name in tables)


def test_it_is_shown_and_opens_the_api(chat: Chat) -> None:
    key = made(chat)
    row = chat.parts.access.check(key)
    assert row is not None
    assert (row.name, row.created_by, row.tail) == ("レジ", MORI, key[-4:])
    assert f'"clipboardText": "{key}"' in last_words(chat)
    assert "https://shop.example/api/v1/" in last_words(chat)


def test_it_stands_in_no_table_even_while_the_answer_waits_to_leave(chat: Chat) -> None:
    seen: list[str] = []

    def look(_: int) -> Outcome | None:
        seen.append(stored())
        return None

    chat.line.before = look
    key = made(chat)
    assert "レジ" in seen[-1]
    assert '"to"' in seen[-1]  # the answer was there to be seen
    assert not any(key in each for each in [*seen, stored()])


def test_its_maker_alone_sees_it_again_and_not_for_long(chat: Chat) -> None:
    key = made(chat)
    assert key in taps(chat, "go:api.card:1")
    chat.becomes_owner(HANA)
    assert not KEY.search(taps(chat, "go:api.card:1", HANA))
    chat.clock.tick(599)
    assert key in taps(chat, "go:api.card:1")
    chat.clock.tick(1)
    shown = taps(chat, "go:api.card:1")
    assert key not in shown
    assert f"…{key[-4:]}" in shown


def test_what_it_was_made_of_is_forgotten(chat: Chat) -> None:
    key = made(chat)
    chat.clock.tick(700)
    chat.parts.housekeeping.run_if_due()
    assert rows("SELECT nonce FROM api_token") == [("",)]
    assert chat.parts.access.check(key)


def test_a_revoked_key_opens_nothing(chat: Chat) -> None:
    key = made(chat)
    asked = taps(chat, "go:api.revoke:1")
    [revoke] = set(re.findall(r"do:api.revoke:[\w-]+:revoke:1", asked))
    assert "使えなくしました" in taps(chat, revoke)
    assert chat.parts.access.check(key) is None
    assert "もうありません" in taps(chat, "go:api.card:1")


def test_only_owners_get_there(chat: Chat) -> None:
    made(chat)
    chat.says(chat.parts.members.new_code("editor"), HANA)
    chat.drain()
    for data in ("go:api.list", "go:api.card:1", "go:api.name", "go:api.revoke:1"):
        said = taps(chat, data, HANA)
        assert not KEY.search(said)
        assert "管理者だけ" in said


def test_a_mark_that_somebody_types_tells_nothing(chat: Chat, tmp_path: Path) -> None:
    """Whatever nonce they think of is no key's."""
    chat.becomes_owner()
    taps(chat, "go:friends.find")
    chat.says(f"\ue000key:{'A' * 24}\ue001", MORI)
    chat.drain()
    found: Any = KEY.findall(last_words(chat))
    assert all(chat.parts.access.check(key) is None for key in found)

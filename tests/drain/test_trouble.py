"""The database in trouble half-way through many events: none is lost, and none is to blame."""

from pathlib import Path

import pytest
from peewee import PeeweeException

from bot.store.db import rows, sql
from bot.store.trouble import trouble
from tests.drain.chat import Chat
from tests.drain.conftest import chat_on

PEOPLE = 40


@pytest.fixture
def chat(migrated_sqlite_url: str, tmp_path: Path) -> Chat:
    return chat_on(migrated_sqlite_url, tmp_path)


def test_a_disk_that_fills_up_loses_no_event(chat: Chat) -> None:
    for number in range(PEOPLE):
        chat.follows(f"U{number:032x}")
    pages = rows("PRAGMA page_count")[0][0]
    sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(PeeweeException) as raised:
        chat.drain()
    assert trouble(raised.value) == "full"
    assert chat.parts.inbox.depth() == PEOPLE
    assert {row.attempts for row in chat.parts.inbox.pending(100, chat.clock.real())} == {0}
    assert chat.line.replies == []
    sql("PRAGMA max_page_count = 1000000")
    chat.drain()
    assert len(chat.line.replies) == PEOPLE
    assert rows("SELECT count(*) FROM friend") == [(PEOPLE,)]
    assert rows("PRAGMA integrity_check") == [("ok",)]

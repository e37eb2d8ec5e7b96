"""Several friends act in one transaction: it holds nothing while it waits for what others hold."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.store.db import database, rows
from tests.delivery.world import World, step, unreserved
from tests.drain.chat import Chat
from tests.drain.conftest import chat_on

FIRST, SECOND = "U" + "1" * 32, "U" + "2" * 32
STOP = "do:friend.menu:-:stop"
_WAITING = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND wait_event_type = 'Lock'"""


@pytest.fixture
def chat(migrated_postgres_url: str, tmp_path: Path) -> Iterator[Chat]:
    yield chat_on(migrated_postgres_url, tmp_path)
    database.close()


@contextmanager
def _stopping(chat: Chat, holding: str, **what: Any) -> Iterator[psycopg.Connection]:
    """Both stop, the second one first, in another process's transaction; meanwhile somebody holds
    what the first one's stop needs."""
    chat.taps(STOP, SECOND)
    chat.taps(STOP, FIRST)
    with psycopg.connect(chat.url) as other, psycopg.connect(chat.url, autocommit=True) as looking:
        other.execute(holding, what)
        thread = threading.Thread(target=chat.drain)
        thread.start()
        while thread.is_alive() and not _number(looking, _WAITING):
            pass
        assert thread.is_alive()
        yield other
        other.commit()
        thread.join()
    assert rows("SELECT count(*) FROM friend WHERE stopped_at IS NOT NULL") == [(2,)]


def _number(connection: psycopg.Connection, query: str) -> int:
    found = connection.execute(query.encode()).fetchone()
    return int(found[0]) if found else 0


def _inside(chat: Chat) -> None:
    World(clock=chat.clock).scenario(step("one", {"days": 1}))
    for user in (FIRST, SECOND):
        chat.follows(user)
    chat.drain()


@pytest.mark.postgres
def test_friends_are_locked_in_one_order(chat: Chat) -> None:
    _inside(chat)
    lock = b"SELECT id FROM friend WHERE user_id = %(user)s FOR SHARE"
    with _stopping(chat, lock.decode(), user=FIRST) as other:
        other.execute(lock + b" NOWAIT", {"user": SECOND})


@pytest.mark.postgres
def test_batches_are_locked_in_one_order(chat: Chat) -> None:
    """Each friend is in a batch of their own, which is being sent."""
    _inside(chat)
    for walk in (1, 2):
        _claimed(walk)
    lock = b"SELECT id FROM batch WHERE id = %(batch)s FOR UPDATE"
    with _stopping(chat, lock.decode(), batch=1) as other:
        other.execute(lock + b" NOWAIT", {"batch": 2})
    assert unreserved() == 2


def _claimed(walk: int) -> None:
    rows(
        "INSERT INTO batch (key, version_id, step, kind, state, attempts, claimed_at,"
        " handed_at, leased_until, worker, payload, members, size, problem)"
        " VALUES (:key, 1, 0, 2, 1, 1, 0, 0, 0, 'w', '{}', :members, 1, '') RETURNING id",
        {"key": f"key{walk}", "members": f"[{walk}]"},
    )
    rows(
        "UPDATE enrollment SET state = 2, batch_id = :walk WHERE id = :walk RETURNING id",
        {"walk": walk},
    )

"""Who may work alone. On SQLite one process of a kind; on PostgreSQL one at a time per chat."""

import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from peewee import SqliteDatabase

from bot.store.db import database, is_postgres, plain, rows, sql


@contextmanager
def only_one(work: str) -> Iterator[bool]:
    """True for the one process that does this work; on PostgreSQL for every process.

    The lock is the file's, so the end of the process gives it back, however it ends.
    """
    db = plain(database)
    if not isinstance(db, SqliteDatabase):
        yield True
        return
    with open(f"{db.database}.{work}.lock", "w") as file:  # noqa: PTH123 - flock wants the handle
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def chats(chat_ids: Iterable[str]) -> Iterator[set[str]]:
    """Those of these that this worker alone handles now. A lost connection gives them back."""
    if not is_postgres():
        yield set(chat_ids)
        return
    keys = {_key(chat_id): chat_id for chat_id in chat_ids}
    all_keys = "FROM unnest(:keys::bigint[]) AS k(key)"
    found = rows(f"SELECT key, pg_try_advisory_lock(key) {all_keys}", {"keys": list(keys)})
    mine = [key for key, locked in found if locked]
    try:
        yield {keys[key] for key in mine}
    finally:
        sql(f"SELECT pg_advisory_unlock(key) {all_keys}", {"keys": mine})


def is_mine(work: str) -> bool:
    """Whether this transaction alone does this work until it ends. Nobody waits for it: on
    PostgreSQL whoever comes second is told so, on SQLite writers are alone anyway.
    """
    return not is_postgres() or bool(
        rows("SELECT pg_try_advisory_xact_lock(:key)", {"key": _key(work)})[0][0]
    )


def _key(chat_id: str) -> int:
    return int.from_bytes(hashlib.sha256(chat_id.encode()).digest()[:8], signed=True)

"""Who may work alone. On SQLite one process of a kind; on PostgreSQL one at a time per chat."""

import fcntl
import hashlib
from collections.abc import Iterator
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
def chat(chat_id: str) -> Iterator[bool]:
    """True for the one worker that handles this chat now. A lost connection gives it back."""
    if not is_postgres():
        yield True
        return
    key = int.from_bytes(hashlib.sha256(chat_id.encode()).digest()[:8], signed=True)
    mine = bool(rows("SELECT pg_try_advisory_lock(:key)", {"key": key})[0][0])
    try:
        yield mine
    finally:
        if mine:
            sql("SELECT pg_advisory_unlock(:key)", {"key": key})

"""A commit that changes nothing, but reaches the disk: it raises what keeps us from writing."""

import sqlite3
from contextlib import closing

from peewee import Database, DatabaseProxy

from bot.store import settings
from bot.store.db import database, is_postgres, plain

# A monitor wants its answer soon, and need not wait its turn for as long as the work does.
_LOCKED_SECONDS = 2.0


def touch_database() -> None:
    if is_postgres():
        settings.touch()
    else:
        touch_file(database)


def touch_file(db: Database | DatabaseProxy) -> None:
    """Of SQLite. Over a connection of its own, which never makes the others' checkpoints."""
    path = plain(db).database
    with closing(sqlite3.connect(path, _LOCKED_SECONDS, isolation_level=None)) as file:
        file.execute("PRAGMA wal_autocheckpoint = 0")
        version = int(file.execute("PRAGMA user_version").fetchone()[0])
        file.execute("BEGIN IMMEDIATE")
        file.execute(f"PRAGMA user_version = {version}")
        file.execute("COMMIT")

"""Opening the database, and the one way to run SQL that peewee's builder would slow down.

SQLite and PostgreSQL are both first-class: statements carry ``:name`` parameters and run on either.
"""

import re
import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from peewee import Database, DatabaseProxy, OperationalError, PostgresqlDatabase, SqliteDatabase

database = DatabaseProxy()

Row = tuple[Any, ...]
Value = int | float | str | bytes | None | list[int] | list[int | None]

# Writers of one SQLite file take turns. SQLite's own busy handler backs off up to 100 ms and would
# let a busy engine starve a chat answer; asking every half millisecond keeps the wait fair.
_BUSY_WAIT_SECONDS = 0.0005
_BUSY_DEADLINE_SECONDS = 15.0
_ENGINE_CHECKPOINT_PAGES = 20_000

_NAMED = re.compile(r"(?<![:\w]):([a-z_]+)")


class PatientSqlite(SqliteDatabase):
    """Every transaction is a write from its first statement, so it never fails half-way as busy."""

    busy_deadline_seconds = _BUSY_DEADLINE_SECONDS

    def begin(self, lock_type: str | None = None) -> None:
        deadline = time.monotonic() + self.busy_deadline_seconds
        self.execute_sql("PRAGMA busy_timeout=0")
        try:
            while not self._began(lock_type or "IMMEDIATE", deadline):
                time.sleep(_BUSY_WAIT_SECONDS)
        finally:
            self.execute_sql(f"PRAGMA busy_timeout={int(self.busy_deadline_seconds * 1000)}")

    def _began(self, lock_type: str, deadline: float) -> bool:
        try:
            super().begin(lock_type)
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            return False
        return True


def open_database(url: str, *, engine: bool = False) -> Database:
    """A connected-on-use database for ``sqlite:///path`` or ``postgresql://…``.

    ``engine`` marks the process that does the mass writes: it alone pays for WAL checkpoints.
    """
    if url.startswith("sqlite:"):
        return _sqlite(sqlite_path(url), _ENGINE_CHECKPOINT_PAGES if engine else 0)
    return PostgresqlDatabase(url, prefer_psycopg3=True)


def open_inbox(url: str) -> Database:
    """The inbox's own SQLite file beside the main one; on PostgreSQL the same database."""
    if url.startswith("sqlite:"):
        inbox = _sqlite(inbox_path(sqlite_path(url)), 1000)
        # LINE waits two seconds for the webhook's answer, and sends again what it did not get.
        inbox.busy_deadline_seconds = 1.5
        return inbox
    return open_database(url)


def sqlite_path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def inbox_path(main: Path) -> Path:
    return main.with_name(f"{main.stem}.inbox{main.suffix}")


def _sqlite(path: Path, checkpoint_pages: int) -> PatientSqlite:
    path.parent.mkdir(parents=True, exist_ok=True)
    return PatientSqlite(
        str(path),
        pragmas={
            "journal_mode": "wal",
            # A claim must be on disk before its request leaves; NORMAL may lose the last commits.
            "synchronous": "full",
            "wal_autocheckpoint": checkpoint_pages,
            "cache_size": -65536,
        },
        timeout=_BUSY_DEADLINE_SECONDS,
    )


def plain(db: Database | DatabaseProxy) -> Database:
    return db.obj if isinstance(db, DatabaseProxy) else db


def is_postgres(db: Database | DatabaseProxy = database) -> bool:
    return isinstance(plain(db), PostgresqlDatabase)


def atomic() -> AbstractContextManager[Any]:
    """One short write transaction; nested use joins the outer one."""
    return plain(database).atomic()


def sql(
    text: str,
    params: Mapping[str, Value] | None = None,
    db: Database | DatabaseProxy = database,
) -> Any:
    """Run one statement with ``:name`` parameters and give its cursor."""
    if is_postgres(db):
        text = _NAMED.sub(r"%(\1)s", text)
    return db.execute_sql(text, params or {})


def rows(
    text: str,
    params: Mapping[str, Value] | None = None,
    db: Database | DatabaseProxy = database,
) -> Sequence[Row]:
    return list(sql(text, params, db).fetchall())


def changed(text: str, params: Mapping[str, Value] | None = None) -> int:
    """How many rows the statement touched."""
    return int(sql(text, params).rowcount)

"""Opening the database, and the one way to run SQL that peewee's builder would slow down.

SQLite and PostgreSQL are both first-class: statements carry ``:name`` parameters and run on either.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from peewee import Database, DatabaseProxy, PostgresqlDatabase

from bot.store.drivers import BUSY_DEADLINE_SECONDS, PatientSqlite, SteadyPostgres

database = DatabaseProxy()

Row = tuple[Any, ...]
Value = int | float | str | bytes | None | list[int] | list[int | None]

_ENGINE_CHECKPOINT_PAGES = 20_000
# LINE waits two seconds for the webhook's answer, and sends again what it did not get.
_INBOX_LOCK_SECONDS = 1.5

_NAMED = re.compile(r"(?<![:\w]):([a-z_]+)")


def open_database(url: str, *, engine: bool = False) -> Database:
    """A connected-on-use database for ``sqlite:///path`` or ``postgresql://…``.

    ``engine`` marks the process that does the mass writes: it alone pays for WAL checkpoints.
    """
    if url.startswith("sqlite:"):
        return _sqlite(sqlite_path(url), _ENGINE_CHECKPOINT_PAGES if engine else 0)
    return SteadyPostgres(url)


def open_inbox(url: str) -> Database:
    """The inbox's own SQLite file beside the main one; on PostgreSQL the same database."""
    if url.startswith("sqlite:"):
        inbox = _sqlite(inbox_path(sqlite_path(url)), 1000)
        inbox.busy_deadline_seconds = _INBOX_LOCK_SECONDS
        return inbox
    return SteadyPostgres(url, lock_seconds=_INBOX_LOCK_SECONDS)


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
        timeout=BUSY_DEADLINE_SECONDS,
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

"""Migrated databases for tests, made once in each test process: copied, or emptied for the next."""

import shutil
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bot.store.db import database, inbox_path, open_database, open_inbox
from bot.store.inbox import Inbox
from bot.store.migrate import upgrade


def migrate(url: str) -> None:
    """Every table of the bot, the inbox's too."""
    database.initialize(open_database(url))
    upgrade()
    database.close()
    events = open_inbox(url)
    Inbox(events).create_table()
    events.close()


class SqliteOriginal:
    """A migrated file, and copies of it."""

    def __init__(self, folder: Path) -> None:
        self._main = folder / "original.db"
        migrate(f"sqlite:///{self._main}")

    def copy(self, to: Path) -> str:
        """Gives the copy's URL."""
        shutil.copy(self._main, to)
        shutil.copy(inbox_path(self._main), inbox_path(to))
        return f"sqlite:///{to}"


def create_postgres(server: str) -> str:
    """An empty database; gives its URL. Commits need not outlive the server for a test."""
    name = sql.Identifier(made := f"tobiishi_test_{uuid.uuid4().hex[:16]}")
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
        admin.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(name))
    return urlunsplit(urlsplit(server)._replace(path=f"/{made}"))


def drop_postgres(server: str, url: str) -> None:
    name = sql.Identifier(urlsplit(url).path.removeprefix("/"))
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


class KeptPostgres:
    """One migrated database for test after test: to empty it takes milliseconds, to make and drop
    one 200 ms of a quiet disk and seconds of a busy one.
    """

    def __init__(self, server: str) -> None:
        self._server = server
        self._make()

    def emptied(self) -> str:
        """As it was just after the migration, and nobody else is connected. Gives its URL."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(_ALONE)
            as_made = _columns(connection) == self._columns
            if as_made:
                connection.execute(self._empty)
        if not as_made:
            self.drop()
            self._make()
        return self.url

    def drop(self) -> None:
        drop_postgres(self._server, self.url)

    def _make(self) -> None:
        self.url = create_postgres(self._server)
        migrate(self.url)
        with psycopg.connect(self.url, autocommit=True) as connection:
            self._columns = _columns(connection)
            self._empty = _emptying(connection)


_ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid()"""

_COLUMNS = """
SELECT relname::text, attname::text FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
 WHERE relnamespace = 'public'::regnamespace AND attnum > 0"""


def _columns(connection: psycopg.Connection) -> set[tuple[str, str]]:
    """Of every table, index and sequence."""
    return set(connection.execute(_COLUMNS).fetchall())


def _emptying(connection: psycopg.Connection) -> sql.Composed:
    """One script that brings every row and every counter back to what they are now."""
    connection.execute("CREATE SCHEMA made")
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    counters = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
    script: list[sql.Composable] = [sql.SQL("BEGIN")]
    for (name,) in connection.execute(tables).fetchall():
        table, made = sql.Identifier("public", name), sql.Identifier("made", name)
        connection.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(made, table))
        script.append(sql.SQL("DELETE FROM {}").format(table))
        if connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(made)).fetchone():
            script.append(sql.SQL("INSERT INTO {} TABLE {}").format(table, made))
    setval = sql.SQL("SELECT setval({}, {}, {})")
    for name, last in connection.execute(counters).fetchall():
        script.append(setval.format(f"public.{name}", last or 1, last is not None))
    return sql.SQL(";").join([*script, sql.SQL("COMMIT")])

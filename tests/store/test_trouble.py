"""A database in trouble is told from a mistake of ours, and a connection that was cut from both."""

import sqlite3
from contextlib import nullcontext
from pathlib import Path

import psycopg
import pytest
from peewee import Database, PeeweeException

from bot.store.db import open_database, open_inbox, rows, sql, sqlite_path
from bot.store.drivers import PatientSqlite
from bot.store.trouble import Trouble, trouble
from tests.line.recorder import closed_port


def trouble_of(db: Database, statement: str) -> Trouble | None:
    with pytest.raises(PeeweeException) as raised, db.atomic():
        sql(statement, db=db)
    return trouble(raised.value)


def test_a_wrong_statement_is_no_trouble(database_url: str) -> None:
    assert trouble_of(open_database(database_url), "SELECT nonsense FROM nowhere") is None
    assert trouble(ValueError("x")) is None


def test_a_full_disk(sqlite_url: str) -> None:
    db = open_database(sqlite_url)
    sql("CREATE TABLE t (a)", db=db)
    sql("PRAGMA max_page_count = 5", db=db)
    assert trouble_of(db, "INSERT INTO t SELECT randomblob(100000)") == "full"
    assert rows("PRAGMA integrity_check", db=db) == [("ok",)]
    assert rows("SELECT count(*) FROM t", db=db) == [(0,)]


def test_a_file_that_cannot_be_opened_or_read(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    assert trouble_of(open_database(f"sqlite:///{tmp_path / 'folder.db'}"), "SELECT 1") == "away"
    (tmp_path / "torn.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    torn = open_database(f"sqlite:///{tmp_path / 'torn.db'}")
    assert trouble_of(torn, "SELECT * FROM sqlite_master") == "broken"


def test_locked_for_too_long_on_sqlite(sqlite_url: str) -> None:
    db = open_inbox(sqlite_url)
    sql("CREATE TABLE t (a)", db=db)
    assert isinstance(db, PatientSqlite)
    db.busy_deadline_seconds = 0.1
    path = sqlite_path(sqlite_url)
    other = sqlite3.connect(path.with_name("tobiishi.inbox.db"))
    other.execute("BEGIN EXCLUSIVE")
    assert trouble_of(db, "INSERT INTO t VALUES (1)") == "busy"


@pytest.mark.postgres
def test_locked_for_too_long_on_postgres(postgres_url: str) -> None:
    db = open_inbox(postgres_url)
    sql("CREATE TABLE t (a integer)", db=db)
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE t")
        assert trouble_of(db, "INSERT INTO t VALUES (1)") == "busy"


def test_nobody_there() -> None:
    port = closed_port().rpartition(":")[2]
    db = open_database(f"postgresql://postgres@127.0.0.1:{port}/postgres")
    assert trouble_of(db, "SELECT 1") == "away"


def cut(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.postgres
@pytest.mark.parametrize("in_transaction", [False, True])
def test_a_cut_connection_fails_once_and_is_replaced(
    postgres_url: str, in_transaction: bool
) -> None:
    db = open_database(postgres_url)
    sql("SELECT 1", db=db)
    cut(postgres_url)
    assert trouble_of(db, "SELECT 1") == "away"
    with db.atomic() if in_transaction else nullcontext():
        assert rows("SELECT 2", db=db) == [(2,)]


@pytest.mark.postgres
def test_a_transaction_does_not_go_on_over_another_connection(postgres_url: str) -> None:
    """Its first half is lost: to commit the second alone would be worse than to fail."""
    db = open_database(postgres_url)
    sql("CREATE TABLE t (a integer)", db=db)

    def act() -> None:
        with db.atomic():
            sql("INSERT INTO t VALUES (1)", db=db)
            cut(postgres_url)
            with pytest.raises(PeeweeException):
                sql("INSERT INTO t VALUES (2)", db=db)

    with pytest.raises(PeeweeException) as raised:
        act()
    assert trouble(raised.value) == "away"
    assert rows("SELECT count(*) FROM t", db=db) == [(0,)]

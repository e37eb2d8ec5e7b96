"""Shared fixtures: databases, a Redis and a Chromium, or a clear word why there is none."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import psycopg
import pytest
import redis
import structlog
from hypothesis import HealthCheck, settings

from bot.store.db import database, open_database
from bot.store.versions import forget
from laptop.redis_server import plan_redis
from tests.databases import KeptPostgres, SqliteOriginal, create_postgres, drop_postgres

POSTGRES_URLS = ("postgresql://postgres@127.0.0.1:5432/postgres", "postgresql:///postgres")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

BOTH_DATABASES = pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)

# How fast examples are made says more of the machine's load than of the tests.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

# By default every traceback is drawn with all its values: seconds for one.
structlog.configure(
    processors=[
        structlog.processors.format_exc_info,
        structlog.dev.ConsoleRenderer(colors=False),
    ]
)


def _is_required(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0")


def _skip_or_fail(requirement: str, reason: str) -> NoReturn:
    if _is_required(requirement):
        pytest.fail(f"{requirement} is set, and {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a local server's own database, where others may be created."""
    given = os.environ.get("TEST_POSTGRES_URL")
    for url in (given,) if given else POSTGRES_URLS:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return url
    _skip_or_fail(
        "REQUIRE_POSTGRES",
        "no PostgreSQL answers locally: start one, or set TEST_POSTGRES_URL",
    )


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A fresh, empty database for one test."""
    url = create_postgres(postgres_server)
    try:
        yield url
    finally:
        drop_postgres(postgres_server, url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'tobiishi.db'}"


@BOTH_DATABASES
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, empty database for one test: once on SQLite, once on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def kept_postgres(postgres_server: str) -> Iterator[KeptPostgres]:
    kept = KeptPostgres(postgres_server)
    yield kept
    kept.drop()


@pytest.fixture(scope="session")
def sqlite_original(tmp_path_factory: pytest.TempPathFactory) -> SqliteOriginal:
    return SqliteOriginal(tmp_path_factory.mktemp("original"))


@pytest.fixture
def migrated_postgres_url(kept_postgres: KeptPostgres) -> str:
    return kept_postgres.emptied()


@pytest.fixture
def migrated_sqlite_url(sqlite_original: SqliteOriginal, tmp_path: Path) -> str:
    return sqlite_original.copy(tmp_path / "tobiishi.db")


@BOTH_DATABASES
def migrated_url(request: pytest.FixtureRequest) -> str:
    """A database with all its tables and nothing in them: once on SQLite, once on PostgreSQL."""
    return str(request.getfixturevalue(f"migrated_{request.param}_url"))


@pytest.fixture
def migrated_database(migrated_url: str) -> Iterator[str]:
    """The same, opened as the engine's own. Gives its URL."""
    database.initialize(open_database(migrated_url, engine=True))
    forget()
    yield migrated_url
    database.close()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    # Not under pytest's own folder: a socket's path may have about 100 bytes.
    with tempfile.TemporaryDirectory(prefix="tobiishi-") as folder:
        server = plan_redis(Path(folder), Path(folder))
        process = subprocess.Popen(server.argv, stdout=subprocess.DEVNULL)
        try:
            _wait_for_redis(server.url)
            yield server.url
        finally:
            process.kill()
            process.wait()


def _wait_for_redis(url: str) -> None:
    deadline = time.monotonic() + 15
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
            except redis.RedisError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """A server of this test process alone, empty at the start of each test."""
    with redis.Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; launch it with --no-sandbox."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    _skip_or_fail("REQUIRE_CHROMIUM", "no Chromium is on the PATH: install the package chromium")

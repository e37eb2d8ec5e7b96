"""Shared fixtures: databases, a Redis and a Chromium, or a clear word why there is none."""

import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis
from psycopg import sql

from laptop.redis_server import plan_redis

POSTGRES_URLS = ("postgresql://postgres@127.0.0.1:5432/postgres", "postgresql:///postgres")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


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
    name = f"tobiishi_test_{uuid.uuid4().hex[:16]}"
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(postgres_server)._replace(path=f"/{name}"))
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'tobiishi.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, empty database for one test: once on SQLite, once on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


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

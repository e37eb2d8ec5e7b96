"""Databases and a Redis of the benchmark's own; nothing that somebody else uses is touched."""

import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis
from psycopg import sql

from laptop.redis_server import plan_redis

SQLITE, POSTGRES = "SQLite", "PostgreSQL"
_LOCAL = ("postgresql://postgres@127.0.0.1:5432/postgres", "postgresql:///postgres")


@dataclass(frozen=True)
class Redis:
    """Our own server's: it may be emptied."""

    url: str

    def empty(self) -> None:
        with redis.Redis.from_url(self.url) as client:
            client.flushall()


@contextmanager
def running_redis(folder: Path) -> Iterator[Redis]:
    server = plan_redis(folder, folder)
    process = subprocess.Popen(server.argv, stdout=subprocess.DEVNULL)
    try:
        _wait_for(server.url)
        yield Redis(server.url)
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
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


def local_postgres() -> str | None:
    for url in _LOCAL:
        try:
            psycopg.connect(url, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return url
    return None


@contextmanager
def fresh_database(kind: str, folder: Path, postgres: str | None) -> Iterator[str]:
    """The URL of an empty database, gone afterwards."""
    name = f"tobiishi_bench_{uuid.uuid4().hex[:16]}"
    if kind == SQLITE:
        yield f"sqlite:///{folder / name}.db"
        for file in folder.glob(f"{name}*"):
            file.unlink()
        return
    if postgres is None:
        raise LookupError("no PostgreSQL answers locally")
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(postgres)._replace(path=f"/{name}"))
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

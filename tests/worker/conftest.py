"""A worker with its child processes, and a Redis that can be taken away."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis

from laptop.redis_server import plan_redis

ROOT = Path(__file__).parent.parent.parent


def until(check: Callable[[], object], seconds: float = 40.0, what: str = "it") -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds} seconds"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@dataclass
class Worker:
    folder: Path
    redis_url: str
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    def start(self, *arguments: str) -> None:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "FAKE_FOLDER": str(self.folder),
            "LINE_CHANNEL_SECRET": "the-channel-secret",
            "LINE_CHANNEL_ACCESS_TOKEN": "the-channel-token",
            "PUBLIC_BASE_URL": "http://127.0.0.1:1",
            "DATABASE_URL": "sqlite:///unused.db",
            "REDIS_URL": self.redis_url,
        }
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(Path(__file__).parent / "fake_worker.py"), *arguments],
                env=environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def due(self, *names: str) -> None:
        (self.folder / "next").write_text(" ".join(names))
        (self.folder / "next").rename(self.folder / "due")

    def notes(self, words: str) -> list[int]:
        """The processes that left this note."""
        lines = (self.folder / "notes").read_text().splitlines()
        return [int(pid) for line in lines for said, _, pid in [line.rpartition(" ")]
                if said == words]  # fmt: skip

    def waits_for(self, words: str, times: int = 1) -> int:
        """The process that left the latest note."""
        until(lambda: len(self.notes(words)) >= times, what=f"{words} ({self.log()[-2000:]})")
        return self.notes(words)[-1]

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def ask_to_end(self, number: int = signal.SIGTERM) -> int:
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(30)

    def children(self) -> list[int]:
        assert self.process
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]


@dataclass
class OwnRedis:
    """A server that a test may kill and start again."""

    url: str
    argv: list[str]
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.process = subprocess.Popen(self.argv, stdout=subprocess.DEVNULL)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def listening(connection: redis.Redis) -> int:
    """How many processes wait in Redis for a wake-up. Not those that RQ lists: who outlived a
    restart of Redis waits there without being listed.
    """
    clients = connection.client_list()
    return sum(client["cmd"] in {"blpop", "brpop", "blmove"} for client in clients)


def answers(server: OwnRedis) -> bool:
    try:
        with redis.Redis.from_url(server.url) as connection:
            return bool(connection.ping())
    except redis.RedisError:
        return False


@pytest.fixture
def own_redis() -> Iterator[OwnRedis]:
    with tempfile.TemporaryDirectory(prefix="tobiishi-") as folder:
        plan = plan_redis(Path(folder), Path(folder))
        server = OwnRedis(plan.url, list(plan.argv))
        server.start()
        yield server
        server.kill()


@pytest.fixture
def make_worker(tmp_path: Path) -> Iterator[Callable[[str], Worker]]:
    started: list[Worker] = []

    def make(redis_url: str) -> Worker:
        (tmp_path / "notes").touch()
        (tmp_path / "due").touch()
        started.append(Worker(tmp_path, redis_url))
        return started[-1]

    yield make
    for worker in started:
        if worker.process and worker.process.poll() is None:
            worker.process.kill()
            worker.process.wait()


@pytest.fixture
def worker(make_worker: Callable[[str], Worker], redis_url: str) -> Worker:
    return make_worker(redis_url)

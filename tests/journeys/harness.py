"""A small installation for tests: the laptop run's real processes, held by the test itself.

Every journey talks to it through the simulator alone, so that the same script can drive any
installation whose page address it is told.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import redis

from laptop.checks import take_lock
from laptop.plan import Plan, make_plan
from laptop.processes import Command, Process, Processes
from laptop.warden import Warden
from simulator.client import SimulatorClient

ROOT = Path(__file__).parents[2]
GRACE_SECONDS = 10.0
UP_SECONDS = 90.0


class NotUp(AssertionError):
    """A process did not come up; the text holds its log."""


class Installation:
    """Web, worker, Valkey and simulator on free ports in a folder of their own."""

    def __init__(self, plan: Plan, warden: Warden) -> None:
        self.plan = plan
        self.sim = SimulatorClient(plan.page)
        self._logs = plan.data / "log"
        self._logs.mkdir(parents=True)
        self._processes = Processes(self._logs, plan.env, warden, GRACE_SECONDS)
        self._running: dict[str, Process] = {}

    # -- up and down ------------------------------------------------------------------

    def up(self) -> None:
        if self.plan.redis:
            self.start(self.plan.redis)
        until(lambda: _pings(self.plan.redis_url), "Redis answers", self.logs)
        self.start(self.plan.simulator)
        self.run(self.plan.migrate)
        self.start_worker()
        self.start_web()

    def down(self, *, kindly: bool = True) -> None:
        """The worker first, Redis last, as the laptop run does."""
        for name in reversed(list(self._running)):
            if kindly:
                self._processes.end([self._running.pop(name)])
            else:
                self.kill(name)

    def start_web(self) -> None:
        self.start(self.plan.web)
        until(lambda: _answers(f"{self.plan.bot}/readyz"), "web is ready", self.logs)
        until(lambda: _answers(f"{self.plan.page}/"), "the page answers", self.logs)

    def start_worker(self) -> None:
        self.start(self.plan.worker)

    def start(self, command: Command) -> None:
        self._running[command.name] = self._processes.start(command)

    def run(self, command: Command) -> None:
        process = self._processes.start(command)
        code = process.popen.wait(UP_SECONDS)
        self._processes.sweep(process)
        if code:
            raise NotUp(f"{command.name} ended with {code}:\n{process.log.read_text()}")

    def flask(self, *words: str) -> str:
        """What `flask --app bot ...` prints."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "bot", *words],
            env=dict(self.plan.env),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=UP_SECONDS,
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    # -- trouble ----------------------------------------------------------------------

    def pids(self, name: str) -> list[int]:
        """The process and everyone below it, the oldest first."""
        found = [self._running[name].popen.pid]
        for pid in found:
            found += _children(pid)
        return found

    def pids_of_queue(self, name: str) -> list[int]:
        """The worker's processes that work on it."""
        return [pid for pid in self.pids("worker") if ["--queue", name] == _words(pid)[-3:-1]]

    def kill(self, name: str) -> None:
        """SIGKILL to the whole family at once; nobody can tidy up."""
        process = self._running.pop(name)
        for pid in self._family(name, process):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.popen.wait()
        self._processes.sweep(process)

    def _family(self, name: str, process: Process) -> list[int]:
        self._running[name] = process
        family = self.pids(name)
        del self._running[name]
        return family

    def ask_to_end(self, name: str) -> float:
        """SIGTERM; gives how many seconds the process took to end."""
        process, began = self._running.pop(name), time.monotonic()
        process.popen.terminate()
        process.popen.wait(30)
        self._processes.sweep(process)
        return time.monotonic() - began

    def empty_redis(self) -> None:
        """Started again after `kill`, and with nothing of what it kept."""
        assert self.plan.redis
        shutil.rmtree(self.plan.data / "redis" / "appendonlydir")
        self.start(self.plan.redis)

    def readyz(self) -> dict[str, str]:
        """What `web` says of each part."""
        try:
            with urllib.request.urlopen(f"{self.plan.bot}/readyz", timeout=10) as response:
                answer = response.read()
        except urllib.error.HTTPError as unwell:
            answer = unwell.read()
        parts: dict[str, str] = json.loads(answer)["parts"]
        return parts

    def log(self, name: str) -> str:
        return (self._logs / f"{name}.log").read_text(errors="replace")

    def logs(self) -> str:
        parts = []
        for log in sorted(self._logs.glob("*.log")):
            lines = log.read_text(errors="replace").splitlines()[-60:]
            parts.append("\n".join([f"--- {log.name}", *lines]))
        return "\n".join(parts)


@contextlib.contextmanager
def installation(
    database_url: str | None = None,
    *,
    with_menus: bool = True,
    kindly: bool = True,
    worker: Sequence[str] = (),
    **settings: str,
) -> Iterator[Installation]:
    """`settings` by their names in the environment; without a URL it uses SQLite. `worker` are
    options of it. Not `kindly`: it is killed in the end, where that is not what is tested.
    """
    with tempfile.TemporaryDirectory(prefix="tobiishi-") as name:
        data = Path(name, "data")
        data.mkdir()
        plan = make_plan(_clean_environment(), free_port(), data, Path(name))
        given = {"DATABASE_URL": database_url} if database_url else {}
        own = Command("worker", (*plan.worker.argv, *worker))
        plan = replace(plan, env={**plan.env, **given, **settings}, worker=own)
        lock = take_lock(data / "laptop.lock")
        warden = Warden(keeps_open=lock, grace=GRACE_SECONDS)
        it = Installation(plan, warden)
        try:
            it.up()
            if with_menus:
                it.run(plan.line_setup)
            yield it
        finally:
            it.down(kindly=kindly)
            warden.dismiss()
            os.close(lock)


def _clean_environment() -> Mapping[str, str]:
    """Ours, without what would point at another installation, or have every process compile what it
    imports.
    """
    left_out = {"REDIS_URL", "MAKELEVEL", "DATABASE_URL", "CLOCK_FILE", "PYTHONDONTWRITEBYTECODE"}
    return {name: value for name, value in os.environ.items() if name not in left_out}


def free_port() -> int:
    """A port whose neighbour is free, too: the page takes the one, the bot the other."""
    while True:
        port = random.randrange(20000, 30000)  # below those that systems give out by themselves
        if not any(_is_taken(p) for p in (port, port + 1)):
            return port


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(
    check: Callable[[], object],
    what: str,
    logs: Callable[[], str] = str,
    seconds: float = UP_SECONDS,
) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        if time.monotonic() > deadline:
            raise NotUp(f"waited {seconds:g} s until {what}\n{logs()}")
        time.sleep(0.02)


def _pings(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _words(pid: int) -> list[str]:
    with contextlib.suppress(OSError):
        return Path("/proc", str(pid), "cmdline").read_text().split("\0")
    return []


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path("/proc", str(pid), "task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found

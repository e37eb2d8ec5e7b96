"""The order of a run: Redis, database, everything else, then the words for the person."""

import json
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPException

import redis

from laptop.plan import Plan
from laptop.problem import Problem
from laptop.processes import Command, Process, Processes
from laptop.stop import StopRequest
from laptop.supervisor import Supervisor

PATIENCE_SECONDS = 60.0


class Launch:
    def __init__(
        self, plan: Plan, processes: Processes, stop: StopRequest, say: Callable[[str], None]
    ) -> None:
        self._plan = plan
        self._processes = processes
        self._stop = stop
        self._say = say
        self._kept = Supervisor(processes, say)

    def run(self) -> None:
        """Until Stopped; raises Problem. Nothing is left running either way."""
        try:
            self._start()
            self._tell()
            while True:
                self._stop.pause(0.2)
                self._kept.look()
        finally:
            self._kept.end_all()

    def _start(self) -> None:
        plan = self._plan
        if plan.redis:
            self._kept.keep(plan.redis, stage=0)
        self._wait("Redis", lambda: _redis_answers(plan.redis_url))
        if self._run_to_end(plan.migrate) != 0:
            log = self._processes.log_of(plan.migrate)
            raise Problem(f"The database could not be brought up to date; why is in {log}")
        self._kept.keep(plan.simulator, stage=1)
        self._kept.keep(plan.web, stage=2)
        self._kept.keep(plan.worker, stage=2)
        self._wait("web", lambda: _answers(f"{plan.bot}/readyz"))
        self._wait("simulator", lambda: _answers(f"{plan.page}/"))
        if self._run_to_end(plan.line_setup) != 0:
            log = self._processes.log_of(plan.line_setup)
            self._say(f"The rich menus could not be set up (going on without); why is in {log}")

    def _tell(self) -> None:
        code = _owner_code(self._plan.page)
        if code:
            self._say(f"Owner code: {code} (send it in the owner's chat)")
        else:
            self._say("There is no owner code yet; ask for one on the page.")
        self._say(f"Open http://localhost:{self._plan.port}/")

    def _wait(self, what: str, is_there: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_there():
            if time.monotonic() > deadline:
                raise Problem(
                    f"{what} did not answer within {PATIENCE_SECONDS:.0f} seconds; "
                    f"why is in {self._plan.data / 'log'}"
                )
            self._stop.pause(0.1)
            self._kept.look()

    def _run_to_end(self, command: Command) -> int:
        process = self._processes.start(command)
        try:
            return self._code(process)
        finally:
            self._processes.end([process])

    def _code(self, process: Process) -> int:
        while (code := process.code) is None:
            self._stop.pause(0.05)
        self._processes.sweep(process)
        return code


def _redis_answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310 - our own loopback
            return bool(response.status == 200)
    except (OSError, HTTPException):
        return False


def _owner_code(page: str) -> str | None:
    request = urllib.request.Request(f"{page}/sim/owner-code", data=b"{}", method="POST")  # noqa: S310
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return str(json.load(response)["code"])
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return None

"""Keeps one process per queue running, ticks, and ends all of it together."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

import structlog

from bot.supervision.child import Child, close, start, stop
from bot.supervision.ticker import Ticker

CHECK_SECONDS = 0.2
REDIS_PATIENCE_SECONDS = 3.0
GRACE_SECONDS = 12.0

log = structlog.get_logger()


class Supervisor:
    """`commands` are kept running. `once(name)` is the command that does one queue's work without
    Redis, and then ends: it is used while Redis stays away, so that people still get answers.
    """

    def __init__(
        self,
        commands: Sequence[Sequence[str]],
        once: Callable[[str], Sequence[str]],
        ticker: Ticker,
        *,
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._children = [Child(command, time.monotonic) for command in commands]
        self._once = once
        self._ticker = ticker
        self._grace = grace
        self._helpers: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = threading.Event()
        self._hurry = False

    def run(self) -> None:
        """Until SIGTERM or SIGINT; a second one kills what still runs."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        self._ticker.start()
        try:
            while not self._stopping.wait(CHECK_SECONDS):
                self._tend()
        finally:
            self._end()

    def _tend(self) -> None:
        for child in self._children:
            child.tend()
        for name, helper in list(self._helpers.items()):
            if helper.poll() is not None:
                close(self._helpers.pop(name))
        for name in self._ticker.asleep(REDIS_PATIENCE_SECONDS) - self._helpers.keys():
            self._helpers[name] = start(self._once(name))

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._hurry = self._stopping.is_set()
        self._stopping.set()

    def _end(self) -> None:
        self._ticker.stop()
        running = [process for child in self._children if (process := child.give_up())]
        running += self._helpers.values()
        deadline = time.monotonic() + self._grace

        def wait() -> bool:
            time.sleep(0.05)
            return not self._hurry and time.monotonic() < deadline

        log.info("worker_stopping", processes=len(running))
        stop(running, wait)

"""Keeps one process per queue running, ticks, and ends all of it together."""

import signal
import threading
import time
from collections.abc import Sequence
from types import FrameType

import structlog

from bot.supervision.child import Child, stop
from bot.supervision.ticker import Ticker

CHECK_SECONDS = 0.2
GRACE_SECONDS = 12.0

log = structlog.get_logger()


class Supervisor:
    def __init__(
        self,
        commands: Sequence[Sequence[str]],
        ticker: Ticker,
        *,
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._children = [Child(command, time.monotonic) for command in commands]
        self._ticker = ticker
        self._grace = grace
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

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._hurry = self._stopping.is_set()
        self._stopping.set()

    def _end(self) -> None:
        self._ticker.stop()
        running = [process for child in self._children if (process := child.give_up())]
        deadline = time.monotonic() + self._grace

        def wait() -> bool:
            time.sleep(0.05)
            return not self._hurry and time.monotonic() < deadline

        log.info("worker_stopping", processes=len(running))
        stop(running, wait)

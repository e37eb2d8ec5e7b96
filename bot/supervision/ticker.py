"""Once a second: what is due? Wake its queue."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping

import redis
import structlog

from bot.outage import Outage
from bot.queue import JOBS, connect, enqueue_wakeup

TICK_SECONDS = 1.0
# Whoever is woken a hair before the second would find nothing due.
PAST_SECONDS = 0.005

log = structlog.get_logger()


class Ticker(threading.Thread):
    """A thread of its own, since a database that hangs must not keep dead workers from starting."""

    def __init__(
        self,
        due_queues: Callable[[], Iterable[str]],
        redis_url: str,
        *,
        jobs: Mapping[str, str] = JOBS,
        every: float = TICK_SECONDS,
    ) -> None:
        super().__init__(name="ticker", daemon=True)
        self._due_queues = due_queues
        self._redis = connect(redis_url)
        self._jobs = jobs
        self._every = every
        self._stopping = threading.Event()
        self._away, self._failing = Outage(), Outage()

    def run(self) -> None:
        while not self._stopping.wait(until_next(time.time(), self._every)):
            self.tick()

    def stop(self) -> None:
        self._stopping.set()

    def tick(self) -> None:
        try:
            names = sorted(self._due_queues())
        except Exception as error:
            if self._failing.begins():
                log.exception("tick_failed", error=type(error).__name__)
            return
        self._failing.ends()
        self._wake(names)

    def _wake(self, names: Iterable[str]) -> None:
        try:
            for name in names:
                enqueue_wakeup(self._redis, name, self._jobs[name])
            self._redis.ping()
        except redis.RedisError as error:
            if self._away.begins():
                log.warning("redis_away", error=type(error).__name__)
            return
        if (after := self._away.ends()) is not None:
            log.warning("redis_back", after=after)


def until_next(now: float, every: float) -> float:
    """Steps are due at whole seconds, so that is when to look: whoever looked at any other moment
    would be late by the same part of a second for ever.
    """
    return every - (now - PAST_SECONDS) % every

"""Once a second: what is due? Wake its queue or, while Redis is away, tell the supervisor."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping

import redis
import structlog

from bot.queue import JOBS, connect, enqueue_wakeup

TICK_SECONDS = 1.0

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
        self._away_since: float | None = None
        self._asleep: frozenset[str] = frozenset()
        self._failing = False

    def run(self) -> None:
        while not self._stopping.wait(self._every):
            self.tick()

    def stop(self) -> None:
        self._stopping.set()

    def asleep(self, after: float) -> frozenset[str]:
        """The due queues that nobody could wake, once Redis has been away for `after` seconds."""
        since = self._away_since
        away = since is not None and time.monotonic() - since >= after
        return self._asleep if away else frozenset()

    def tick(self) -> None:
        try:
            names = frozenset(self._due_queues())
        except Exception as error:
            if not self._failing:
                log.exception("tick_failed", error=type(error).__name__)
            self._failing = True
            return
        self._failing = False
        self._wake(names)

    def _wake(self, names: frozenset[str]) -> None:
        try:
            for name in sorted(names):
                enqueue_wakeup(self._redis, name, self._jobs[name])
            self._redis.ping()
        except redis.RedisError as error:
            if self._away_since is None:
                log.warning("redis_away", error=type(error).__name__)
                self._away_since = time.monotonic()
            self._asleep = names
            return
        if self._away_since is not None:
            log.warning("redis_back", after=round(time.monotonic() - self._away_since, 1))
        self._away_since, self._asleep = None, frozenset()

"""Wake-ups through Redis. The database is the truth: losing a wake-up costs a second."""

import os
import threading
import time
from collections.abc import Mapping

import redis
import structlog
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue

from bot.outage import Outage

JOBS: Mapping[str, str] = {"chat": "bot.jobs.drain_inbox", "sends": "bot.jobs.send_due"}
QUEUES = tuple(JOBS)

# Each look at a queue is a way to Redis and back, so those of a rush are one.
PAUSE_SECONDS = 0.02
_TIMEOUT_SECONDS = 0.5
_JOB_SECONDS = 300
_PAUSE_AFTER_FAILURE_SECONDS = 1.0

log = structlog.get_logger()


def connect(redis_url: str) -> redis.Redis:
    """With short timeouts; RQ needs bytes, so nothing is decoded."""
    return redis.Redis.from_url(
        redis_url,
        socket_timeout=_TIMEOUT_SECONDS,
        socket_connect_timeout=_TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 1),
    )


def connect_async(redis_url: str) -> AsyncRedis:
    """The same for an event loop."""
    return AsyncRedis.from_url(
        redis_url,
        socket_timeout=_TIMEOUT_SECONDS,
        socket_connect_timeout=_TIMEOUT_SECONDS,
        retry=AsyncRetry(NoBackoff(), 1),
    )


def enqueue_wakeup(connection: redis.Redis, name: str, function: str) -> None:
    """Unless one is waiting already. Raises redis.RedisError."""
    queue = Queue(name, connection=connection)
    if not queue.count:
        queue.enqueue(function, job_timeout=_JOB_SECONDS, result_ttl=0, failure_ttl=3600)


class Waker:
    """Enqueues wake-ups from a thread of its own, so that waking costs its caller nothing, also
    while Redis is away. The thread begins with the first call, hence after a server's fork.
    """

    def __init__(self, redis_url: str, jobs: Mapping[str, str] = JOBS) -> None:
        self._redis_url = redis_url
        self._jobs = jobs
        self._pid = 0

    def wake(self, name: str) -> None:
        if self._pid != os.getpid():
            self._thread = _WakerThread(self._redis_url, self._jobs)
            self._thread.start()
            self._pid = os.getpid()
        self._thread.wake(name)


class _WakerThread(threading.Thread):
    def __init__(self, redis_url: str, jobs: Mapping[str, str]) -> None:
        super().__init__(name="waker", daemon=True)
        self._connection = connect(redis_url)
        self._jobs = jobs
        self._changed = threading.Condition()
        self._wanted: set[str] = set()
        self._away = Outage()

    def wake(self, name: str) -> None:
        if name in self._wanted:  # the look for it is still to come
            return
        with self._changed:
            self._wanted.add(name)
            self._changed.notify()

    def run(self) -> None:
        while True:
            self._enqueue(self._next())

    def _next(self) -> set[str]:
        with self._changed:
            self._changed.wait_for(lambda: self._wanted)
            names, self._wanted = self._wanted, set()
            return names

    def _enqueue(self, names: set[str]) -> None:
        try:
            for name in names:
                enqueue_wakeup(self._connection, name, self._jobs[name])
        except Exception as error:
            if self._away.begins():
                log.warning("redis_away", error=type(error).__name__)
            time.sleep(_PAUSE_AFTER_FAILURE_SECONDS)
        else:
            self._away.ends()
            time.sleep(PAUSE_SECONDS)

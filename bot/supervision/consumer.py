"""Inside a supervised process: one queue's RQ worker, and the same work while Redis is away."""

import importlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import Any

import redis
import structlog
from rq import SimpleWorker
from rq.exceptions import StopRequested
from rq.job import Job
from rq.worker import WorkerStatus

from bot.outage import Outage
from bot.queue import connect
from bot.stopping import stopping

# A connection that hangs is noticed within this time and a little more.
WORKER_TTL_SECONDS = 30
UNWOKEN_PAUSE_SECONDS = 1.0
LAST_GRACE_SECONDS = 12.0

log = structlog.get_logger()


class QueueWorker(SimpleWorker):
    """Works in this very process: a fork for each job would import LINE's SDK each time. One queue
    each, since a worker that waits on several can lose the job that it is just taking. It gives up
    when Redis is away, where RQ's own would wait for it and do nothing.
    """

    log_result_lifespan = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """RQ's own tells Redis first, which would break off the job when that is away."""
        stopping.set()
        self._stop_requested = True
        if self.get_state() != WorkerStatus.BUSY:
            raise StopRequested

    def dequeue_job_and_maintain_ttl(
        self, timeout: int | None, max_idle_time: int | None = None
    ) -> Any:
        if stopping.is_set():  # asked before RQ was listening to signals
            return None
        return super().dequeue_job_and_maintain_ttl(timeout, max_idle_time)

    def heartbeat(self, *args: Any, **named: Any) -> None:
        try:
            super().heartbeat(*args, **named)
        except redis.RedisError:
            raise StopRequested from None

    def handle_exception(self, job: Job, *exc_info: Any) -> None:
        """RQ's own writes what the error says, and that may be people's words."""
        if not isinstance(exc_info[1], redis.RedisError):
            log.error("job_failed", queue=job.origin, job=job.id, exc_info=exc_info)

    def handle_job_failure(self, *args: Any, **named: Any) -> None:
        """Nor does it stand in Redis, where nobody looks for it."""
        super().handle_job_failure(*args, **{**named, "exc_string": ""})

    def subscribe(self) -> None:
        """To RQ's remote commands: nobody gives any."""

    def unsubscribe(self) -> None:
        pass


def consume(queue: str, function: str, due_queues: str, redis_url: str) -> None:
    """Until SIGTERM; a running job is finished first."""
    prepare(function)
    logging.getLogger("rq.worker").addFilter(_is_not_about_redis)
    connection, unwoken = connect(redis_url), Unwoken(queue, load(function), load(due_queues))
    while not stopping.is_set():
        with suppress(redis.RedisError):
            QueueWorker(
                [queue], connection=connection, worker_ttl=WORKER_TTL_SECONDS,
                log_job_description=False,
            ).work(logging_level="WARNING")  # fmt: skip
        signal.signal(signal.SIGTERM, lambda _number, _frame: stopping.set())
        unwoken.work()
        stopping.wait(UNWOKEN_PAUSE_SECONDS)


class Unwoken:
    """One queue's work when nobody can wake its process: it looks by itself."""

    def __init__(
        self, queue: str, job: Callable[[], Any], due_queues: Callable[[], Iterable[str]]
    ) -> None:
        self._queue, self._job, self._due_queues = queue, job, due_queues
        self._failing = Outage()

    def work(self) -> None:
        try:
            if not stopping.is_set() and self._queue in self._due_queues():
                self._job()
        except Exception as error:
            if self._failing.begins():
                log.exception("work_failed", queue=self._queue, error=type(error).__name__)
        else:
            self._failing.ends()


def _is_not_about_redis(record: logging.LogRecord) -> bool:
    """That it is away is said once, by the ticker."""
    error = record.exc_info[1] if record.exc_info else None
    return "redis" not in record.getMessage().lower() and not isinstance(error, redis.RedisError)


def prepare(function: str) -> None:
    """Loads what the job needs, so that the first person does not wait for it."""
    module = importlib.import_module(function.rpartition(".")[0])
    getattr(module, "prepare", lambda: None)()


def load(function: str) -> Callable[[], Any]:
    module, _, name = function.rpartition(".")
    found: Callable[[], Any] = getattr(importlib.import_module(module), name)
    return found


def end_with_supervisor() -> None:
    """Its end closes our standard input, also when it was killed and could tell nobody."""
    threading.Thread(target=_watch_input, name="orphan-watch", daemon=True).start()


def _watch_input() -> None:
    # Not by sys.stdin: a reader that waits in it makes the interpreter's own end a fatal error.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_GRACE_SECONDS)
    os._exit(1)

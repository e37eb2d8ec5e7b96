"""Inside a supervised process: one queue's RQ worker, or one queue's work done once."""

import importlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import redis
import structlog
from rq import SimpleWorker

from bot.queue import connect
from bot.stopping import stopping

# A connection that hangs is noticed within this time and a little more.
WORKER_TTL_SECONDS = 30
REDIS_PAUSE_SECONDS = 0.5
LAST_GRACE_SECONDS = 12.0

log = structlog.get_logger()


class QueueWorker(SimpleWorker):
    """Works in this very process: a fork for each job would import LINE's SDK each time. One queue
    each, since a worker that waits on several can lose the job that it is just taking.
    """

    max_connection_wait_time = 2.0
    log_result_lifespan = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        stopping.set()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]


def consume(queue: str, function: str, redis_url: str) -> None:
    """Until SIGTERM; a running job is finished first."""
    connection = connect(redis_url)
    _wait_for(connection)
    prepare(function)
    QueueWorker(
        [queue], connection=connection, worker_ttl=WORKER_TTL_SECONDS, log_job_description=False
    ).work(logging_level="WARNING")


def do_once(function: str) -> None:
    """After SIGTERM the work comes to its end by itself."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: stopping.set())
    load(function)()


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


def _wait_for(connection: redis.Redis) -> None:
    while True:
        try:
            connection.ping()
        except redis.RedisError:
            time.sleep(REDIS_PAUSE_SECONDS)
        else:
            return

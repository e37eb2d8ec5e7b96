"""One push a message: by RQ jobs, and by a loop. Nobody keeps who got what."""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import redis
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    PushMessageRequest,
    TextMessage,
)
from rq import Queue, Worker

from benchmarks.processes import Running, until
from simulator.testing import SimulatorHandle

QUEUE = "pushes"
READY_SECONDS, DONE_SECONDS = 30, 120


@dataclass(frozen=True)
class Outing:
    sim: SimulatorHandle
    redis_url: str
    folder: Path
    to: list[str]


def push(url: str, token: str, to: str, text: str) -> None:
    """As the SDK's README shows it: a client for each call."""
    with ApiClient(Configuration(host=url, access_token=token)) as client:
        MessagingApi(client).push_message(
            PushMessageRequest(to=to, messages=[TextMessage(text=text)])
        )


def by_loop(outing: Outing) -> float:
    began = time.monotonic()
    for number, user in enumerate(outing.to):
        push(outing.sim.url, outing.sim.token, user, _text(number))
    return len(outing.to) / (time.monotonic() - began)


def by_forking_worker(outing: Outing) -> float:
    return _by_jobs(outing, workers=1)


def by_simple_workers(outing: Outing) -> float:
    return _by_jobs(outing, "--worker-class", "rq.SimpleWorker", workers=2)


def _by_jobs(outing: Outing, *options: str, workers: int) -> float:
    """Messages a second, from the first enqueue to the last accepted push."""
    rq = [sys.executable, "-m", "rq.cli", "worker", "--quiet"]
    command = [*rq, QUEUE, "--url", outing.redis_url, *options]
    outing.sim.client.clear_ledger()
    with redis.Redis.from_url(outing.redis_url) as connection:
        running = [Running(command, outing.folder) for _ in range(workers)]
        try:
            until(
                lambda: Worker.count(connection=connection) == workers,
                "the workers are ready",
                READY_SECONDS,
            )
            began = time.time()
            _enqueue(Queue(QUEUE, connection=connection), outing)
            return len(outing.to) / (_last_sent_at(outing) - began)
        finally:
            for worker in running:
                worker.stop()


def _enqueue(queue: Queue, outing: Outing) -> None:
    for number, user in enumerate(outing.to):
        queue.enqueue(push, outing.sim.url, outing.sim.token, user, _text(number))


def _last_sent_at(outing: Outing) -> float:
    """Epoch seconds, by the simulator's ledger."""
    client = outing.sim.client
    until(lambda: len(client.counts()) == len(outing.to), "all were sent", DONE_SECONDS)
    return float(client.ledger()[-1]["real_at"]) / 1000


def _text(number: int) -> str:
    return f"友だち{number + 1}さん、ようこそ！"

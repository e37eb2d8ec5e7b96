import multiprocessing
import time

import redis
from rq import Queue
from structlog.testing import capture_logs

from bot.queue import JOBS, PAUSE_SECONDS, QUEUES, Waker, connect, enqueue_wakeup
from tests.line.recorder import closed_port
from tests.worker.conftest import until


def count(redis_url: str, name: str) -> int:
    with redis.Redis.from_url(redis_url) as connection:
        return int(Queue(name, connection=connection).count)


def test_the_two_queues() -> None:
    assert QUEUES == ("chat", "sends")
    assert JOBS == {"chat": "bot.jobs.drain_inbox", "sends": "bot.jobs.send_due"}


def test_one_wakeup_waits_at_most(redis_url: str) -> None:
    connection = connect(redis_url)
    for _ in range(5):
        enqueue_wakeup(connection, "chat", JOBS["chat"])
    assert (count(redis_url, "chat"), count(redis_url, "sends")) == (1, 0)
    job = Queue("chat", connection=connection).jobs[0]
    assert job.func_name == "bot.jobs.drain_inbox"
    assert (job.args, job.kwargs, job.result_ttl) == ((), {}, 0)


def test_waking_from_a_thread_of_its_own(redis_url: str) -> None:
    waker = Waker(redis_url)
    for _ in range(100):
        waker.wake("chat")
    waker.wake("sends")
    until(lambda: count(redis_url, "sends") == 1, 10)
    assert count(redis_url, "chat") == 1


def test_a_rush_shares_its_looks_and_the_last_one_counts(redis_url: str) -> None:
    waker = Waker(redis_url)
    with redis.Redis.from_url(redis_url) as connection:
        connection.config_resetstat()
        began = time.monotonic()
        for _ in range(20):
            for _ in range(100):
                waker.wake("chat")
            time.sleep(0.002)
        assert looks(connection) <= 2 + (time.monotonic() - began) / PAUSE_SECONDS
        until(lambda: count(redis_url, "chat") == 1, 10)
        connection.delete("rq:queue:chat")
        waker.wake("chat")
        until(lambda: count(redis_url, "chat") == 1, 10)


def looks(connection: redis.Redis) -> int:
    """How often the length of a queue was asked."""
    stats: dict[str, dict[str, int]] = connection.info("commandstats")
    return stats["cmdstat_llen"]["calls"]


def _wake_in_child(waker: Waker) -> None:
    waker.wake("sends")
    time.sleep(3)


def test_a_server_that_forks_wakes_from_each_process(redis_url: str) -> None:
    waker = Waker(redis_url)
    waker.wake("chat")
    child = multiprocessing.get_context("fork").Process(target=_wake_in_child, args=(waker,))
    child.start()
    until(lambda: count(redis_url, "sends") == 1, 10)
    child.join(10)
    assert count(redis_url, "chat") == 1


def test_redis_away_neither_blocks_nor_fills_the_log() -> None:
    waker = Waker(closed_port().replace("http", "redis"))
    with capture_logs() as logs:
        before = time.perf_counter()
        for _ in range(1000):
            waker.wake("chat")
        assert time.perf_counter() - before < 0.5
        until(lambda: logs, 10)
        waker.wake("chat")
        time.sleep(1.3)
    assert [line["event"] for line in logs] == ["redis_away"]


def test_redis_back_is_used_again(redis_url: str) -> None:
    waker = Waker(redis_url)
    waker.wake("chat")
    until(lambda: count(redis_url, "chat") == 1, 10)
    with redis.Redis.from_url(redis_url) as connection:
        connection.client_kill_filter(_type="normal", skipme=True)
        connection.flushall()
    waker.wake("chat")
    until(lambda: count(redis_url, "chat") == 1, 10)

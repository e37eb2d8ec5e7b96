"""The worker as it runs: real processes, a real Redis, jobs that leave notes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import redis
from rq import Queue

from tests.worker.conftest import OwnRedis, Worker, answers, is_alive, listening, until


def test_each_queue_has_a_process_that_does_what_is_due(worker: Worker) -> None:
    worker.start()
    worker.due("chat", "sends")
    chat, sends = worker.waits_for("chat", 2), worker.waits_for("sends ends", 2)
    assert chat != sends
    assert set(worker.notes("chat")) == {chat}, "one process does all of it"
    worker.due()
    assert worker.ask_to_end() == 0
    until(lambda: not is_alive(chat) and not is_alive(sends), 1)


def test_a_process_that_dies_is_started_again(worker: Worker) -> None:
    worker.start()
    worker.due("chat")
    first = worker.waits_for("chat")
    os.kill(first, signal.SIGKILL)
    until(lambda: worker.notes("chat")[-1] != first, what="work by another process")
    assert "worker_ended" in worker.log()
    assert worker.ask_to_end() == 0


def test_asked_to_end_the_job_at_hand_is_finished(worker: Worker) -> None:
    (worker.folder / "busy").touch()
    worker.start()
    worker.due("sends")
    busy = worker.waits_for("sends begins")
    before = time.monotonic()
    assert worker.ask_to_end() == 0
    assert time.monotonic() - before < 10
    assert worker.notes("sends ends") == [busy]
    assert not is_alive(busy)


def test_ctrl_c_reaches_the_processes_once(worker: Worker) -> None:
    """A terminal sends it to the whole group; a second signal would be a hurry."""
    (worker.folder / "busy").touch()
    worker.start()
    worker.due("sends")
    busy = worker.waits_for("sends begins")
    assert worker.process
    os.killpg(worker.process.pid, signal.SIGINT)
    assert worker.process.wait(30) == 0
    assert worker.notes("sends ends") == [busy]


def test_a_killed_supervisor_leaves_no_orphans(worker: Worker) -> None:
    (worker.folder / "busy").touch()
    worker.start()
    worker.due("sends", "chat")
    busy, idle = worker.waits_for("sends begins"), worker.waits_for("chat")
    worker.ask_to_end(signal.SIGKILL)
    until(lambda: not is_alive(idle), 10, "the end of the idle process")
    until(lambda: not is_alive(busy), 15, "the end of the busy process")
    assert worker.notes("sends ends") == [busy], "its batch was finished"


def test_a_second_signal_is_a_hurry(worker: Worker) -> None:
    worker.start()
    worker.due("chat")
    stubborn = worker.waits_for("chat")
    os.kill(stubborn, signal.SIGSTOP)  # it cannot answer a request to end
    assert worker.process
    worker.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    before = time.monotonic()
    assert worker.ask_to_end() == 0
    assert time.monotonic() - before < 5
    assert not is_alive(stubborn)


def test_without_redis_the_work_is_done_nevertheless(
    make_worker: Callable[[str], Worker], own_redis: OwnRedis
) -> None:
    worker = make_worker(own_redis.url)
    worker.start()
    worker.due("chat")
    regular = worker.waits_for("chat")
    own_redis.kill()
    until(lambda: "redis_away" in worker.log(), what="an outage")
    worker.waits_for("chat", len(worker.notes("chat")) + 3)
    own_redis.start()
    until(lambda: "redis_back" in worker.log(), what="Redis noticed")
    with redis.Redis.from_url(own_redis.url) as connection:
        until(lambda: listening(connection) == 2, what="two that can be woken")
    worker.waits_for("chat", len(worker.notes("chat")) + 1)
    assert set(worker.notes("chat")) == {regular}, "one process all the time"
    said = [json.loads(line)["event"] for line in worker.log().splitlines()]
    assert said == ["redis_away", "redis_back"], "an outage is two lines"
    assert worker.ask_to_end() == 0


def test_asked_to_end_while_redis_is_away_the_job_at_hand_is_finished(
    make_worker: Callable[[str], Worker], own_redis: OwnRedis
) -> None:
    worker = make_worker(own_redis.url)
    (worker.folder / "busy").touch()
    worker.start()
    worker.due("sends")
    busy = worker.waits_for("sends begins")
    own_redis.kill()
    assert worker.ask_to_end() == 0
    assert worker.notes("sends ends") == [busy]
    assert worker.notes("sends begins") == [busy]


def test_a_redis_that_takes_nothing_is_as_good_as_none(
    make_worker: Callable[[str], Worker], own_redis: OwnRedis
) -> None:
    """Full, or a replica: it answers, but refuses every write."""
    until(lambda: answers(own_redis), what="Redis")
    with redis.Redis.from_url(own_redis.url) as connection:
        connection.config_set("maxmemory", 1)
    worker = make_worker(own_redis.url)
    worker.start()
    worker.due("chat")
    worker.waits_for("chat", 3)
    with redis.Redis.from_url(own_redis.url) as connection:
        connection.config_set("maxmemory", 0)
        until(lambda: listening(connection) == 2, what="two that can be woken")
    worker.waits_for("chat", len(worker.notes("chat")) + 1)
    assert worker.ask_to_end() == 0


def test_redis_may_come_later(make_worker: Callable[[str], Worker], own_redis: OwnRedis) -> None:
    own_redis.kill()
    worker = make_worker(own_redis.url)
    worker.start()
    until(lambda: len(worker.children()) == 2)
    own_redis.start()
    worker.due("chat")
    worker.waits_for("chat")
    assert "worker_ended" not in worker.log(), "its processes waited for Redis"
    assert worker.ask_to_end() == 0


def test_a_broken_job_stops_nothing(worker: Worker) -> None:
    (worker.folder / "broken").touch()
    worker.start()
    worker.due("chat")
    worker.waits_for("chat", 3)
    assert len(set(worker.notes("chat"))) == 1
    assert "job_failed" in worker.log()
    assert "in chat" in worker.log(), "where it broke"
    assert "ValueError: this job is broken" not in worker.log(), "an error may quote people"
    assert worker.ask_to_end() == 0


def test_a_database_away_stops_nothing(worker: Worker) -> None:
    (worker.folder / "due").unlink()
    worker.start()
    until(lambda: "tick_failed" in worker.log(), what="a failed tick")
    worker.due("chat")
    worker.waits_for("chat")
    assert worker.log().count("tick_failed") == 1
    assert worker.ask_to_end() == 0


def test_more_processes_by_option(worker: Worker) -> None:
    worker.start("--processes", "sends=2")
    until(lambda: len(worker.children()) == 3)
    assert worker.ask_to_end() == 0


def test_nothing_due_enqueues_nothing(worker: Worker, redis_url: str) -> None:
    worker.start("--processes", "chat=1")
    until(lambda: len(worker.children()) == 2)
    with redis.Redis.from_url(redis_url) as connection:
        until(lambda: listening(connection) == 2, what="two workers")
        assert Queue("chat", connection=connection).count == 0
    assert worker.notes("chat") == []
    assert worker.ask_to_end() == 0


def test_the_log_names_no_secret(worker: Worker) -> None:
    worker.start()
    worker.due("chat")
    worker.waits_for("chat")
    worker.ask_to_end()
    assert "the-channel-secret" not in worker.log()
    assert "the-channel-token" not in worker.log()


@pytest.mark.parametrize("option", [["--processes", "chat=0"], ["--processes", "x=1"], ["--queue"]])
def test_a_wrong_option(option: list[str]) -> None:
    ended = subprocess.run([sys.executable, "worker.py", *option], capture_output=True, text=True)
    assert ended.returncode == 2
    assert "usage" in ended.stderr


def test_missing_settings_are_named(tmp_path: Path) -> None:
    script = Path(__file__).parent.parent.parent / "worker.py"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(script.parent)}
    ended = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, cwd=tmp_path, env=environment
    )
    assert ended.returncode == 1
    assert "LINE_CHANNEL_SECRET is missing" in ended.stderr
    assert "Traceback" not in ended.stderr

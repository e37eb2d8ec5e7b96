"""Processes killed at any moment of real work: each message arrives once, and nobody is forgotten.

KILL_SEED=N repeats the kills of a run that printed this seed, as far as a machine can.
"""

import contextlib
import os
import random
import signal
import time
from collections.abc import Iterator

import psycopg
import pytest
import redis

from tests.journeys.conftest import LOGS
from tests.journeys.crowd import Crowd, each, scenario
from tests.journeys.harness import installation

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

# Leases of two seconds, and sending so slow that a kill always finds some on the wire.
HURRY = {"LEASE_SECONDS": "2", "LIMIT_PUSH_PER_SECOND": "100"}
FRIENDS = 300
KILLS = 3
HELLO = "{{ friend.name }}さん、こんにちは"
NEWS = "{{ friend.name }}さんへのお知らせ"
SAME_FOR_ALL = "みなさまへ"


@pytest.fixture
def crowd(request: pytest.FixtureRequest) -> Iterator[Crowd]:
    """On SQLite."""
    with installation(with_menus=False, kindly=False, **HURRY) as it:
        request.node.stash[LOGS] = it
        yield Crowd(it, it.plan.env["DATABASE_URL"])


@pytest.fixture
def crowd_on_postgres(
    postgres_url: str, senders: int, request: pytest.FixtureRequest
) -> Iterator[Crowd]:
    many = (f"--processes=sends={senders}",)
    with installation(postgres_url, with_menus=False, kindly=False, worker=many, **HURRY) as it:
        request.node.stash[LOGS] = it
        yield Crowd(it, postgres_url)


@pytest.fixture
def senders() -> int:
    return 1


def test_random_kills_of_the_worker_double_nothing_and_lose_nobody(crowd: Crowd) -> None:
    chance = _chance()
    crowd.starts(scenario("ご案内", HELLO))
    names = crowd.comes(FRIENDS)
    crowd.it.sim.latency(50)
    crowd.it.sim.advance(hours=1)
    for kill in range(1, KILLS + 1):
        crowd.until_sent(kill * FRIENDS // (KILLS + 2) + chance.randrange(20))
        crowd.it.kill("worker")
        crowd.it.start_worker()
    crowd.all_settled()
    assert crowd.texts() == each(names, [HELLO])


@pytest.mark.postgres
@pytest.mark.parametrize("senders", [3])
def test_three_workers_killed_at_random_while_scenarios_share_them(
    crowd_on_postgres: Crowd,
) -> None:
    crowd, chance = crowd_on_postgres, _chance()
    crowd.starts(scenario("ご案内", HELLO, SAME_FOR_ALL, SAME_FOR_ALL))
    crowd.starts(scenario("お知らせ", NEWS, SAME_FOR_ALL))
    names = crowd.comes(150)
    crowd.it.sim.latency(50)
    crowd.it.sim.advance(hours=1)
    for kill in range(1, KILLS + 1):
        crowd.until_sent(kill * len(names) // 2 + chance.randrange(20))
        _kill_one(crowd, chance)
    crowd.it.kill("worker")
    crowd.it.start_worker()
    crowd.all_settled(hours=2)
    assert crowd.texts() == each(names, [HELLO, NEWS, *[SAME_FOR_ALL] * 3])


@pytest.mark.postgres
def test_a_worker_killed_before_line_accepts_after_it_and_while_it_settles(
    crowd_on_postgres: Crowd,
) -> None:
    crowd, sim = crowd_on_postgres, crowd_on_postgres.it.sim
    crowd.starts(scenario("ご案内", "一", "二", "三", more="receipt: [sent]"))
    names = crowd.comes(50)

    sim.fault("multicast", "hang")
    sim.advance(hours=1)
    crowd.until(lambda: _on_the_wire(crowd), "the request has left")
    _kill_senders(crowd)
    crowd.until_sent(50)
    crowd.nothing_to_do()

    sim.latency(60_000)
    sim.advance(hours=1)
    crowd.until_sent(100)
    _kill_senders(crowd)
    sim.latency(0)
    crowd.nothing_to_do()

    with psycopg.connect(crowd.database_url) as ours:
        ours.execute("LOCK TABLE receipt IN SHARE MODE")  # among the last that a settlement writes
        sim.advance(hours=1)
        crowd.until(lambda: _waits_for_a_lock(ours), "it is being settled")
        _kill_senders(crowd)
    crowd.all_settled()
    assert crowd.texts() == each(names, ["一", "二", "三"])


def test_a_web_process_killed_at_a_burst_of_follows_loses_none(crowd: Crowd) -> None:
    """LINE sends again what was not acknowledged; what was acknowledged is in the inbox."""
    sim, chance = crowd.it.sim, _chance()
    crowd.starts(scenario("ご案内", HELLO, wait="0"))
    sim.settings(redeliver=True, redeliver_after_s=0.5, events_per_post=10)
    names = crowd.follow(FRIENDS)
    crowd.until_sent(1)
    time.sleep(chance.random() / 2)
    crowd.it.kill("web")
    crowd.it.start_web()
    crowd.until_sent(FRIENDS)
    crowd.all_settled()
    assert crowd.texts() == each(names, [HELLO])


def test_an_event_stored_by_a_web_process_that_is_dead_now_is_handled(crowd: Crowd) -> None:
    """Nobody was there to be woken, and the wake-up is lost: still the friend is answered."""
    crowd.starts(scenario("ご案内", HELLO, wait="0"))
    crowd.it.kill("worker")
    hana = crowd.it.sim.person("花")
    hana.follows()
    crowd.until(lambda: crowd.it.sim.state()["webhook"]["ok"] == 1, "web has the event")
    crowd.it.kill("web")
    with redis.Redis.from_url(crowd.it.plan.redis_url) as server:
        server.flushall()
    crowd.it.start_worker()
    hana.waits_for("花さん、こんにちは", timeout_s=20)
    crowd.all_settled()


@pytest.mark.postgres
def test_sigterm_ends_the_worker_within_seconds_with_nothing_on_the_wire(
    crowd_on_postgres: Crowd,
) -> None:
    crowd = crowd_on_postgres
    crowd.starts(scenario("ご案内", HELLO))
    names = crowd.comes(FRIENDS)
    crowd.it.sim.latency(1_500)
    crowd.it.sim.advance(hours=1)
    crowd.until_sent(30)
    assert crowd.it.ask_to_end("worker") < 10
    assert crowd.count("SELECT count(*) FROM batch WHERE state = 1") == 0
    crowd.it.start_worker()
    crowd.all_settled()
    assert crowd.texts() == each(names, [HELLO])


def _chance() -> random.Random:
    seed = int(os.environ.get("KILL_SEED") or random.randrange(1_000_000))
    print(f"KILL_SEED={seed}")
    return random.Random(seed)


def _kill_one(crowd: Crowd, chance: random.Random) -> None:
    _, *children = crowd.it.pids("worker")
    with contextlib.suppress(ProcessLookupError):
        os.kill(chance.choice(children), signal.SIGKILL)


def _kill_senders(crowd: Crowd) -> None:
    """The supervisor has to replace them."""
    for pid in crowd.it.pids_of_queue("sends"):
        os.kill(pid, signal.SIGKILL)


def _on_the_wire(crowd: Crowd) -> bool:
    """LINE has the request, and has neither accepted nor answered it."""
    seen = crowd.it.sim.requests()
    return any(request["status"] == 0 for request in seen)


def _waits_for_a_lock(ours: "psycopg.Connection[tuple[object, ...]]") -> bool:
    found = ours.execute(
        "SELECT 1 FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    return found.fetchone() is not None

"""Processes killed at any moment of real work: each message arrives once, and nobody is forgotten.

KILL_SEED=N repeats the kills of a run that printed this seed, as far as a machine can.
"""

import contextlib
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tests.journeys.conftest import LOGS
from tests.journeys.harness import Installation, installation, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

# What hardly depends on the database is not tried on both, since each try takes its seconds.
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
POSTGRES = pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)

FRIENDS = 300
KILLS = 3
SCENARIO = """
tobiishi: 1
name: 名前入り
start: {when: friend_added}
quiet: ignore
steps:
  - id: hello
    wait: {hours: 1}
    send: [{text: "{{ friend.name }}さん、こんにちは"}]
"""
WELCOME = SCENARIO.replace("{hours: 1}", "0")


@pytest.fixture
def hurried(database_url: str, request: pytest.FixtureRequest) -> Iterator[Installation]:
    """Leases of two seconds, and sending so slow that a kill always finds some on the wire."""
    given = database_url if database_url.startswith("postgresql") else None
    hurry = {"LEASE_SECONDS": "2", "LIMIT_PUSH_PER_SECOND": "100"}
    with installation(given, with_menus=False, **hurry) as it:
        request.node.stash[LOGS] = it
        yield it


def test_random_kills_of_the_worker_double_nothing_and_lose_nobody(hurried: Installation) -> None:
    chance = _chance()
    names = _friends_waiting(hurried, SCENARIO)
    hurried.sim.latency(50)
    hurried.sim.advance(hours=1)
    for kill in range(1, KILLS + 1):
        _waits_until_sent(hurried, kill * FRIENDS // (KILLS + 2) + chance.randrange(20))
        _kill_some(hurried, chance)
    _all_settled(hurried)
    texts = _texts(hurried)
    assert texts == {user: [f"{name}さん、こんにちは"] for user, name in names.items()}


@SQLITE
def test_a_web_process_killed_at_a_burst_of_follows_loses_none(hurried: Installation) -> None:
    """LINE sends again what was not acknowledged; what was acknowledged is in the inbox."""
    sim, chance = hurried.sim, _chance()
    _import(hurried, WELCOME)
    sim.settings(redeliver=True, redeliver_after_s=0.5, events_per_post=10)
    sim.add_friends(FRIENDS)
    until(lambda: _sent(hurried) > 0, "the first are welcomed", hurried.logs)
    time.sleep(chance.random() / 2)
    hurried.kill("web")
    hurried.start_web()
    until(lambda: _sent(hurried) == FRIENDS, "all are welcomed", hurried.logs)
    _all_settled(hurried)
    assert [len(texts) for texts in _texts(hurried).values()] == [1] * FRIENDS


@SQLITE
def test_an_event_stored_by_a_web_process_that_is_dead_now_is_handled(
    hurried: Installation,
) -> None:
    """Nobody was there to be woken, and the wake-up is lost: still the friend is answered."""
    _import(hurried, WELCOME)
    hurried.kill("worker")
    hana = hurried.sim.person("花")
    hana.follows()
    until(lambda: hurried.sim.state()["webhook"]["ok"] == 1, "web has the event", hurried.logs)
    hurried.kill("web")
    with redis.Redis.from_url(hurried.plan.redis_url) as server:
        server.flushall()
    hurried.start_worker()
    hana.waits_for("花さん、こんにちは", timeout_s=20)
    _all_settled(hurried)


@POSTGRES
def test_sigterm_ends_the_worker_within_seconds_with_nothing_on_the_wire(
    hurried: Installation,
) -> None:
    names = _friends_waiting(hurried, SCENARIO)
    hurried.sim.latency(50)
    hurried.sim.advance(hours=1)
    _waits_until_sent(hurried, 30)
    assert hurried.ask_to_end("worker") < 10
    assert _count(hurried, "SELECT count(*) FROM batch WHERE state = 1") == 0
    hurried.start_worker()
    _all_settled(hurried)
    assert {user: len(texts) for user, texts in _texts(hurried).items()} == dict.fromkeys(names, 1)


def _chance() -> random.Random:
    seed = int(os.environ.get("KILL_SEED") or random.randrange(1_000_000))
    print(f"KILL_SEED={seed}")
    return random.Random(seed)


def _import(it: Installation, scenario: str) -> None:
    file = Path(it.plan.data, "scenario.yaml")
    file.write_text(scenario)
    it.flask("scenarios", "import", str(file), "--activate")


def _friends_waiting(it: Installation, scenario: str) -> dict[str, str]:
    """Names by user id of all who have entered."""
    _import(it, scenario)
    ids = it.sim.add_friends(FRIENDS)
    entered = "SELECT count(*) FROM enrollment WHERE state = 1"
    until(lambda: _count(it, entered) == FRIENDS, "all have entered", it.logs)
    names = {user["id"]: user["name"] for user in it.sim.state()["users"]}
    return {user: names[user] for user in ids}


def _kill_some(it: Installation, chance: random.Random) -> None:
    """The whole worker, started again by us; or one of its processes, which the others replace."""
    if chance.random() < 0.5:
        it.kill("worker")
        it.start_worker()
        return
    _, *children = it.pids("worker")
    with contextlib.suppress(ProcessLookupError):
        os.kill(chance.choice(children), signal.SIGKILL)


def _waits_until_sent(it: Installation, number: int) -> None:
    until(lambda: _sent(it) >= number, f"{number} are sent", it.logs)


def _sent(it: Installation) -> int:
    return sum(it.sim.counts("push").values())


def _texts(it: Installation) -> dict[str, list[str]]:
    """What pushes brought, by user id; answers to a follow are replies."""
    found: dict[str, list[str]] = {}
    for entry in it.sim.ledger():
        if entry["endpoint"] == "reply":
            continue
        for user in entry["delivered"]:
            found.setdefault(user, []).extend(message["text"] for message in entry["messages"])
    return found


def _all_settled(it: Installation) -> None:
    """No batch is open, and every walk came to its end: nothing is stuck, nothing uncertain."""
    left = "SELECT (SELECT count(*) FROM batch WHERE state = 1)"
    left += " + (SELECT count(*) FROM enrollment WHERE state <> 4)"
    until(lambda: _count(it, left) == 0, "everything is settled", it.logs)


def _count(it: Installation, query: str) -> int:
    url = it.plan.env["DATABASE_URL"]
    if url.startswith("postgresql"):
        with psycopg.connect(url) as database:
            row = database.execute(query.encode()).fetchone()
    else:
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            row = database.execute(query).fetchone()
    return int(row[0]) if row else 0

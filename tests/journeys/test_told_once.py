"""The worker killed at each stage of a notice's way to the staff: each step's sending is told in
the group exactly once, with all its people, as the simulator's ledger has it.
"""

import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.journeys.conftest import LOGS
from tests.journeys.crowd import Crowd, scenario
from tests.journeys.harness import installation
from tests.journeys.stage import begin_in_the_morning, http_stage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.postgres]

FRIENDS = 5
Ours = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def crowd(postgres_url: str, request: pytest.FixtureRequest) -> Iterator[Crowd]:
    with installation(postgres_url, with_menus=False, kindly=False, LEASE_SECONDS="2") as it:
        request.node.stash[LOGS] = it
        yield Crowd(it, postgres_url)


def linked(crowd: Crowd) -> str:
    """A group that is told at once; gives its id."""
    stage = http_stage(crowd.it.plan.page)
    begin_in_the_morning(stage.sim)
    mori, mori_id = stage.person("森")
    mori.follows()
    mori.says(crowd.it.flask("owner-code").strip())
    mori.sees("管理者になりました")
    kitchen = stage.group("キッチン", 森=mori_id)
    kitchen.invites_bot()
    kitchen.taps("ここに送る", on=kitchen.sees("受信通知をここに送れます"))
    kitchen.sees("つながりました")
    with psycopg.connect(crowd.database_url) as ours:
        ours.execute("UPDATE group_choice SET how = 'at_once', quiet = FALSE, cap = 100000")
        found = ours.execute("SELECT group_id FROM staff_group").fetchone()
    assert found
    return str(found[0])


def told(crowd: Crowd, group: str) -> list[tuple[int, int]]:
    """Number of the step and people of each card that LINE brought to the group."""
    alts = [
        message["altText"]
        for entry in crowd.it.sim.ledger()
        if entry["endpoint"] == "push" and group in json.dumps(entry["delivered"])
        for message in entry["messages"]
        if message.get("altText", "").startswith("送信")
    ]
    found = [re.search(r"」(\d+)、(\d+)人", alt) for alt in alts]
    return sorted((int(each[1]), int(each[2])) for each in found if each)


# Where it is killed


@contextmanager
def locked(crowd: Crowd, table: str) -> Iterator[Ours]:
    with psycopg.connect(crowd.database_url) as ours:
        ours.execute(f"LOCK TABLE {table} IN SHARE MODE".encode())
        yield ours


def kill_chat(crowd: Crowd) -> None:
    """Its supervisor has to replace it."""
    for pid in crowd.it.pids_of_queue("chat"):
        os.kill(pid, signal.SIGKILL)


def at_lock(table: str) -> Callable[[Crowd], None]:
    """In the transaction that writes there."""

    def kill(crowd: Crowd) -> None:
        with locked(crowd, table) as ours:
            crowd.it.sim.advance(minutes=1)
            crowd.until(lambda: waits(ours, table), f"somebody waits for {table}")
            kill_chat(crowd)

    return kill


def waits(ours: Ours, table: str) -> bool:
    query = (
        "SELECT 1 FROM pg_locks l WHERE l.relation = %s::regclass AND NOT l.granted"
        " AND l.pid <> pg_backend_pid()"
    )
    return ours.execute(query, (table,)).fetchone() is not None


def before_line_accepts(crowd: Crowd) -> None:
    """The request has left and LINE has not taken it."""
    crowd.it.sim.fault("push", "hang")
    crowd.it.sim.advance(minutes=1)
    on_the_wire = lambda: any(one["status"] == 0 for one in crowd.it.sim.requests())  # noqa: E731
    crowd.until(on_the_wire, "the notice is on the wire")
    kill_chat(crowd)


def after_line_accepted(crowd: Crowd) -> None:
    """LINE has taken it, and the answer never comes."""
    crowd.it.sim.latency(60_000)
    before = sum(crowd.it.sim.counts("push").values())
    crowd.it.sim.advance(minutes=1)
    accepted = lambda: sum(crowd.it.sim.counts("push").values()) > before  # noqa: E731
    crowd.until(accepted, "LINE accepted the notice")
    kill_chat(crowd)
    crowd.it.sim.latency(0)


STAGES: dict[str, Callable[[Crowd], None]] = {
    "share": at_lock("group_entry"),
    "freeze": at_lock("digest"),
    "hand over": before_line_accepts,
    "sent": after_line_accepted,
    "settle": at_lock("quota"),
}


def test_killed_at_each_stage_every_sending_is_told_once(crowd: Crowd) -> None:
    group = linked(crowd)
    texts = [f"{name} {number}" for number, name in enumerate(STAGES, start=1)]
    crowd.starts(scenario("ご案内", *texts, more="receipt: [sent]"))
    crowd.comes(FRIENDS)
    for number, kill in enumerate(STAGES.values(), start=1):
        crowd.it.sim.advance(hours=1)
        crowd.nothing_to_do()
        crowd.until(lambda: sendings(crowd) == number, f"step {number} is sent")  # noqa: B023
        kill(crowd)
        crowd.until(lambda: ended(crowd), "the notice has ended")
        crowd.until(lambda: len(told(crowd, group)) >= number, "the group is told")  # noqa: B023
    crowd.until(lambda: ended(crowd), "every notice has ended")
    assert told(crowd, group) == [(number, FRIENDS) for number in range(1, len(STAGES) + 1)]
    assert crowd.count("SELECT count(*) FROM group_entry WHERE digest_id IS NULL") == 0


def sendings(crowd: Crowd) -> int:
    return crowd.count("SELECT count(*) FROM receipt WHERE kind = 'sent'")


def ended(crowd: Crowd) -> bool:
    """Leases are in real time: whoever died need not be waited for."""
    with psycopg.connect(crowd.database_url) as ours:
        ours.execute("UPDATE notice SET leased_until = 0 WHERE state = 1")
    return crowd.count("SELECT count(*) FROM notice WHERE state = 1") == 0

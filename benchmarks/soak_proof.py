"""Was anything lost or sent twice? LINE's ledger against where everybody stands."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.store.db import rows
from bot.store.models import EnrollmentState
from simulator.client import SimulatorClient

PAGE = 5_000
_MARK = re.compile(r"\[(\d+)\.(\d+)\]")

Step = tuple[str, int, int]
"""Of one person: chat, scenario's number, step's index."""


def mark(scenario: int, step: int) -> str:
    """Part of a step's text, by which LINE's ledger can be read."""
    return f"[{scenario}.{step}]"


@dataclass(frozen=True)
class Proof:
    sent: int
    lost: int
    twice: int
    undecided: int  # failed or unknown: they wait for an owner, who is told
    overdue: int


def prove(sim: SimulatorClient, scenarios: dict[int, int], *, now: int) -> Proof:
    """`scenarios`: by id, the number in their marks. Only after everything has settled."""
    standings = _standings()  # before the ledger: meanwhile more is sent
    got = Counter(_received(sim))
    due, undecided = set[Step](), 0
    for chat, scenario_id, step, state in standings:
        due.update((chat, scenarios[scenario_id], index) for index in range(step))
        undecided += state == EnrollmentState.STUCK
    return Proof(
        sent=sum(got.values()),
        lost=len([step for step in due if not got[step]]),
        twice=sum(times - 1 for times in got.values()),
        undecided=undecided,
        overdue=int(rows(
            "SELECT count(*) FROM enrollment WHERE state IN (1, 2) AND due_at < :now", {"now": now}
        )[0][0]),
    )  # fmt: skip


def _standings() -> list[tuple[str, int, int, int]]:
    """(chat, scenario id, steps that are behind, state) of each walk."""
    last = {
        version: len(json.loads(document)["steps"])
        for version, document in rows("SELECT id, document FROM scenario_version")
    }
    found = rows(
        "SELECT f.user_id, e.scenario_id, e.version_id, e.step, e.state FROM enrollment e"
        " JOIN friend f ON f.id = e.friend_id"
    )
    return [
        (chat, scenario, last[version] if state == EnrollmentState.DONE else step, state)
        for chat, scenario, version, step, state in found
    ]


def _received(sim: SimulatorClient) -> Iterator[Step]:
    for entry in _ledger(sim):
        found = _MARK.search(str(entry["messages"]))
        if found:
            for chat in entry["to"]:
                yield chat, int(found[1]), int(found[2])


def _ledger(sim: SimulatorClient) -> Iterator[dict[str, Any]]:
    after = 0
    while page := sim.ledger(after, PAGE):
        yield from page
        after = page[-1]["seq"]

"""Results by a full count of walks, batches and reactions, to hold the sums against."""

from collections import Counter

from bot.store import counts, signals, versions
from bot.store.db import rows
from bot.store.signals import ALWAYS

Place = tuple[int, str, str]
"""Scenario, step ("" the walk), kind."""

_WALKS = """
    SELECT scenario_id, CASE WHEN ended = 0 THEN 'inside' WHEN state = 4 THEN 'finished'
    WHEN state = 7 THEN 'goal' ELSE 'left' END AS kind, count(*) FROM enrollment GROUP BY 1, 2"""
_REACTIONS = """
    SELECT e.scenario_id, r.step_id, CASE r.kind WHEN 'replied' THEN 'answered' ELSE r.kind END,
    count(*) FROM reaction r JOIN enrollment e ON e.id = r.enrollment_id
    WHERE r.kind <> 'skipped' GROUP BY 1, 2, 3"""


def counted() -> Counter[Place]:
    """As results know it."""
    found: Counter[Place] = Counter()
    for (scenario,) in rows("SELECT id FROM scenario"):
        for one in signals.of_scenario(ALWAYS, scenario):
            found[scenario, one.step_id, one.kind] += one.people
    return +found


def recounted() -> Counter[Place]:
    found: Counter[Place] = Counter()
    for scenario, kind, people in rows(_WALKS):
        found[scenario, "", "entered"] += people
        found[scenario, "", kind] += people
    for scenario, step, kind, people in rows(_REACTIONS):
        found[scenario, step, kind] += people
    results = counts.results()
    for kind, sums in (("sent", results.sent), ("failed", results.failed)):
        for (version, index), people in sums.items():
            step = versions.walk(version).stops[index].step.id
            found[versions.scenario_of(version), step, kind] += people
    return Counter({place: n for place, n in found.items() if n and place[2] != "inside"})

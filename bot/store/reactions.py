"""What friends did with the steps of their walks: asked by conditions."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from bot.domain.condition_forms import Reaction
from bot.store import signals, versions
from bot.store.db import rows
from bot.store.sets import among, ids

# No condition asks these: they wrote something after a step that asked nothing, would not answer
# what it asked, used its coupon, stopped or blocked within a day of it.
Other = Literal["replied", "skipped", "used", "stopped", "blocked"]


def note(
    enrollment_id: int, version_id: int, step_id: str, kind: Reaction | Other, *, at: int
) -> bool:
    """The first time counts: whether this was it. The version is the one that the
    step was sent in.
    """
    found = rows(
        "INSERT INTO reaction (enrollment_id, step_id, kind, at)"
        " VALUES (:walk, :step, :kind, :at) ON CONFLICT DO NOTHING RETURNING 1",
        {"walk": enrollment_id, "step": step_id, "kind": kind, "at": at},
    )
    if found and kind != "skipped":
        counted = "answered" if kind == "replied" else kind
        scenario_id = versions.scenario_of(version_id)
        signals.of_step(scenario_id, version_id, step_id, {counted: 1}, at=at)
    return bool(found)


def of(enrollment_ids: Sequence[int]) -> dict[int, frozenset[tuple[Reaction, str]]]:
    found: dict[int, set[tuple[Reaction, str]]] = defaultdict(set)
    for walk, kind, step_id in rows(
        f"SELECT enrollment_id, kind, step_id FROM reaction WHERE enrollment_id{among(':walks')}"
        " AND kind IN ('tapped', 'answered', 'watched')",
        {"walks": ids(enrollment_ids)},
    ):
        found[walk].add((kind, step_id))
    return {walk: frozenset(each) for walk, each in found.items()}


def in_scenarios(
    friend_ids: Sequence[int], scenario_ids: Sequence[int]
) -> list[tuple[int, int, tuple[Reaction, str]]]:
    """(friend, scenario, what they did) in any walk."""
    if not scenario_ids:
        return []
    found = rows(
        "SELECT DISTINCT e.friend_id, e.scenario_id, r.kind, r.step_id FROM enrollment e"
        " JOIN reaction r ON r.enrollment_id = e.id"
        f" WHERE e.friend_id{among(':friends')} AND e.scenario_id{among(':scenarios')}"
        " AND r.kind IN ('tapped', 'answered', 'watched')",
        {"friends": ids(friend_ids), "scenarios": ids(scenario_ids)},
    )
    return [(friend, scenario, (kind, step)) for friend, scenario, kind, step in found]


def skipped(enrollment_ids: Sequence[int], step_id: str) -> set[int]:
    """The walks of those who would not answer."""
    found = rows(
        f"SELECT enrollment_id FROM reaction WHERE enrollment_id{among(':walks')}"
        " AND kind = 'skipped' AND step_id = :step",
        {"walks": ids(enrollment_ids), "step": step_id},
    )
    return {row[0] for row in found}

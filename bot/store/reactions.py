"""What friends did with the steps of their walks: asked by conditions."""

from collections import defaultdict
from collections.abc import Sequence

from bot.domain.condition_forms import Reaction
from bot.store.db import rows, sql
from bot.store.sets import among, ids


def note(enrollment_id: int, step_id: str, kind: Reaction, *, at: int) -> None:
    """The first time counts."""
    sql(
        "INSERT INTO reaction (enrollment_id, step_id, kind, at)"
        " VALUES (:walk, :step, :kind, :at) ON CONFLICT DO NOTHING",
        {"walk": enrollment_id, "step": step_id, "kind": kind, "at": at},
    )


def of(enrollment_ids: Sequence[int]) -> dict[int, frozenset[tuple[Reaction, str]]]:
    found: dict[int, set[tuple[Reaction, str]]] = defaultdict(set)
    for walk, kind, step_id in rows(
        f"SELECT enrollment_id, kind, step_id FROM reaction WHERE enrollment_id{among(':walks')}",
        {"walks": ids(enrollment_ids)},
    ):
        found[walk].add((kind, step_id))
    return {walk: frozenset(each) for walk, each in found.items()}

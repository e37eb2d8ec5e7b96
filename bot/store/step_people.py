"""Who got a step, and what each did with it: by name, where the signals only count."""

from collections.abc import Sequence

from bot.domain.results import StepPeople
from bot.store.db import rows
from bot.store.sets import columns, table

DAY = 86_400
_SENT_AT = "coalesce(b.settled_at, b.claimed_at)"
_WITHIN = f"(f.{{what}} >= {_SENT_AT} AND f.{{what}} <= {_SENT_AT} + {DAY})"
_LEFT = f" AND ({_WITHIN.format(what='stopped_at')} OR {_WITHIN.format(what='blocked_at')})"


def _got(walk: str, and_so: str = "") -> str:
    return (
        "EXISTS (SELECT 1 FROM delivery d JOIN batch b ON b.id = d.batch_id"
        f" WHERE d.enrollment_id = {walk}.id AND coalesce(d.state, b.state) = 2"
        f" AND EXISTS (SELECT 1{table(2)} WHERE t.a = b.version_id AND t.b = b.step){and_so})"
    )


def _which(kind: StepPeople, walk: str) -> str:
    match kind:
        case "sent":
            return _got(walk)
        case "left":
            gone = "(f.stopped_at IS NOT NULL OR f.blocked_at IS NOT NULL)"
            return f"{gone} AND {_got(walk, _LEFT)}"
        case "tapped":
            return (
                f"EXISTS (SELECT 1 FROM reaction r WHERE r.enrollment_id = {walk}.id"
                " AND r.step_id = :step_id AND r.kind = 'tapped')"
            )
        case "answered":
            return (
                f"EXISTS (SELECT 1 FROM answer a WHERE a.enrollment_id = {walk}.id"
                " AND a.step_id = :step_id AND a.at IS NOT NULL)"
            )


def found(
    scenario_id: int,
    step_id: str,
    stops: Sequence[tuple[int, int]],
    kind: StepPeople,
    *,
    first: int,
    limit: int,
) -> list[int]:
    """Friends, each once, who entered last first. `stops`: the step in each version. Read from the
    last walk backwards until the page is full, so nothing has to be sorted.
    """
    later = (
        "SELECT 1 FROM enrollment l WHERE l.friend_id = e.friend_id"
        f" AND l.scenario_id = e.scenario_id AND l.id > e.id AND {_which(kind, 'l')}"
    )
    listed = rows(
        "SELECT e.friend_id FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        f" WHERE e.scenario_id = :scenario AND {_which(kind, 'e')} AND NOT EXISTS ({later})"
        " ORDER BY e.id DESC LIMIT :limit OFFSET :first",
        {
            **(columns(stops, 2) if kind in ("sent", "left") else {"step_id": step_id}),
            "scenario": scenario_id,
            "limit": limit,
            "first": first,
        },
    )
    return [row[0] for row in listed]

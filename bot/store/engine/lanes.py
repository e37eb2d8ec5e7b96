"""What is due, and who of it: asked once per lane, so the cost follows steps, not people."""

from bot.store.db import changed, is_postgres, rows
from bot.store.engine.types import PICKED, Lane, Picked

_DUE = """
    SELECT due_at FROM enrollment e
    WHERE e.version_id = l.version_id AND e.step = l.step AND e.state = 1 {until}
    ORDER BY due_at LIMIT 1"""

_LANES = """
    SELECT v.id AS version_id, q.step, q.fresh, q.urgent, q.waits FROM scenario s
    JOIN scenario_version v ON v.scenario_id = s.id
    JOIN step_queue q ON q.version_id = v.id
    WHERE s.state = 1"""


def due_lanes(now: int) -> list[Lane]:
    """Lanes with somebody due: answers to fresh arrivals, what is urgent, the longest overdue."""
    earliest = _DUE.format(until="AND due_at <= :now")
    found = rows(
        f"SELECT version_id, step, fresh, due_at, urgent, waits FROM (SELECT l.*, ({earliest})"
        f" AS due_at FROM ({_LANES}) l) lanes WHERE due_at IS NOT NULL"
        " ORDER BY fresh DESC, urgent DESC, due_at",
        {"now": now},
    )
    return [
        Lane(version, step, bool(fresh), due, bool(urgent), bool(waits))
        for version, step, fresh, due, urgent, waits in found
    ]


def next_due() -> int | None:
    """When the next step of a running scenario is due, however far ahead."""
    earliest = _DUE.format(until="")
    found = rows(f"SELECT min(due_at) FROM (SELECT ({earliest}) AS due_at FROM ({_LANES}) l) lanes")
    return found[0][0]


def pick(lane: Lane, now: int, limit: int) -> list[Picked]:
    """Who of a lane is due, locked against other workers until the transaction ends."""
    lock = "FOR NO KEY UPDATE OF e SKIP LOCKED" if is_postgres() else ""
    found = rows(
        f"SELECT {PICKED}"
        " FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " WHERE e.version_id = :version AND e.step = :step AND e.state = 1 AND e.due_at <= :now"
        f" ORDER BY e.due_at LIMIT :limit {lock}",
        {"version": lane.version_id, "step": lane.step, "now": now, "limit": limit},
    )
    return [Picked(*row) for row in found]


def pick_one(enrollment_id: int, now: int) -> tuple[Lane, Picked] | None:
    """A person whose step is due at this moment, with its lane; None when it is not, or held."""
    found = rows(
        f"SELECT {PICKED}, e.version_id, e.step FROM enrollment e JOIN friend f"
        " ON f.id = e.friend_id JOIN scenario s ON s.id = e.scenario_id"
        " WHERE e.id = :enrollment AND e.state = 1 AND e.due_at <= :now AND s.state = 1"
        " AND NOT EXISTS (SELECT 1 FROM setting WHERE key = 'stop_all')",
        {"enrollment": enrollment_id, "now": now},
    )
    if not found:
        return None
    *person, version, step = found[0]
    picked = Picked(*person)
    return Lane(version, step, True, picked.due_at), picked


def move_to_window(lane: Lane, now: int, opens_at: int, limit: int) -> int:
    """Overdue people of a closed time window wait for the next one. Gives how many moved."""
    return changed(
        "UPDATE enrollment SET due_at = :opens WHERE id IN (SELECT id FROM enrollment"
        " WHERE version_id = :version AND step = :step AND state = 1 AND due_at <= :now"
        " LIMIT :limit)",
        {
            "opens": opens_at,
            "version": lane.version_id,
            "step": lane.step,
            "now": now,
            "limit": limit,
        },
    )

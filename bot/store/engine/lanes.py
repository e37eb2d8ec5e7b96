"""What is due, and who of it: asked once per lane, so the cost follows steps, not people."""

from bot.store.db import is_postgres, rows, sql
from bot.store.engine.types import PICKED, Lane, Picked
from bot.store.models import WITHOUT_DATE

_DUE = """
    SELECT due_at FROM enrollment e
    WHERE e.version_id = l.version_id AND e.step = l.step AND e.state = 1
        AND due_at > l.skip_until {until}
    ORDER BY due_at LIMIT 1"""

_LANES = """
    SELECT v.id AS version_id, q.step, q.fresh, q.urgent, q.at_limit, q.sends, q.closed_at,
        q.opens_at, q.skip_until, v.moves_to, v.moved_at, q.twice FROM scenario s
    JOIN scenario_version v ON v.scenario_id = s.id
    JOIN step_queue q ON q.version_id = v.id
    WHERE s.state = 1"""
# A clock that was set back makes a lane be looked at again.
_OPEN = "NOT (l.closed_at <= :now AND :now < l.opens_at)"


def due_lanes(now: int) -> list[Lane]:
    """Lanes with somebody due: answers to fresh arrivals, what is urgent, the longest overdue."""
    earliest = _DUE.format(until="AND due_at <= :now")
    found = rows(
        "SELECT version_id, step, fresh, due_at, urgent, at_limit, opens_at, skip_until, sends,"
        " moves_to, moved_at, twice"
        f" FROM (SELECT l.*, ({earliest}) AS due_at FROM ({_LANES}) l WHERE {_OPEN}) lanes"
        " WHERE due_at IS NOT NULL ORDER BY fresh DESC, urgent DESC, due_at",
        {"now": now},
    )
    return [
        Lane(
            *(version, step, bool(fresh), due, bool(urgent), at_limit, opens, after),
            sends=bool(sends),
            moves_to=moves_to,
            moved_at=moved_at or 0,
            twice=bool(twice),
        )
        for *lane, sends, moves_to, moved_at, twice in found
        for version, step, fresh, due, urgent, at_limit, opens, after in [lane]
    ]


def next_due(now: int) -> int | None:
    """When the next step of a running scenario is due, however far ahead."""
    earliest = _DUE.format(until="")
    opens = f"CASE WHEN {_OPEN} THEN 0 ELSE l.opens_at END"
    found = rows(
        "SELECT min(CASE WHEN opens > due_at THEN opens ELSE due_at END)"
        f" FROM (SELECT ({earliest}) AS due_at, {opens} AS opens FROM ({_LANES}) l) lanes"
        " WHERE due_at < :never",
        {"now": now, "never": WITHOUT_DATE},
    )
    return found[0][0]


def due_people(now: int, at_most: int) -> int:
    """How many are due for a message, counted no further than ``at_most``."""
    found = rows(
        f"SELECT count(*) FROM (SELECT 1 FROM ({_LANES}) l JOIN enrollment e"
        " ON e.version_id = l.version_id AND e.step = l.step AND e.state = 1"
        " WHERE l.sends AND e.due_at > l.skip_until AND e.due_at <= :now"
        f" AND {_OPEN} LIMIT :most) due",
        {"now": now, "most": at_most},
    )
    return int(found[0][0])


def pick(lane: Lane, now: int, limit: int) -> list[Picked]:
    """Who of a lane is due, locked against other workers until the transaction ends."""
    lock = "FOR NO KEY UPDATE OF e SKIP LOCKED" if is_postgres() else ""
    found = rows(
        f"SELECT {PICKED}"
        " FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " WHERE e.version_id = :version AND e.step = :step AND e.state = 1"
        " AND e.due_at > :after AND e.due_at <= :now"
        f" ORDER BY e.due_at LIMIT :limit {lock}",
        {
            "version": lane.version_id,
            "step": lane.step,
            "after": lane.after,
            "now": now,
            "limit": limit,
        },
    )
    return [Picked(*row) for row in found]


def pick_held(version_id: int, step: int, limit: int) -> list[Picked]:
    """Whom something keeps from being claimed at that stop, locked as those who are due."""
    lock = "FOR NO KEY UPDATE OF e SKIP LOCKED" if is_postgres() else ""
    found = rows(
        f"SELECT {PICKED} FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " WHERE e.version_id = :version AND e.step = :step AND e.state = 3"
        f" ORDER BY e.id LIMIT :limit {lock}",
        {"version": version_id, "step": step, "limit": limit},
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


def close_window(lane: Lane, now: int, opens_at: int) -> None:
    """Its time window is closed: nobody of it is claimed before it opens."""
    sql(
        "UPDATE step_queue SET closed_at = :now, opens_at = :opens"
        " WHERE version_id = :version AND step = :step",
        {"now": now, "opens": opens_at, "version": lane.version_id, "step": lane.step},
    )


def look_again() -> None:
    """What the windows were judged by has changed."""
    sql("UPDATE step_queue SET closed_at = 0, opens_at = 0 WHERE opens_at > 0")

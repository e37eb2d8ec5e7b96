"""How many step messages friends were sent since some moment: answers to their own acts apart."""

from collections.abc import Collection, Sequence

from bot.store.db import rows
from bot.store.engine.types import Picked
from bot.store.rehearsal_models import REAL
from bot.store.sets import among, ids


def suspects(people: Collection[Picked], *, since: int, now: int) -> set[int]:
    """Those of them who may have been sent something since then, or who are due elsewhere just
    now: of all others nobody has to be asked anything more. By friend's id.
    """
    found = rows(
        "SELECT DISTINCT friend_id FROM enrollment WHERE friend_id"
        + among(":friends")
        + " AND (counted_at >= :since OR (ended = 0 AND state IN (1, 2) AND due_at <= :now"
        + f" AND NOT id{among(':walks')}))",
        {
            "friends": ids([person.friend_id for person in people]),
            "walks": ids([person.enrollment_id for person in people]),
            "since": since,
            "now": now,
        },
    )
    return {row[0] for row in found}


def sent(friend_ids: Sequence[int], *, since: int) -> dict[int, int]:
    """By friend: what LINE accepted, what is on its way, and what nobody knows of."""
    found = rows(
        "SELECT e.friend_id, count(*) FROM enrollment e"
        " JOIN delivery d ON d.enrollment_id = e.id JOIN batch b ON b.id = d.batch_id"
        " JOIN step_queue q ON q.version_id = b.version_id AND q.step = b.step"
        " WHERE e.friend_id"
        + among(":friends")
        + " AND (e.counted_at >= :since OR e.ended = 0) AND b.claimed_at >= :since"
        " AND coalesce(d.state, b.state) IN (1, 2, 4) AND NOT q.fresh"
        f" AND e.scenario_id {REAL} GROUP BY e.friend_id",
        {"friends": ids(friend_ids), "since": since},
    )
    return dict(found)


def put_off(enrollment_ids: Sequence[int], *, until: int) -> None:
    """They wait for the same step until then. In the transaction that picked them."""
    rows(
        "UPDATE enrollment SET due_at = :until WHERE state = 1 AND id"
        + among(":walks")
        + " RETURNING id",
        {"until": until, "walks": ids(enrollment_ids)},
    )

"""Settling: the batch is closed first, and only whoever closed it moves its people."""

import json
from collections.abc import Collection, Sequence

from bot.store import changes
from bot.store.db import is_postgres, rows, sql
from bot.store.engine.types import Move, OpenBatch, Picked, numbers
from bot.store.fact_models import ChangeKind
from bot.store.models import BatchState, EnrollmentState
from bot.store.sets import among, columns, ids, table

# To the stop and due time of row m; at the same stop once more it is another round of it.
TO_STOP = "rounds = CASE WHEN step = m.b THEN rounds + 1 ELSE 0 END, step = m.b, due_at = m.c"


def close(batch: OpenBatch, state: int, *, now: int, problem: str = "") -> list[int] | None:
    """Who was still open in it. None when someone else settled the batch: then nothing else may be
    written.
    """
    found = rows(
        "UPDATE batch SET state = :state, settled_at = :now, problem = :problem"
        " WHERE id = :batch AND state = 1 RETURNING members",
        {"state": state, "now": now, "problem": problem, "batch": batch.id},
    )
    return json.loads(found[0][0]) if found else None


def shrink(batch: OpenBatch, settled: Collection[int], *, now: int) -> list[int] | None:
    """A batch of personal pushes keeps only those not settled yet; each has a key of its own.

    Gives who was still open: a worker that slept past its lease does not know whom the one that
    took the batch over has settled. None when nobody was.
    """
    lock = "FOR UPDATE" if is_postgres() else ""
    found = rows(
        f"SELECT members FROM batch WHERE id = :batch AND state = 1 {lock}", {"batch": batch.id}
    )
    if not found:
        return None
    before = json.loads(found[0][0])
    staying = [member for member in before if member not in settled]
    sql(
        "UPDATE batch SET members = :members, state = :state, settled_at = :at WHERE id = :batch",
        {
            "members": json.dumps(staying),
            "state": BatchState.OPEN if staying else BatchState.SENT,
            "at": None if staying else now,
            "batch": batch.id,
        },
    )
    return before


def mark(batch_id: int, members: Sequence[int], state: int) -> None:
    """Deliveries that end differently from their batch, or before it."""
    if not members:
        return
    sql(
        "UPDATE delivery SET state = :state WHERE batch_id = :batch AND enrollment_id"
        + among(":members"),
        {"state": state, "batch": batch_id, "members": ids(members)},
    )


def move_on(batch_id: int, moves: Sequence[Move], *, now: int) -> None:
    """To the next step. Who stopped meanwhile is not in state 2 and stays where they are."""
    if not moves:
        return
    sql(
        f"UPDATE enrollment SET {TO_STOP}, visit = visit + 1, counted_at = :now,"
        " batch_id = NULL, state = CASE WHEN hold = 0 THEN 1 ELSE 3 END"
        f" FROM (SELECT a, b, c{table(3)}) m"
        " WHERE enrollment.id = m.a AND enrollment.batch_id = :batch AND enrollment.state = 2",
        {"now": now, "batch": batch_id, **columns(numbers(moves), 3)},
    )


def finish(batch_id: int, members: Sequence[int], *, now: int) -> list[int]:
    """Those whose walks have come to their end now; who left meanwhile is not among them."""
    if not members:
        return []
    found = rows(
        "UPDATE enrollment SET state = 4, ended = id, visit = visit + 1, counted_at = :now,"
        " batch_id = NULL WHERE batch_id = :batch AND state = 2 AND id"
        + among(":members")
        + " RETURNING id",
        {"now": now, "batch": batch_id, "members": ids(members)},
    )
    changes.walked(ChangeKind.FINISHED, [row[0] for row in found], at=now)
    return [row[0] for row in found]


def get_stuck(batch_id: int, members: Sequence[int]) -> None:
    """The step failed or its fate is unknown: an owner decides how the walk goes on."""
    if members:
        sql(
            "UPDATE enrollment SET state = 6 WHERE batch_id = :batch AND state = 2 AND id"
            + among(":members"),
            {"batch": batch_id, "members": ids(members)},
        )


def sent_at(members: Sequence[int], stops: Sequence[tuple[int, int]]) -> dict[int, int]:
    """When each of these walks was last sent one of these (version id, stop): enrollment id ->
    epoch seconds.

    What failed was never sent. Of what an owner counts as sent the request left when it was
    claimed; so it is as well while others of the batch are still open.
    """
    found = rows(
        "SELECT d.enrollment_id,"
        f" max(CASE WHEN b.state = 2 THEN b.settled_at ELSE b.claimed_at END) {_deliveries()}"
        " AND coalesce(d.state, b.state) = 2 GROUP BY d.enrollment_id",
        {**columns(stops, 2), "members": ids(members)},
    )
    return {row[0]: row[1] for row in found}


def had(members: Sequence[int], stops: Sequence[tuple[int, int]]) -> set[int]:
    """Which of these walks have got one of these, or may have: enrollment ids."""
    found = rows(
        f"SELECT DISTINCT d.enrollment_id {_deliveries()} AND coalesce(d.state, b.state) IN (2, 4)",
        {**columns(stops, 2), "members": ids(members)},
    )
    return {row[0] for row in found}


def _deliveries() -> str:
    """Deliveries to these walks, of stops that are each a version's id and an index."""
    of_stops = f"EXISTS (SELECT 1{table(2)} WHERE t.a = b.version_id AND t.b = b.step)"
    return (
        f"FROM delivery d JOIN batch b ON b.id = d.batch_id WHERE {of_stops}"
        f" AND d.enrollment_id{among(':members')}"
    )


def skip(
    people: Sequence[Picked], moves: Sequence[Move], finished: Sequence[int], *, now: int
) -> None:
    """Past a step that is not sent. In the transaction that picked the people: they are locked."""
    _log_skipped(people)
    if moves:
        sql(
            f"UPDATE enrollment SET counted_at = due_at, {TO_STOP},"
            f" visit = visit + 1 FROM (SELECT a, b, c{table(3)}) m WHERE enrollment.id = m.a",
            columns(numbers(moves), 3),
        )
    if finished:
        sql(
            "UPDATE enrollment SET state = 4, ended = id, visit = visit + 1,"
            " counted_at = due_at WHERE id" + among(":members"),
            {"members": ids(finished)},
        )
        changes.walked(ChangeKind.FINISHED, finished, at=now)


def end(people: Sequence[Picked], state: int = EnrollmentState.STOPPED, *, now: int) -> None:
    """Their walks end here, before this step. In the transaction that picked the people."""
    _log_skipped(people)
    members = [person.enrollment_id for person in people]
    sql(
        "UPDATE enrollment SET state = :state, ended = id, visit = visit + 1 WHERE id"
        + among(":members"),
        {"state": int(state), "members": ids(members)},
    )
    changes.walked(ending(state), members, at=now)


def ending(state: int) -> ChangeKind:
    """What others are told of a walk that ends so."""
    return ChangeKind.FINISHED if state == EnrollmentState.DONE else ChangeKind.LEFT


def _log_skipped(people: Sequence[Picked]) -> None:
    visits = [(person.enrollment_id, person.visit) for person in people]
    sql(
        f"INSERT INTO delivery (enrollment_id, visit, batch_id, state) SELECT a, b, 0, 5{table(2)}",
        columns(visits, 2),
    )

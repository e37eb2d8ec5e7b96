"""Stops without a message: who is due there, and where each of them goes on."""

from collections.abc import Mapping, Sequence

from bot.store import changes
from bot.store.db import Value, is_postgres, rows, sql
from bot.store.engine.moves import TO_STOP, ending
from bot.store.engine.types import PICKED, Lane, Move, Picked
from bot.store.sets import among, columns, ids, table

_OF_BRANCH = " scenario_id = :scenario AND step_id = :step"


def pick_with_friends(lane: Lane, now: int, limit: int, *, changing: bool) -> list[Picked]:
    """As ``pick``, and the friends are locked, too: who may enter another scenario must not stop
    everything meanwhile. Who is locked already is left for the next time, so nobody waits here
    for somebody who waits for us. `changing`: the friends themselves will be changed.
    """
    shared = "NO KEY UPDATE" if changing else "SHARE"
    lock = f"FOR NO KEY UPDATE OF e SKIP LOCKED FOR {shared} OF f SKIP LOCKED"
    found = rows(
        f"SELECT {PICKED} FROM enrollment e JOIN friend f ON f.id = e.friend_id"
        " WHERE e.version_id = :version AND e.step = :step AND e.state = 1 AND e.due_at <= :now"
        f" ORDER BY e.due_at LIMIT :limit {lock if is_postgres() else ''}",
        {"version": lane.version_id, "step": lane.step, "now": now, "limit": limit},
    )
    return [Picked(*row) for row in found]


def lock_friends(friend_ids: Sequence[int]) -> None:
    """Against their stopping or blocking until the transaction ends."""
    if is_postgres():
        rows(
            "SELECT count(*) FROM (SELECT 1 FROM friend WHERE id"
            + among(":friends")
            + " ORDER BY id FOR SHARE) t",
            {"friends": ids(friend_ids)},
        )


def lock_free_friends(friend_ids: Sequence[int]) -> set[int]:
    """Those of them whom nobody else is busy with: until the transaction ends they are ours."""
    if not is_postgres():
        return set(friend_ids)
    found = rows(
        "SELECT id FROM friend WHERE id"
        + among(":friends")
        + " ORDER BY id FOR NO KEY UPDATE SKIP LOCKED",
        {"friends": ids(friend_ids)},
    )
    return {row[0] for row in found}


def go_on(moves: Sequence[tuple[Move, int]]) -> None:
    """To their next stops, with the time that each one's wait there counts from."""
    if moves:
        found = [(move.enrollment_id, move.step, move.due_at, at) for move, at in moves]
        sql(
            f"UPDATE enrollment SET counted_at = m.d, {TO_STOP}, visit = visit + 1"
            f" FROM (SELECT a, b, c, d{table(4)}) m"
            " WHERE enrollment.id = m.a AND enrollment.state = 1",
            columns(found, 4),
        )


def end_here(people: Sequence[Picked], state: int, *, now: int) -> None:
    """Their walks are over, in this way."""
    if people:
        members = [person.enrollment_id for person in people]
        sql(
            "UPDATE enrollment SET state = :state, ended = id, visit = visit + 1, counted_at = :now"
            " WHERE state = 1 AND id" + among(":members"),
            {"state": state, "now": now, "members": ids(members)},
        )
        changes.walked(ending(state), members, at=now)


def taken(scenario_id: int, step_id: str) -> Mapping[int, int]:
    """How many each arm has taken, by what it is counted as. Nobody else counts until the
    transaction ends.

    The branch's row is locked, not the arms': they need not be there yet.
    """
    branch: dict[str, Value] = {"scenario": scenario_id, "step": step_id}
    sql(
        "INSERT INTO arm_count (scenario_id, step_id, arm, taken)"
        " VALUES (:scenario, :step, -1, 0) ON CONFLICT DO NOTHING",
        branch,
    )
    sql("UPDATE arm_count SET taken = 0 WHERE" + _OF_BRANCH + " AND arm = -1", branch)
    found = rows("SELECT arm, taken FROM arm_count WHERE" + _OF_BRANCH, branch)
    return dict(found)


def take(scenario_id: int, step_id: str, people: Mapping[int, int]) -> None:
    """So many more for each of these arms. After ``taken``, in its transaction."""
    for arm, number in people.items():
        sql(
            "INSERT INTO arm_count (scenario_id, step_id, arm, taken)"
            " VALUES (:scenario, :step, :arm, :number) ON CONFLICT (scenario_id, step_id, arm)"
            " DO UPDATE SET taken = arm_count.taken + excluded.taken",
            {"scenario": scenario_id, "step": step_id, "arm": arm, "number": number},
        )

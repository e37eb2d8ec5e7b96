"""One friend's walks as an owner moves them: looked at under a lock, led on, stopped, put back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.holds import Hold
from bot.store import changes
from bot.store.db import Value, is_postgres, rows, sql
from bot.store.engine import Move
from bot.store.fact_models import ChangeKind
from bot.store.manual import lock_friends
from bot.store.models import EnrollmentState

FREE = (EnrollmentState.WAITING, EnrollmentState.HELD)


@dataclass(frozen=True, slots=True)
class Standing:
    """``live``: its scenario is running or paused."""

    id: int
    friend_id: int
    scenario_id: int
    version_id: int
    step: int
    rounds: int
    visit: int
    due_at: int
    counted_at: int
    state: int
    hold: int
    live: bool


_COLUMNS = (
    "e.id, e.friend_id, e.scenario_id, e.version_id, e.step, e.rounds, e.visit, e.due_at,"
    " e.counted_at, e.state, e.hold, s.state IN (1, 2)"
)


def locked(friend_id: int, *, walk: int = 0, scenario_id: int = 0) -> list[Standing]:
    """Those of the friend's walks that have not ended; nobody else moves them until the
    transaction ends. ``walk``: only that one.
    """
    lock_friends([friend_id])
    lock = "FOR NO KEY UPDATE OF e" if is_postgres() else ""
    found = rows(
        f"SELECT {_COLUMNS} FROM enrollment e JOIN scenario s ON s.id = e.scenario_id"
        " WHERE e.friend_id = :friend AND e.ended = 0 AND (:walk = 0 OR e.id = :walk)"
        f" AND (:scenario = 0 OR e.scenario_id = :scenario) ORDER BY e.id {lock}",
        {"friend": friend_id, "walk": walk, "scenario": scenario_id},
    )
    return [Standing(*row) for row in found]


def lead(one: Standing, to: Move | None, *, counted_at: int, now: int) -> None:
    """Past its step, which is not sent; None: to the end."""
    params: dict[str, Value] = {"id": one.id, "visit": one.visit, "counted": counted_at}
    sql("INSERT INTO delivery (enrollment_id, visit, batch_id, state) VALUES (:id, :visit, 0, 5)", {
        "id": one.id, "visit": one.visit,
    })  # fmt: skip
    if to is not None:
        sql(
            "UPDATE enrollment SET step = :step, due_at = :due, rounds = :rounds,"
            " visit = visit + 1, counted_at = :counted WHERE id = :id AND visit = :visit",
            {
                **params,
                "step": to.step,
                "due": to.due_at,
                "rounds": one.rounds + 1 if to.step == one.step else 0,
            },
        )
        return
    sql(
        "UPDATE enrollment SET state = 4, ended = id, visit = visit + 1, counted_at = :counted"
        " WHERE id = :id AND visit = :visit",
        params,
    )
    changes.walked(ChangeKind.FINISHED, [one.id], at=now)


def due_now(one: Standing, *, now: int) -> None:
    sql(
        "UPDATE enrollment SET due_at = :now WHERE id = :id AND visit = :visit",
        {"now": now, "id": one.id, "visit": one.visit},
    )


def stop(walks: Sequence[Standing], *, now: int) -> None:
    """They end here."""
    for one in walks:
        sql(
            "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL WHERE id = :id"
            " AND ended = 0",
            {"id": one.id},
        )
    changes.walked(ChangeKind.LEFT, [one.id for one in walks], at=now)


def on_the_way(walks: Sequence[Standing]) -> int:
    return sum(one.state == EnrollmentState.CLAIMED for one in walks)


_HELD = (
    f"(hold & {int(Hold.OPTED_OUT_HERE)})"
    f" | (SELECT CASE WHEN f.blocked_at IS NULL THEN 0 ELSE {int(Hold.BLOCKED)} END"
    f" + CASE WHEN f.stopped_at IS NULL THEN 0 ELSE {int(Hold.OPTED_OUT)} END"
    f" + CASE WHEN f.manual_at IS NULL THEN 0 ELSE {int(Hold.MANUAL)} END"
    " FROM friend f WHERE f.id = enrollment.friend_id)"
)


_ENDED: Mapping[int, Literal["finished", "left"]] = {
    EnrollmentState.DONE: "finished",
    EnrollmentState.STOPPED: "left",
}


def put_back(before: Standing, *, visit: int, now: int) -> bool:
    """Where it stood, if it still is as it was left then: at that visit, in nobody's hands. The
    visit is a new one, so that what was sent of it is known. What holds the friend by now counts.
    """
    lock_friends([before.friend_id])
    lock = "FOR NO KEY UPDATE" if is_postgres() else ""
    state = rows(f"SELECT state FROM enrollment WHERE id = :id {lock}", {"id": before.id})
    found = rows(
        f"UPDATE enrollment SET step = :step, rounds = :rounds, due_at = :due, hold = {_HELD},"
        " counted_at = :counted, visit = visit + 1, ended = 0,"
        f" state = CASE WHEN ({_HELD}) = 0 THEN 1 ELSE 3 END"
        " WHERE id = :id AND visit = :visit AND version_id = :version AND state IN (1, 3, 4, 5)"
        " AND EXISTS (SELECT 1 FROM scenario s WHERE s.id = enrollment.scenario_id"
        " AND s.state IN (1, 2) AND s.deleted_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM enrollment o WHERE o.friend_id = enrollment.friend_id"
        " AND o.scenario_id = enrollment.scenario_id AND o.walk_key = enrollment.walk_key"
        " AND o.ended = 0 AND o.id <> enrollment.id) RETURNING id",
        {
            "step": before.step,
            "rounds": before.rounds,
            "due": before.due_at,
            "counted": before.counted_at,
            "id": before.id,
            "visit": visit,
            "version": before.version_id,
        },
    )
    if found and (ended := _ENDED.get(state[0][0])):
        changes.go_on([before.id], ended, at=now)
    return bool(found)

"""Enrollments: entering a scenario, waiting, being held and let go."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.holds import Hold
from bot.store.db import changed, is_postgres, rows, sql
from bot.store.models import EnrollmentState

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Entrance:
    """A scenario that takes newcomers in (also while it is paused: then they wait)."""

    scenario_id: int
    version_id: int


def entrances() -> list[Entrance]:
    found = rows(
        "SELECT id, version_id FROM scenario WHERE state IN (1, 2) AND NOT closed"
        " AND deleted_at IS NULL AND version_id IS NOT NULL ORDER BY id"
    )
    return [Entrance(*row) for row in found]


def previous(friend_id: int, scenario_id: int) -> Literal["none", "inside", "ended"]:
    """Whether the friend is or was in this scenario, in any version."""
    found = rows(
        "SELECT min(ended) FROM enrollment WHERE friend_id = :friend AND scenario_id = :scenario",
        {"friend": friend_id, "scenario": scenario_id},
    )
    if found[0][0] is None:
        return "none"
    return "inside" if found[0][0] == 0 else "ended"


def enter(
    friend_id: int, entrance: Entrance, *, step: int, due_at: int, now: int, hold: Hold
) -> int | None:
    """The enrollment's id; None when the friend is inside already: nobody is let in twice."""
    added = rows(
        "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
        " walk_key, version_id, step, visit, state, hold, ended)"
        " VALUES (:due, :now, :now, :friend, :scenario, '', :version, :step, 0, :state, :hold, 0)"
        " ON CONFLICT DO NOTHING RETURNING id",
        {
            "due": due_at,
            "now": now,
            "friend": friend_id,
            "scenario": entrance.scenario_id,
            "version": entrance.version_id,
            "step": step,
            "state": int(EnrollmentState.HELD if hold else EnrollmentState.WAITING),
            "hold": int(hold),
        },
    )
    return added[0][0] if added else None


def end(friend_id: int, scenario_id: int) -> None:
    """The friend's walk ends here, wherever it is."""
    sql(
        "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL"
        " WHERE friend_id = :friend AND scenario_id = :scenario AND ended = 0",
        {"friend": friend_id, "scenario": scenario_id},
    )


def end_all(scenario_id: int) -> int:
    return changed(
        "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL"
        " WHERE scenario_id = :scenario AND ended = 0",
        {"scenario": scenario_id},
    )


_ALIVE = "friend_id = :friend AND ended = 0 AND (:scenario = 0 OR scenario_id = :scenario)"


def hold(friend_id: int, fact: Hold, scenario_id: int = 0) -> int:
    """From now on the fact keeps the friend's walks (of one scenario) from being claimed.

    Gives how many of their messages were handed to LINE already. The walks are marked before the
    batches are looked at, and the batch's row is locked: see ``engine.hand_over``.
    """
    params = {"friend": friend_id, "scenario": scenario_id, "fact": int(fact)}
    sql(
        "UPDATE enrollment SET hold = hold | :fact,"
        f" state = CASE WHEN state = 1 THEN 3 ELSE state END WHERE {_ALIVE}",
        params,
    )
    lock = "FOR UPDATE" if is_postgres() else ""
    handed = rows(
        "SELECT handed_at FROM batch WHERE id IN (SELECT batch_id FROM enrollment"
        f" WHERE {_ALIVE} AND state = 2) {lock}",
        {"friend": friend_id, "scenario": scenario_id},
    )
    return sum(1 for (at,) in handed if at is not None)


def lift(friend_id: int, fact: Hold, *, now: int, scenario_id: int = 0) -> None:
    """The fact is gone. Overdue steps do not come in a burst: one now, the others a day apart."""
    params = {"friend": friend_id, "scenario": scenario_id, "fact": int(fact)}
    sql(
        "UPDATE enrollment SET hold = hold & ~:fact, state = CASE"
        f" WHEN state = 3 AND (hold & ~:fact) = 0 THEN 1 ELSE state END WHERE {_ALIVE}",
        params,
    )
    overdue = rows(
        f"SELECT id FROM enrollment WHERE {_ALIVE} AND state = 1 AND due_at <= :now"
        " ORDER BY due_at",
        {"friend": friend_id, "scenario": scenario_id, "now": now},
    )
    for days, (enrollment_id,) in enumerate(overdue[1:], start=1):
        sql(
            "UPDATE enrollment SET due_at = :due WHERE id = :id",
            {"due": now + days * DAY, "id": enrollment_id},
        )


@dataclass(frozen=True, slots=True)
class Inside:
    """A friend's living walk; ``due_at`` epoch seconds, ``sending``: its scenario is running."""

    enrollment_id: int
    scenario_id: int
    version_id: int
    step: int
    state: int
    hold: int
    due_at: int
    sending: bool
    scenario: str


def inside(friend_id: int) -> list[Inside]:
    """Where the friend is, the next due first; only scenarios that are running or paused."""
    found = rows(
        "SELECT e.id, e.scenario_id, e.version_id, e.step, e.state, e.hold, e.due_at,"
        " s.state = 1, s.name FROM enrollment e JOIN scenario s ON s.id = e.scenario_id"
        " WHERE e.friend_id = :friend AND e.ended = 0 ORDER BY e.due_at, e.id",
        {"friend": friend_id},
    )
    return [Inside(*row) for row in found]

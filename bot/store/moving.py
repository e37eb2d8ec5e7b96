"""People who go on in another version of their scenario: which versions they leave, and where each
of them stands there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.store import changes
from bot.store.db import rows, sql
from bot.store.displaced_models import AT_END
from bot.store.fact_models import ChangeKind
from bot.store.models import EnrollmentState
from bot.store.sets import among, columns, ids, table


@dataclass(frozen=True, slots=True)
class OldLane:
    """A stop of a version whose people move to another one, since then, with somebody there.
    `held`: whom something keeps from being sent anything; at `AT_END` those who came to the end.
    """

    version_id: int
    step: int
    moves_to: int
    moved_at: int
    held: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """`rounds`: how often the new stop, which repeats, has been repeated."""

    enrollment_id: int
    step: int
    due_at: int
    rounds: int


# An index answers for each lane whether anybody is there.
_LEFT = """
    SELECT v.id, q.step, v.moves_to, v.moved_at FROM scenario_version v
    JOIN scenario s ON s.id = v.scenario_id AND s.state IN (1, 2)
    JOIN step_queue q ON q.version_id = v.id
    WHERE v.moves_to IS NOT NULL AND EXISTS (SELECT 1 FROM enrollment e
     WHERE e.version_id = v.id AND e.step = q.step AND e.state = %d) ORDER BY v.id, q.step"""
_ENDED = f"""
    SELECT v.id, {AT_END}, v.moves_to, v.moved_at FROM scenario_version v
    JOIN scenario s ON s.id = v.scenario_id AND s.state IN (1, 2)
    WHERE v.moves_to IS NOT NULL AND EXISTS (SELECT 1 FROM displaced d
     WHERE d.version_id = v.id AND d.step = {AT_END}) ORDER BY v.id"""


def lanes() -> list[OldLane]:
    return [OldLane(*row) for row in rows(_LEFT % EnrollmentState.WAITING)]


def held_lanes() -> list[OldLane]:
    return [replace(OldLane(*row), held=True) for row in rows(_LEFT % EnrollmentState.HELD)]


def ended() -> list[OldLane]:
    """Where walks came to their end since their step was taken out."""
    return [OldLane(*row) for row in rows(_ENDED)]


def inhabited(scenario_id: int) -> list[int]:
    """The scenario's versions that somebody walks, waiting or not, will go on in (`reach`) or may
    go back from (`displaced`), oldest first.
    """
    found = rows(
        "SELECT version_id FROM enrollment WHERE scenario_id = :scenario AND ended = 0"
        " UNION SELECT version_id FROM reach WHERE scenario_id = :scenario"
        " UNION SELECT d.version_id FROM displaced d JOIN scenario_version v"
        " ON v.id = d.version_id AND v.scenario_id = :scenario ORDER BY version_id",
        {"scenario": scenario_id},
    )
    return [row[0] for row in found]


def leave(version_ids: Sequence[int], new_id: int, *, at: int) -> None:
    """From now on nothing of these versions is handed over: their people go on in the new one."""
    sql(
        "UPDATE scenario_version SET moves_to = :new, moved_at = :at WHERE id" + among(":versions"),
        {"new": new_id, "at": at, "versions": ids(version_ids)},
    )


def come_twice(version_id: int, stops: Collection[int]) -> None:
    """Who comes to these stops is asked whether they had the step before."""
    sql(
        "UPDATE step_queue SET twice = TRUE WHERE version_id = :version AND step" + among(":stops"),
        {"version": version_id, "stops": ids(sorted(stops))},
    )


def twice_in(version_id: int) -> list[int]:
    found = rows(
        "SELECT step FROM step_queue WHERE version_id = :version AND twice",
        {"version": version_id},
    )
    return [row[0] for row in found]


def last_sent(enrollment_ids: Sequence[int], version_id: int) -> dict[int, int]:
    """The stop of that version that each was sent just before this one, by enrollment id."""
    found = rows(
        "SELECT e.id, b.step FROM enrollment e JOIN delivery d ON d.enrollment_id = e.id"
        " AND d.visit = e.visit - 1 JOIN batch b ON b.id = d.batch_id"
        f" WHERE b.version_id = :version AND e.id{among(':walks')}",
        {"version": version_id, "walks": ids(enrollment_ids)},
    )
    return dict(found)


def shift(version_id: int, shifts: Sequence[Shift]) -> None:
    """To that version. In the transaction that picked the people: they are locked."""
    if shifts:
        found = [(one.enrollment_id, one.step, one.due_at, one.rounds) for one in shifts]
        sql(
            "UPDATE enrollment SET version_id = :version, step = m.b, due_at = m.c, rounds = m.d"
            f" FROM (SELECT a, b, c, d{table(4)}) m WHERE enrollment.id = m.a",
            {"version": version_id, **columns(found, 4)},
        )


def finish(enrollment_ids: Sequence[int], *, now: int) -> None:
    """Nothing is left for them in the new version."""
    if enrollment_ids:
        sql(
            "UPDATE enrollment SET state = 4, ended = id, counted_at = :now WHERE id"
            + among(":walks"),
            {"now": now, "walks": ids(enrollment_ids)},
        )
        changes.walked(ChangeKind.FINISHED, enrollment_ids, at=now)

"""What happened with scenarios, steps and the account, as sums by day.

Whoever does something appends what it was, in the same transaction: rows that nobody else touches,
so nobody waits for anybody. They are counted into their days some at a time; whoever reads adds
those that are still to be counted, so a result is never behind.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.store.db import is_postgres, rows, sql
from bot.store.rehearsal_models import REAL
from bot.store.sets import among, ids, lines, text_table
from bot.store.signal_models import Signal
from bot.store.versions import is_rehearsal, scenario_of

OfStep = Literal["sent", "failed", "tapped", "watched", "answered", "used", "stopped", "blocked"]
OfWalk = Literal["entered", "finished", "goal", "left"]
OfAccount = Literal["added", "back", "stopped", "blocked", "q_steps", "q_staff", "q_hand"]
"""The last three: messages of the plan that steps, notices and answers by hand took."""

_EPOCH_DAY = 719_163  # 1970-01-01 as an ordinal
WORTH_COUNTING = 500
# When a walk was entered is kept to a quarter of an hour: the days of every zone begin at one.
_QUARTER = 900
_ENTERED = f"entered_at / {_QUARTER} * {_QUARTER}"


def of_step(
    scenario_id: int, version_id: int, step_id: str, people: Mapping[OfStep, int], *, at: int
) -> None:
    if is_rehearsal(version_id):
        return
    found = [
        {
            "scenario_id": scenario_id,
            "version_id": version_id,
            "step_id": step_id,
            "kind": kind,
            "at": at,
            "people": number,
        }
        for kind, number in people.items()
        if number
    ]
    if found:
        Signal.insert_many(found).execute()


def of_account(people: Mapping[OfAccount, int], *, at: int) -> None:
    found = [
        {"scenario_id": 0, "kind": kind, "at": at, "people": number}
        for kind, number in people.items()
        if number
    ]
    if found:
        Signal.insert_many(found).execute()


_HOW = "CASE state WHEN 4 THEN 'finished' WHEN 7 THEN 'goal' ELSE 'left' END"


def entered(enrollment_ids: Sequence[int]) -> None:
    _of_walks("'entered'", enrollment_ids)


def ended(enrollment_ids: Sequence[int]) -> None:
    _of_walks(_HOW, enrollment_ids)


def go_on(enrollment_ids: Sequence[int], ended: Literal["finished", "left"]) -> None:
    """That they ended so is not true any more."""
    _of_walks(f"'{ended}'", enrollment_ids, people="-count(*)")


def _of_walks(kind: str, enrollment_ids: Sequence[int], *, people: str = "count(*)") -> None:
    if enrollment_ids:
        sql(
            "INSERT INTO signal (scenario_id, version_id, step_id, kind, at, people)"
            f" SELECT scenario_id, 0, '', {kind}, {_ENTERED}, {people} FROM enrollment"
            f" WHERE id{among(':walks')} AND scenario_id {REAL} GROUP BY 1, 4, 5",
            {"walks": ids(enrollment_ids)},
        )


def all_leave(scenario_id: int) -> None:
    """Before they do, in the same transaction."""
    sql(
        "INSERT INTO signal (scenario_id, version_id, step_id, kind, at, people)"
        f" SELECT scenario_id, 0, '', 'left', {_ENTERED}, count(*) FROM enrollment"
        f" WHERE scenario_id = :scenario AND scenario_id {REAL} AND ended = 0 GROUP BY 1, 5",
        {"scenario": scenario_id},
    )


# Counting them


def are_many() -> bool:
    """So that counting them into their days is worth a transaction."""
    found = rows("SELECT max(id) - min(id) FROM signal")[0][0]
    return (found or 0) >= WORTH_COUNTING


def count_in(limit: int, day_of: Callable[[int], int]) -> int:
    """The oldest into their days. Gives how many that were; the transaction is the caller's."""
    lock = "FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        f"DELETE FROM signal WHERE id IN (SELECT id FROM signal ORDER BY id LIMIT :limit {lock})"
        " RETURNING scenario_id, version_id, step_id, kind, at, people",
        {"limit": limit},
    )
    sums: Counter[tuple[int, int, str, str, int]] = Counter()
    for scenario, version, step, kind, at, people in found:
        sums[scenario, version, step, kind, day_of(at)] += people
    if sums:
        _add(sums)
    return len(found)


def _add(sums: Mapping[tuple[int, int, str, str, int], int]) -> None:
    """In the order of their keys, so that no two who do it wait for each other."""
    sql(
        "INSERT INTO signal_day (scenario_id, version_id, step_id, kind, day, people)"
        " SELECT CAST(a AS integer), CAST(b AS integer), c, d, CAST(e AS integer),"
        f" CAST(f AS integer){text_table(6)} WHERE true"
        " ON CONFLICT (scenario_id, version_id, step_id, kind, day)"
        " DO UPDATE SET people = signal_day.people + excluded.people",
        {"lines": lines([[*map(str, key), str(sums[key])] for key in sorted(sums)])},
    )


# Reading


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last of these days: date's ordinals, and the seconds they span."""

    first: int
    last: int
    begins_at: int
    ends_at: int


ALWAYS = Days(0, 1 << 30, 0, 1 << 62)

_BOTH = (
    "(SELECT scenario_id, version_id, step_id, kind, people FROM signal_day"
    " WHERE day BETWEEN :first AND :last AND {of}"
    " UNION ALL SELECT scenario_id, version_id, step_id, kind, people FROM signal"
    " WHERE at >= :begins_at AND at < :ends_at AND {of}) s"
)


@dataclass(frozen=True, slots=True)
class Sum:
    scenario_id: int
    version_id: int
    step_id: str
    kind: str
    people: int


def of_scenario(days: Days, scenario_id: int) -> list[Sum]:
    """Its steps and its walks; 0: the account's own."""
    return _sums("scenario_id = :scenario", days, scenario_id)


def of_walks(days: Days, scenario_id: int = 0) -> list[Sum]:
    """Of one scenario, or of all."""
    of = "scenario_id = :scenario" if scenario_id else "scenario_id > 0"
    return _sums(f"{of} AND version_id = 0", days, scenario_id)


def sent_of(version_id: int, step_id: str) -> int:
    """Since ever."""
    found = rows(
        "SELECT coalesce(sum(people), 0) FROM (SELECT people FROM signal_day WHERE"
        " scenario_id = :scenario AND version_id = :version AND step_id = :step AND kind = 'sent'"
        " UNION ALL SELECT people FROM signal WHERE version_id = :version AND step_id = :step"
        " AND kind = 'sent') s",
        {"scenario": scenario_of(version_id), "version": version_id, "step": step_id},
    )
    return int(found[0][0])


def last_sent_at(version_id: int, step_id: str) -> int:
    """To the day; 0 for never."""
    found = rows(
        "SELECT (SELECT coalesce(max(day), 0) FROM signal_day WHERE scenario_id = :scenario"
        " AND version_id = :version AND step_id = :step AND kind = 'sent'),"
        " (SELECT coalesce(max(at), 0) FROM signal WHERE version_id = :version AND step_id = :step"
        " AND kind = 'sent')",
        {"scenario": scenario_of(version_id), "version": version_id, "step": step_id},
    )
    day, at = found[0]
    return max((day - _EPOCH_DAY) * 86_400, at)


def of_steps(days: Days) -> list[Sum]:
    """Of all scenarios."""
    return _sums("version_id > 0", days, 0)


def daily(days: Days, day_of: Callable[[int], int]) -> Counter[tuple[int, str]]:
    """People by day and kind: what happened with the account, and ``sent`` of all scenarios."""
    of = "(scenario_id = 0 OR (kind = 'sent' AND version_id > 0))"
    found: Counter[tuple[int, str]] = Counter()
    for day, kind, people in rows(
        "SELECT day, kind, CAST(sum(people) AS bigint) FROM signal_day"
        f" WHERE day BETWEEN :first AND :last AND {of} GROUP BY day, kind",
        {"first": days.first, "last": days.last},
    ):
        found[day, kind] += people
    for at, kind, people in rows(
        f"SELECT at, kind, people FROM signal WHERE at >= :begins_at AND at < :ends_at AND {of}",
        {"begins_at": days.begins_at, "ends_at": days.ends_at},
    ):
        found[day_of(at), kind] += people
    return found


def _sums(of: str, days: Days, scenario_id: int) -> list[Sum]:
    found = rows(
        "SELECT scenario_id, version_id, step_id, kind, CAST(sum(people) AS bigint) FROM "
        + _BOTH.format(of=of)
        + " GROUP BY scenario_id, version_id, step_id, kind",
        {
            "scenario": scenario_id,
            "first": days.first,
            "last": days.last,
            "begins_at": days.begins_at,
            "ends_at": days.ends_at,
        },
    )
    return [Sum(*row) for row in found]

"""Scenarios that take in who comes to fit a group: who fitted it so far, and when everybody is
looked at again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import Calendar
from bot.domain.conditions import Condition
from bot.store.conditions_sql import matching
from bot.store.db import rows, sql
from bot.store.sets import among, columns, ids, table

# Only who can be sent anything comes to fit; who cannot just now stays what they were.
REACHABLE = "(f.is_friend AND f.blocked_at IS NULL AND f.stopped_at IS NULL)"
_LEFTOVERS = 10_000


@dataclass(frozen=True, slots=True)
class Watch:
    """``due_at``: of the next look at everybody. ``is_new``: nobody was looked at yet; who fits the
    group by then is not new to it.
    """

    scenario_id: int
    group_id: int
    due_at: int
    is_new: bool


def keep(wanted: Collection[tuple[int, int]]) -> None:
    """From now on these (scenario, group) and no others. Who fitted a former one stays known, so
    that it may come back; what nobody needs any more housekeeping takes away.
    """
    found = rows("SELECT scenario_id, group_id FROM group_watch")
    before = {(scenario, group) for scenario, group in found}
    if new := sorted(set(wanted) - before):
        sql(
            f"INSERT INTO group_watch (scenario_id, group_id, due_at) SELECT a, b, 0{table(2)}",
            columns(new, 2),
        )
    if gone := sorted(before - set(wanted)):
        sql(
            "DELETE FROM group_watch WHERE EXISTS (SELECT 1 FROM"
            f" (SELECT a, b{table(2)}) m WHERE scenario_id = m.a AND group_id = m.b)",
            columns(gone, 2),
        )


def forget_looks(group_id: int) -> None:
    """Its rule is another: who fits that already is not new to it."""
    sql(
        "UPDATE group_watch SET looked_at = NULL, due_at = 0 WHERE group_id = :group",
        {"group": group_id},
    )


def look_again() -> None:
    """What the times of looking were planned by has changed."""
    sql("UPDATE group_watch SET due_at = 0")


def every() -> list[Watch]:
    """The new ones first."""
    found = rows(
        "SELECT scenario_id, group_id, due_at, looked_at IS NULL AS is_new FROM group_watch"
        " ORDER BY is_new DESC, due_at, scenario_id"
    )
    return [Watch(scenario, group, at, bool(new)) for scenario, group, at, new in found]


def is_due(now: int) -> bool:
    return bool(rows("SELECT 1 FROM group_watch WHERE due_at <= :now LIMIT 1", {"now": now}))


def has_new() -> bool:
    return bool(rows("SELECT 1 FROM group_watch WHERE looked_at IS NULL LIMIT 1"))


def looked(watch: Watch, *, now: int, due_at: int) -> None:
    sql(
        "UPDATE group_watch SET looked_at = :now, due_at = :due"
        " WHERE scenario_id = :scenario AND group_id = :group",
        {"now": now, "due": due_at, "scenario": watch.scenario_id, "group": watch.group_id},
    )


def different(
    watch: Watch, rule: Condition, now: datetime, calendar: Calendar, *, limit: int
) -> list[int]:
    """Friends who fit the group now and did not so far, or the other way round. Of a new watch
    nobody about whom a change is still to be reacted to: whether they are new is seen then.
    """
    asked = matching([rule], now, calendar)
    fits = f"CASE WHEN {asked.formulas[0]} THEN 1 ELSE 0 END"
    pending = " AND f.id NOT IN (SELECT friend_id FROM change)" if watch.is_new else ""
    found = rows(
        f"SELECT f.id FROM {asked.source} LEFT JOIN group_member g ON g.friend_id = f.id"
        " AND g.scenario_id = :scenario AND g.group_id = :group"
        f" WHERE ((g.friend_id IS NULL AND {REACHABLE} AND {fits} = 1)"
        f" OR (g.friend_id IS NOT NULL AND {fits} = 0)){pending} ORDER BY f.id LIMIT :limit",
        {
            **asked.params,
            "scenario": watch.scenario_id,
            "group": watch.group_id,
            "limit": limit,
        },
    )
    return [row[0] for row in found]


def reachable(friend_ids: Sequence[int]) -> set[int]:
    found = rows(
        f"SELECT f.id FROM friend f WHERE {REACHABLE} AND f.id{among(':friends')}",
        {"friends": ids(friend_ids)},
    )
    return {row[0] for row in found}


def join(watch: Watch, friend_ids: Sequence[int]) -> list[int]:
    """Gives those who did not fit so far."""
    found = rows(
        "INSERT INTO group_member (scenario_id, group_id, friend_id)"
        f" SELECT :scenario, :group, a{table(1)} WHERE TRUE"
        " ON CONFLICT DO NOTHING RETURNING friend_id",
        {
            "scenario": watch.scenario_id,
            "group": watch.group_id,
            **columns([(one,) for one in friend_ids], 1),
        },
    )
    return sorted(row[0] for row in found)


def part(watch: Watch, friend_ids: Sequence[int]) -> None:
    """They fit it no more."""
    sql(
        "DELETE FROM group_member WHERE scenario_id = :scenario AND group_id = :group"
        f" AND friend_id{among(':friends')}",
        {
            "scenario": watch.scenario_id,
            "group": watch.group_id,
            "friends": ids(friend_ids),
        },
    )


def tidy() -> None:
    """Some of what is left of watches that are no more."""
    unwatched = rows(
        "SELECT DISTINCT scenario_id, group_id FROM group_member m WHERE NOT EXISTS"
        " (SELECT 1 FROM group_watch w WHERE w.scenario_id = m.scenario_id"
        " AND w.group_id = m.group_id)"
    )
    for scenario, group in unwatched:
        mine = "scenario_id = :scenario AND group_id = :group"
        sql(
            f"DELETE FROM group_member WHERE {mine} AND friend_id IN (SELECT friend_id"
            f" FROM group_member WHERE {mine} ORDER BY friend_id LIMIT {_LEFTOVERS})",
            {"scenario": scenario, "group": group},
        )

"""People whom an owner adds by hand: how they stand to a scenario, and their entering by the
thousand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.calendar import Calendar
from bot.domain.conditions import Condition
from bot.domain.holds import Hold
from bot.store import changes
from bot.store.conditions_sql import matching
from bot.store.db import Value, is_postgres, rows
from bot.store.entrances import BY_HAND, Entrance
from bot.store.fact_models import ChangeKind
from bot.store.sets import among, ids

Standing = Literal["member", "blocked", "stopped", "inside", "ended", "none"]

# Where a friend walks once for each order or booking, only the walks with the same key count.
_WALKS = (
    "FROM enrollment e WHERE e.friend_id = f.id AND e.scenario_id = :scenario AND e.walk_key = :key"
)
# Who stopped this scenario has left it for good: only the friend's own act brings them back.
_OUTSIDE = (
    "CASE WHEN EXISTS (SELECT 1 FROM member m WHERE m.user_id = f.user_id) THEN 'member'"
    " WHEN f.blocked_at IS NOT NULL THEN 'blocked' WHEN f.stopped_at IS NOT NULL{stopped_here}"
    " THEN 'stopped' ELSE {inside} END"
)
_STANDING = _OUTSIDE.format(
    stopped_here=" OR EXISTS (SELECT 1 FROM enrollment e WHERE e.friend_id = f.id"
    f" AND e.scenario_id = :scenario AND e.hold & {int(Hold.OPTED_OUT_HERE)} <> 0)",
    inside="(SELECT CASE WHEN min(e.ended) IS NULL THEN 'none' WHEN min(e.ended) = 0 THEN 'inside'"
    f" ELSE 'ended' END {_WALKS})",
)
# To a scenario that nobody was ever in; this looks up no walks.
_STANDING_FIRST = _OUTSIDE.format(stopped_here="", inside="'none'")
_FRIENDS = "(f.is_friend OR f.blocked_at IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Carried:
    """What tells a walk from others of the same friend, and what an event brought along (JSON)."""

    key: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Some:
    """Some of the friends: a condition on ``f`` and its parameters."""

    where: str
    params: Mapping[str, Value]


def everybody() -> Some:
    return Some(_FRIENDS, {})


def beyond(friend_id: int) -> Some:
    """Whose ids come after this one."""
    return Some("f.id > :beyond", {"beyond": friend_id})


def picked(friend_ids: Sequence[int], name: str = "friends") -> Some:
    """``name``: of the parameter, where there are two of these."""
    return Some(f"{_FRIENDS} AND f.id{among(f':{name}')}", {name: ids(friend_ids)})


def fitting(condition: Condition, now: datetime, calendar: Calendar) -> Some:
    asked = matching([condition], now, calendar)
    fits = f"SELECT f.id FROM {asked.source} WHERE {asked.formulas[0]}"
    return Some(f"{_FRIENDS} AND f.id IN ({fits})", asked.params)


def both(one: Some, other: Some) -> Some:
    return Some(f"{one.where} AND {other.where}", {**one.params, **other.params})


def standings(scenario_id: int, some: Some) -> Mapping[Standing, int]:
    """How many of these friends stand how."""
    return _counted(_STANDING, some, {"scenario": scenario_id, "key": ""})


def first_standings(some: Some) -> Mapping[Standing, int]:
    """The same where nobody was ever inside."""
    return _counted(_STANDING_FIRST, some, {})


def _counted(standing: str, some: Some, params: Mapping[str, Value]) -> Mapping[Standing, int]:
    found = rows(
        f"SELECT standing, count(*) FROM (SELECT {standing} AS standing FROM friend f"
        f" WHERE {some.where}) t GROUP BY standing",
        {**params, **some.params},
    )
    return dict(found)


def enter(
    entrance: Entrance,
    friend_ids: Sequence[int],
    *,
    may: Collection[Standing],
    restart: bool,
    step: int,
    due_at: int,
    now: int,
    carried: Carried | None = None,
) -> list[int]:
    """Those of them who stand so enter, each once; ``restart``: who is inside begins again. Gives
    who entered.
    """
    carried, some = carried or Carried(), picked(friend_ids)
    params: dict[str, Value] = {
        "scenario": entrance.scenario_id,
        "key": carried.key,
        **some.params,
    }
    walk: dict[str, Value] = {
        "due": due_at,
        "now": now,
        "version": entrance.version_id,
        "step": step,
        "data": carried.data,
    }
    _keep_as_they_are(some)
    if restart:
        _end(some, params, now)
    return _enter(some, {**walk, **params}, may, now)


def entered_since(scenario_id: int, friend_ids: Sequence[int], since: int) -> set[int]:
    """Those of them who have entered the scenario since then."""
    found = rows(
        "SELECT DISTINCT friend_id FROM enrollment WHERE scenario_id = :scenario"
        " AND entered_at > :since AND friend_id" + among(":friends"),
        {"scenario": scenario_id, "since": since, "friends": ids(friend_ids)},
    )
    return {row[0] for row in found}


def entered_often(
    scenario_id: int, friend_ids: Sequence[int] | None, *, since: int, times: int
) -> set[int]:
    """Those of them (None: of all) who have entered so often since then."""
    some = "" if friend_ids is None else f" AND friend_id{among(':friends')}"
    found = rows(
        "SELECT friend_id FROM enrollment WHERE scenario_id = :scenario AND entered_at > :since"
        f"{some} GROUP BY friend_id HAVING count(*) >= :times",
        {
            "scenario": scenario_id,
            "since": since,
            "times": times,
            **({} if friend_ids is None else {"friends": ids(friend_ids)}),
        },
    )
    return {row[0] for row in found}


def _enter(
    some: Some, params: Mapping[str, Value], may: Collection[Standing], now: int
) -> list[int]:
    wanted = ", ".join(f"'{standing}'" for standing in may)
    found = rows(
        "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
        " walk_key, version_id, step, visit, state, hold, ended, data)"
        " SELECT :due, :now, :now, f.id, :scenario, :key, :version, :step, 0,"
        f" CASE WHEN {BY_HAND} = 0 THEN 1 ELSE 3 END, {BY_HAND}, 0, :data FROM friend f"
        f" WHERE {some.where} AND {_STANDING} IN ({wanted}) ON CONFLICT DO NOTHING"
        " RETURNING id, friend_id",
        params,
    )
    changes.walked(ChangeKind.ENTERED, [row[0] for row in found], at=now)
    return [row[1] for row in found]


def _end(some: Some, params: Mapping[str, Value], now: int) -> None:
    found = rows(
        "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL"
        " WHERE scenario_id = :scenario AND walk_key = :key AND ended = 0 AND friend_id IN"
        f" (SELECT f.id FROM friend f WHERE {some.where} AND {_STANDING} = 'inside') RETURNING id",
        params,
    )
    changes.walked(ChangeKind.LEFT, [row[0] for row in found], at=now)


def _keep_as_they_are(some: Some) -> None:
    """Who stops or blocks at this moment does it before we look, or after the walk is there."""
    if is_postgres():
        rows(
            "SELECT count(*) FROM"
            f" (SELECT 1 FROM friend f WHERE {some.where} ORDER BY f.id FOR SHARE) t",
            some.params,
        )

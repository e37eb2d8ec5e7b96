"""People whom an owner adds by hand: how they stand to a scenario, and their entering by the
thousand.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.holds import Hold
from bot.store import changes
from bot.store.db import Value, is_postgres, rows
from bot.store.fact_models import ChangeKind
from bot.store.sets import among, ids
from bot.store.walks import Entrance

Standing = Literal["member", "blocked", "stopped", "inside", "ended", "none"]

CHUNK = 5_000

# Where a friend walks once for each order or booking, only the walks with the same key count.
_WALKS = (
    "FROM enrollment e WHERE e.friend_id = f.id AND e.scenario_id = :scenario AND e.walk_key = :key"
)
# Who stopped this scenario has left it for good: only the friend's own act brings them back.
_STANDING = (
    "CASE WHEN EXISTS (SELECT 1 FROM member m WHERE m.user_id = f.user_id) THEN 'member'"
    " WHEN f.blocked_at IS NOT NULL THEN 'blocked'"
    " WHEN f.stopped_at IS NOT NULL"
    " OR EXISTS (SELECT 1 FROM enrollment e WHERE e.friend_id = f.id"
    f" AND e.scenario_id = :scenario AND e.hold & {int(Hold.OPTED_OUT_HERE)} <> 0) THEN 'stopped'"
    " ELSE (SELECT CASE WHEN min(e.ended) IS NULL THEN 'none' WHEN min(e.ended) = 0 THEN 'inside'"
    f" ELSE 'ended' END {_WALKS}) END"
)
_FRIENDS = "(f.is_friend OR f.blocked_at IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Carried:
    """What tells a walk from others of the same friend, and what an event brought along (JSON)."""

    key: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class _Some:
    """Some of the friends: a condition on ``f`` and its parameters."""

    where: str
    params: Mapping[str, Value]


def standings(scenario_id: int, friend_ids: Sequence[int] | None) -> Mapping[Standing, int]:
    """How many of these friends (None: of all) stand how."""
    some = _Some(_FRIENDS, {}) if friend_ids is None else _picked(friend_ids)
    found = rows(
        f"SELECT standing, count(*) FROM (SELECT {_STANDING} AS standing FROM friend f"
        f" WHERE {some.where}) t GROUP BY standing",
        {"scenario": scenario_id, "key": "", **some.params},
    )
    return dict(found)


def enter(
    entrance: Entrance,
    friend_ids: Sequence[int] | None,
    *,
    may: Collection[Standing],
    restart: bool,
    step: int,
    due_at: int,
    now: int,
    carried: Carried | None = None,
    chunk: int = CHUNK,
) -> Iterator[list[int]]:
    """Those of them who stand so enter, each once; ``restart``: who is inside begins again. Gives
    who entered, chunk by chunk.
    """
    carried = carried or Carried()
    walk: dict[str, Value] = {
        "due": due_at,
        "now": now,
        "version": entrance.version_id,
        "step": step,
        "data": carried.data,
    }
    for some in _chunks(friend_ids, chunk):
        params = {"scenario": entrance.scenario_id, "key": carried.key, **some.params}
        _keep_as_they_are(some)
        if restart:
            _end(some, params, now)
        yield _enter(some, {**walk, **params}, may, now)


def everybody(chunk: int = CHUNK) -> Iterator[list[int]]:
    """The ids of all friends, so many at a time."""
    for some in _chunks(None, chunk):
        found = rows(f"SELECT f.id FROM friend f WHERE {some.where} ORDER BY f.id", some.params)
        yield [row[0] for row in found]


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
    some: _Some, params: Mapping[str, Value], may: Collection[Standing], now: int
) -> list[int]:
    wanted = ", ".join(f"'{standing}'" for standing in may)
    found = rows(
        "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
        " walk_key, version_id, step, visit, state, hold, ended, data)"
        " SELECT :due, :now, :now, f.id, :scenario, :key, :version, :step, 0, 1, 0, 0, :data"
        " FROM friend f"
        f" WHERE {some.where} AND {_STANDING} IN ({wanted}) ON CONFLICT DO NOTHING"
        " RETURNING id, friend_id",
        params,
    )
    changes.walked(ChangeKind.ENTERED, [row[0] for row in found], at=now)
    return [row[1] for row in found]


def _end(some: _Some, params: Mapping[str, Value], now: int) -> None:
    found = rows(
        "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL"
        " WHERE scenario_id = :scenario AND walk_key = :key AND ended = 0 AND friend_id IN"
        f" (SELECT f.id FROM friend f WHERE {some.where} AND {_STANDING} = 'inside') RETURNING id",
        params,
    )
    changes.walked(ChangeKind.LEFT, [row[0] for row in found], at=now)


def _keep_as_they_are(some: _Some) -> None:
    """Who stops or blocks at this moment does it before we look, or after the walk is there."""
    if is_postgres():
        rows(
            "SELECT count(*) FROM"
            f" (SELECT 1 FROM friend f WHERE {some.where} ORDER BY f.id FOR SHARE) t",
            some.params,
        )


def _chunks(friend_ids: Sequence[int] | None, chunk: int) -> Iterator[_Some]:
    if friend_ids is not None:
        yield _picked(friend_ids)
        return
    last = rows("SELECT coalesce(max(id), 0) FROM friend")[0][0]
    for after in range(0, last, chunk):
        where = f"{_FRIENDS} AND f.id > :after AND f.id <= :upto"
        yield _Some(where, {"after": after, "upto": after + chunk})


def _picked(friend_ids: Sequence[int]) -> _Some:
    return _Some(f"{_FRIENDS} AND f.id{among(':friends')}", {"friends": ids(friend_ids)})

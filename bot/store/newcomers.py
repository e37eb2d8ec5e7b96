"""People whom an owner adds by hand: how they stand to a scenario, and their entering by the
thousand.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.holds import Hold
from bot.store.db import Value, changed, is_postgres, rows, sql
from bot.store.sets import among, ids
from bot.store.walks import Entrance

Standing = Literal["member", "blocked", "stopped", "inside", "ended", "none"]

CHUNK = 5_000

_WALKS = "FROM enrollment e WHERE e.friend_id = f.id AND e.scenario_id = :scenario"
# Who stopped this scenario has left it for good: only the friend's own act brings them back.
_STANDING = (
    "CASE WHEN EXISTS (SELECT 1 FROM member m WHERE m.user_id = f.user_id) THEN 'member'"
    " WHEN f.blocked_at IS NOT NULL THEN 'blocked'"
    " WHEN f.stopped_at IS NOT NULL"
    f" OR EXISTS (SELECT 1 {_WALKS} AND e.hold & {int(Hold.OPTED_OUT_HERE)} <> 0) THEN 'stopped'"
    " ELSE (SELECT CASE WHEN min(e.ended) IS NULL THEN 'none' WHEN min(e.ended) = 0 THEN 'inside'"
    f" ELSE 'ended' END {_WALKS}) END"
)
_FRIENDS = "(f.is_friend OR f.blocked_at IS NOT NULL)"


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
        {"scenario": scenario_id, **some.params},
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
    chunk: int = CHUNK,
) -> int:
    """Those of them who stand so enter, each once; ``restart``: who is inside begins again."""
    entered = 0
    walk = {"due": due_at, "now": now, "version": entrance.version_id, "step": step}
    for some in _chunks(friend_ids, chunk):
        params = {"scenario": entrance.scenario_id, **some.params}
        _keep_as_they_are(some)
        if restart:
            _end(some, params)
        entered += _enter(some, {**walk, **params}, may)
    return entered


def _enter(some: _Some, params: Mapping[str, Value], may: Collection[Standing]) -> int:
    wanted = ", ".join(f"'{standing}'" for standing in may)
    return changed(
        "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
        " walk_key, version_id, step, visit, state, hold, ended)"
        " SELECT :due, :now, :now, f.id, :scenario, '', :version, :step, 0, 1, 0, 0 FROM friend f"
        f" WHERE {some.where} AND {_STANDING} IN ({wanted}) ON CONFLICT DO NOTHING",
        params,
    )


def _end(some: _Some, params: Mapping[str, Value]) -> None:
    sql(
        "UPDATE enrollment SET state = 5, ended = id, batch_id = NULL"
        " WHERE scenario_id = :scenario AND ended = 0 AND friend_id IN"
        f" (SELECT f.id FROM friend f WHERE {some.where} AND {_STANDING} = 'inside')",
        params,
    )


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

"""Those who came to the end of a scenario, and go on in what was written behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.holds import Hold
from bot.domain.moving import may_move
from bot.domain.walk import Walk
from bot.store import changes, versions
from bot.store.db import Value, is_postgres, rows, sql
from bot.store.entrances import BY_HAND
from bot.store.reach_models import Reach
from bot.store.sets import among, columns, ids, table


@dataclass(frozen=True, slots=True)
class Ended:
    """A walk that came to its end. `entered_at`, `counted_at`: epoch seconds."""

    enrollment_id: int
    friend_id: int
    entered_at: int
    counted_at: int


@dataclass(frozen=True, slots=True)
class Ends:
    """Where they may have ended: in these versions, but not at these stops, which end a walk by
    themselves (version id, stop).
    """

    versions: Sequence[int]
    but: Sequence[tuple[int, int]] = ()


# Whose last walk it is, and whom messages may be sent.
FINISHED = (
    "FROM enrollment e JOIN friend f ON f.id = e.friend_id WHERE e.scenario_id = :scenario"
    " AND e.state = 4 AND f.is_friend AND f.blocked_at IS NULL AND f.stopped_at IS NULL"
    f" AND e.hold & {int(Hold.OPTED_OUT_HERE)} = 0"
    " AND NOT EXISTS (SELECT 1 FROM enrollment o WHERE o.friend_id = e.friend_id"
    " AND o.scenario_id = e.scenario_id AND o.walk_key = e.walk_key AND o.id > e.id)"
)


def ends(scenario_id: int, new: Walk, version_id: int) -> Ends:
    """Before that version, which is `new`."""
    before = [versions.walk(number) for number in versions.readable_before(scenario_id, version_id)]
    left = [old for old in before if may_move(old, new)]
    by_themselves = [
        (old.version_id, index)
        for old in left
        for index, stop in enumerate(old.stops)
        if stop.step.ends
    ]
    return Ends([old.version_id for old in left], by_themselves)


def count(scenario_id: int, ends: Ends) -> int:
    where, params = _at(ends)
    found = rows(f"SELECT count(*) {FINISHED}{where}", {"scenario": scenario_id, **params})
    return int(found[0][0])


def after(one: Reach, ends: Ends, limit: int) -> list[Ended]:
    where, params = _at(ends)
    found = rows(
        f"SELECT e.id, e.friend_id, e.entered_at, e.counted_at {FINISHED}{where}"
        " AND e.id > :after AND e.id <= :upto ORDER BY e.id LIMIT :limit",
        {**params, "scenario": one.scenario_id, "after": one.after, "upto": one.upto,
         "limit": limit},
    )  # fmt: skip
    return [Ended(*row) for row in found]


def _at(ends: Ends) -> tuple[str, dict[str, Value]]:
    but = f"(SELECT 1{table(2)} WHERE t.a = e.version_id AND t.b = e.step)"
    where = f" AND e.version_id{among(':versions')} AND NOT EXISTS {but}"
    return where, {"versions": ids(ends.versions), **columns(ends.but or [(0, -1)], 2)}


def keep_as_they_are(friend_ids: Sequence[int]) -> None:
    """Who stops or blocks at this moment does it before we look, or after they walk again."""
    if is_postgres():
        rows(
            "SELECT count(*) FROM (SELECT 1 FROM friend WHERE id"
            f"{among(':friends')} ORDER BY id FOR SHARE) t",
            {"friends": ids(friend_ids)},
        )


def go_on(one: Reach, due: Sequence[tuple[int, int]], *, now: int) -> list[int]:
    """At that stop, due then (enrollment id, epoch seconds). Gives who does."""
    due_ones = f"JOIN (SELECT a, b{table(2)}) t ON t.a = e.id WHERE"
    found = rows(
        "UPDATE enrollment SET version_id = :version, step = :step, due_at = m.b, rounds = 0,"
        " ended = 0, batch_id = NULL, hold = m.c, state = CASE WHEN m.c = 0 THEN 1 ELSE 3 END"
        f" FROM (SELECT e.id AS a, t.b, {BY_HAND} AS c {FINISHED.replace('WHERE', due_ones, 1)}) m"
        " WHERE enrollment.id = m.a AND enrollment.state = 4 RETURNING enrollment.id",
        {"version": one.version_id, "step": one.step, "scenario": one.scenario_id,
         **columns(due, 2)},
    )  # fmt: skip
    walks = [row[0] for row in found]
    changes.go_on(walks, "finished", at=now)
    return walks


def begin(version_id: int, scenario_id: int, step: int) -> None:
    found = rows(
        "SELECT max(id) FROM enrollment WHERE scenario_id = :scenario", {"scenario": scenario_id}
    )
    Reach.create(version_id=version_id, scenario_id=scenario_id, step=step, upto=found[0][0] or 0)


def first() -> Reach | None:
    """Of a scenario that runs or is paused. Who goes on in a version that others leave follows."""
    found = rows(
        "SELECT r.version_id FROM reach r JOIN scenario s ON s.id = r.scenario_id"
        " AND s.state IN (1, 2) ORDER BY r.version_id LIMIT 1"
    )
    return Reach.get_by_id(found[0][0]) if found else None


def locked(version_id: int) -> Reach | None:
    """None: another process is at it, or it is over."""
    lock = "FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(f"SELECT 1 FROM reach WHERE version_id = :version {lock}", {"version": version_id})
    return Reach.get_by_id(version_id) if found else None


def past(version_id: int, enrollment_id: int) -> None:
    Reach.update(after=enrollment_id).where(Reach.version_id == version_id).execute()


def over(version_id: int) -> None:
    sql("DELETE FROM reach WHERE version_id = :version", {"version": version_id})

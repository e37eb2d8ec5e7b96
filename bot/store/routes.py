"""Entry routes, how often they were opened, and who came by which."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.domain.routes import Standing
from bot.store.db import changed, rows, sql
from bot.store.route_models import Route
from bot.store.sets import among, columns, ids, table


class Kind(IntEnum):
    WAITING = 0
    ADDED = 1
    ALREADY = 2


@dataclass(frozen=True, slots=True)
class RouteRow:
    """`added` and `already`: people, each counted once. Who wrote and whose follow nobody saw is
    taken for a friend from before the bot.
    """

    id: int
    slug: str
    name: str
    keyword: str
    labels: tuple[str, ...]
    opens: int
    stopped_at: int | None
    added: int
    already: int


def create(row: Mapping[str, str], *, at: int) -> int:
    """Of slug, name, keyword and word."""
    return int(Route.create(**row, created_at=at).id)


def taken(column: str, value: str) -> bool:
    return bool(rows(f"SELECT 1 FROM route WHERE {column} = :value", {"value": value}))


_ROWS = (
    "SELECT r.id, r.slug, r.name, r.keyword, r.labels, r.opens, r.stopped_at,"
    " (SELECT count(*) FROM route_friend f WHERE f.route_id = r.id AND f.kind = 1),"
    " (SELECT count(*) FROM route_friend f WHERE f.route_id = r.id AND (f.kind = 2 OR"
    " f.kind = 0 AND EXISTS (SELECT 1 FROM friend p WHERE p.id = f.friend_id AND p.is_friend"
    " AND p.followed_at IS NULL)))"
    " FROM route r"
)


def _read(where: str, **params: str | int) -> list[RouteRow]:
    found = rows(f"{_ROWS} {where} ORDER BY r.stopped_at IS NOT NULL, r.id DESC", params)
    return [
        RouteRow(number, slug, name, keyword, tuple(json.loads(stored)), *more)
        for number, slug, name, keyword, stored, *more in found
    ]


def listed() -> list[RouteRow]:
    """The newest first, those that are stopped last."""
    return _read("")


def find(route_id: int) -> RouteRow | None:
    return next(iter(_read("WHERE r.id = :id", id=route_id)), None)


def with_slug(slug: str) -> RouteRow | None:
    return next(iter(_read("WHERE r.slug = :slug", slug=slug)), None)


def with_word(word: str) -> RouteRow | None:
    """That is not stopped."""
    return next(iter(_read("WHERE r.word = :word AND r.stopped_at IS NULL", word=word)), None)


def slugs() -> frozenset[str]:
    return frozenset(row[0] for row in rows("SELECT slug FROM route"))


def opened(route_id: int) -> None:
    sql("UPDATE route SET opens = opens + 1 WHERE id = :id", {"id": route_id})


def rename(route_id: int, name: str) -> None:
    sql("UPDATE route SET name = :name WHERE id = :id", {"name": name, "id": route_id})


def set_labels(route_id: int, names: Sequence[str]) -> None:
    stored = json.dumps(list(names), ensure_ascii=False)
    sql("UPDATE route SET labels = :labels WHERE id = :id", {"labels": stored, "id": route_id})


def relabel(was: str, name: str) -> None:
    for row in listed():
        if was in row.labels:
            set_labels(row.id, [name if one == was else one for one in row.labels])


def set_stopped(route_id: int, at: int | None) -> bool:
    """False when it is as it was."""
    return bool(
        changed(
            "UPDATE route SET stopped_at = :at WHERE id = :id"
            " AND (stopped_at IS NULL) <> (:is_null = 1)",
            {"at": at, "id": route_id, "is_null": int(at is None)},
        )
    )


# Who came


def came(friend_ids: Sequence[int], route_id: int, kind: Kind, *, at: int) -> list[int]:
    """Gives those of whom this is news: each is counted once, as what they were first."""
    found = rows(
        "INSERT INTO route_friend (friend_id, route_id, kind, at)"
        f" SELECT a, :route, :kind, :at{table(1)} WHERE true"
        " ON CONFLICT (friend_id, route_id) DO UPDATE SET kind = excluded.kind, at = excluded.at"
        " WHERE route_friend.kind = 0 RETURNING friend_id",
        {
            "route": route_id,
            "kind": int(kind),
            "at": at,
            **columns([(friend_id,) for friend_id in friend_ids], 1),
        },
    )
    return [row[0] for row in found]


def waiting(friend_ids: Sequence[int], *, since: int) -> dict[int, int]:
    """The route by which each came last before they were a friend, by friend's id."""
    found = rows(
        "SELECT w.friend_id, w.route_id FROM route_friend w JOIN route r ON r.id = w.route_id"
        " WHERE w.kind = 0 AND w.at >= :since AND r.stopped_at IS NULL AND NOT EXISTS (SELECT 1"
        " FROM route_friend k WHERE k.friend_id = w.friend_id AND k.kind = 1)"
        f" AND w.friend_id{among(':friends')} ORDER BY w.at, w.route_id",
        {"friends": ids(friend_ids), "since": since},
    )
    return dict(found)


def came_back(friend_ids: Sequence[int], *, at: int) -> None:
    sql(
        f"INSERT INTO friend_return (friend_id, at) SELECT a, :at{table(1)} WHERE true"
        " ON CONFLICT (friend_id) DO UPDATE SET at = excluded.at",
        {"at": at, **columns([(friend_id,) for friend_id in friend_ids], 1)},
    )


def is_back(friend_id: int, followed_at: int | None) -> bool:
    """Whether the follow of then was none of a newcomer."""
    found = rows(
        "SELECT 1 FROM friend_return WHERE friend_id = :friend AND at >= :followed",
        {"friend": friend_id, "followed": followed_at or 0},
    )
    return bool(found)


def standing(friend_id: int) -> Standing:
    found = rows(
        "SELECT f.is_friend AND f.blocked_at IS NULL, f.followed_at, EXISTS (SELECT 1 FROM"
        " route_friend r WHERE r.friend_id = f.id AND r.kind = 1) FROM friend f WHERE f.id = :id",
        {"id": friend_id},
    )
    is_friend, followed_at, has_route = found[0]
    return Standing(bool(is_friend), followed_at, bool(has_route))


def of_friend(friend_id: int) -> str:
    """The name of the one they were added by; "" for none that is known."""
    found = rows(
        "SELECT r.name FROM route_friend f JOIN route r ON r.id = f.route_id"
        " WHERE f.friend_id = :friend AND f.kind = 1 ORDER BY f.at, r.id LIMIT 1",
        {"friend": friend_id},
    )
    return str(found[0][0]) if found else ""


def of_entered(scenario_id: int, *, since: int, before: int) -> dict[str, int]:
    """Of those who entered it then, by the name of the route that they were added by; the most
    first.
    """
    found = rows(
        "SELECT r.name, count(DISTINCT f.friend_id) FROM route r"
        " JOIN route_friend f ON f.route_id = r.id AND f.kind = 1"
        " JOIN enrollment e ON e.friend_id = f.friend_id AND e.scenario_id = :scenario"
        " AND e.entered_at >= :since AND e.entered_at < :before"
        " GROUP BY r.name ORDER BY 2 DESC, r.name",
        {"scenario": scenario_id, "since": since, "before": before},
    )
    return dict(found)


def added_by(*, since: int, before: int) -> dict[str, int]:
    """People added in that time, by the route's name; the most first."""
    found = rows(
        "SELECT r.name, count(*) FROM route r JOIN route_friend f ON f.route_id = r.id"
        " AND f.kind = 1 WHERE f.at >= :since AND f.at < :before"
        " GROUP BY r.name ORDER BY 2 DESC, r.name",
        {"since": since, "before": before},
    )
    return dict(found)

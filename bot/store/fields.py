"""Attributes and own fields, and what is known of friends in them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bot.domain.attributes import Kind, Known, number_text
from bot.store import changes
from bot.store.db import Row, rows
from bot.store.fact_models import ChangeKind, Field
from bot.store.sets import among, columns, ids, strings, table, texts


@dataclass(frozen=True, slots=True)
class FieldRow:
    id: int
    name: str
    kind: Kind


def known(names: Iterable[str]) -> dict[str, FieldRow]:
    """Those there are, by name."""
    found = rows(
        f"SELECT id, name, kind FROM field WHERE name{strings(':names')}", {"names": texts(names)}
    )
    return {row[1]: FieldRow(*row) for row in found}


def listed() -> list[FieldRow]:
    return [FieldRow(*row) for row in rows("SELECT id, name, kind FROM field ORDER BY id")]


def ensure(kinds: Mapping[str, Kind]) -> dict[str, FieldRow]:
    """All of them by name: what is missing is made of that kind, what is there stays as it is."""
    found = known(kinds)
    missing = [name for name in kinds if name not in found]
    if not missing:
        return found
    Field.insert_many(
        [{"name": name, "kind": kinds[name]} for name in missing]
    ).on_conflict_ignore().execute()
    return known(kinds)


def put(friend_ids: Sequence[int], field_id: int, value: Known, *, at: int) -> list[int]:
    """Gives for whom that was news."""
    found = rows(
        "INSERT INTO friend_field (friend_id, field_id, text, number, until)"
        f" SELECT a, :field, :text, :number, :until{table(1)} WHERE TRUE"
        " ON CONFLICT (friend_id, field_id) DO UPDATE SET text = excluded.text,"
        " number = excluded.number, until = excluded.until"
        " WHERE friend_field.text <> excluded.text"
        " OR coalesce(friend_field.number, 0) <> coalesce(excluded.number, 0)"
        " OR coalesce(friend_field.until, '') <> coalesce(excluded.until, '')"
        " RETURNING friend_id",
        {
            "field": field_id,
            "text": "" if value.number is not None else value.text,
            "number": value.number,
            "until": value.until,
            **columns([(one,) for one in friend_ids], 1),
        },
    )
    return _told(found, field_id, at)


def count_up(friend_ids: Sequence[int], field_id: int, amount: float, *, at: int) -> list[int]:
    """Adds to a number, from 0 on."""
    found = rows(
        "INSERT INTO friend_field (friend_id, field_id, text, number)"
        f" SELECT a, :field, '', :amount{table(1)} WHERE TRUE"
        " ON CONFLICT (friend_id, field_id) DO UPDATE"
        " SET number = coalesce(friend_field.number, 0) + excluded.number RETURNING friend_id",
        {"field": field_id, "amount": amount, **columns([(one,) for one in friend_ids], 1)},
    )
    return _told(found, field_id, at)


def clear(friend_ids: Sequence[int], field_id: int, *, at: int) -> list[int]:
    """Gives of whom something was known."""
    found = rows(
        "DELETE FROM friend_field WHERE field_id = :field AND friend_id"
        + among(":friends")
        + " RETURNING friend_id",
        {"field": field_id, "friends": ids(friend_ids)},
    )
    return _told(found, field_id, at)


def _told(found: Sequence[Row], field_id: int, at: int) -> list[int]:
    news = [row[0] for row in found]
    changes.add(ChangeKind.FIELD, field_id, news, at=at)
    return news


def all_of(friend_id: int) -> dict[str, Known]:
    """Everything that is known of one, by the field's name."""
    found = rows(
        "SELECT n.name, v.text, v.number, n.kind, v.until"
        " FROM friend_field v JOIN field n ON n.id = v.field_id WHERE v.friend_id = :friend"
        " ORDER BY n.name",
        {"friend": friend_id},
    )
    return {
        name: _known(text, number, cast("Kind", kind), until)
        for name, text, number, kind, until in found
    }


def of(friend_ids: Sequence[int], field_ids: Collection[int]) -> dict[int, dict[int, Known]]:
    """By friend, then by field."""
    found = rows(
        "SELECT v.friend_id, v.field_id, v.text, v.number, n.kind, v.until"
        " FROM friend_field v JOIN field n ON n.id = v.field_id WHERE v.friend_id"
        + among(":friends")
        + " AND v.field_id"
        + among(":fields"),
        {"friends": ids(friend_ids), "fields": ids(sorted(field_ids))},
    )
    values: dict[int, dict[int, Known]] = {}
    for friend_id, field_id, text, number, kind, until in found:
        values.setdefault(friend_id, {})[field_id] = _known(text, number, cast("Kind", kind), until)
    return values


def _known(text: str, number: float | None, kind: Kind, until: str | None) -> Known:
    return Known(text if number is None else number_text(number), number, kind == "date", until)

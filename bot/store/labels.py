"""Labels, and who has them since when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.store import changes
from bot.store.db import rows, sql
from bot.store.fact_models import ChangeKind, Label
from bot.store.sets import among, columns, ids, strings, table, texts


@dataclass(frozen=True, slots=True)
class LabelRow:
    id: int
    name: str
    people: int


def known(names: Collection[str]) -> dict[str, int]:
    """The ids of those there are."""
    found = rows(
        f"SELECT name, id FROM label WHERE name{strings(':names')}", {"names": texts(names)}
    )
    return dict(found)


def ensure(names: Collection[str], *, at: int) -> dict[str, int]:
    """The ids of all of them: what is missing is made."""
    found = known(names)
    missing = [name for name in dict.fromkeys(names) if name not in found]
    if not missing:
        return found
    Label.insert_many(
        [{"name": name, "created_at": at} for name in missing]
    ).on_conflict_ignore().execute()
    return known(names)


def find(label_id: int) -> Label | None:
    return Label.get_or_none(Label.id == label_id)


def attach(friend_ids: Sequence[int], label_id: int, *, at: int) -> list[int]:
    """Gives who did not have it. The others keep the time they had."""
    found = rows(
        f"INSERT INTO friend_label (friend_id, label_id, at) SELECT a, :label, :at{table(1)}"
        " WHERE TRUE ON CONFLICT DO NOTHING RETURNING friend_id",
        {"label": label_id, "at": at, **columns([(one,) for one in friend_ids], 1)},
    )
    new = [row[0] for row in found]
    changes.add(ChangeKind.LABEL_ADDED, label_id, new, at=at)
    return new


def since_then(friend_ids: Sequence[int], label: str, *, at: int) -> None:
    """As if they had had it from then on."""
    sql(
        f"UPDATE friend_label SET at = :at WHERE friend_id{among(':friends')}"
        " AND label_id = (SELECT id FROM label WHERE name = :label)",
        {"at": at, "friends": ids(friend_ids), "label": label},
    )


def detach(friend_ids: Sequence[int], label_id: int, *, at: int) -> list[int]:
    """Gives who had it."""
    found = rows(
        "DELETE FROM friend_label WHERE label_id = :label AND friend_id"
        + among(":friends")
        + " RETURNING friend_id",
        {"label": label_id, "friends": ids(friend_ids)},
    )
    gone = [row[0] for row in found]
    changes.add(ChangeKind.LABEL_REMOVED, label_id, gone, at=at)
    return gone


def of(friend_id: int) -> list[tuple[int, str, int]]:
    """(label id, name, since), the latest first."""
    found = rows(
        "SELECT n.id, n.name, l.at FROM friend_label l JOIN label n ON n.id = l.label_id"
        " WHERE l.friend_id = :friend ORDER BY l.at DESC, n.id",
        {"friend": friend_id},
    )
    return [(label, name, at) for label, name, at in found]


def since(friend_ids: Sequence[int], label_ids: Collection[int]) -> dict[int, dict[int, int]]:
    """By friend, then by label: since when."""
    found = rows(
        "SELECT friend_id, label_id, at FROM friend_label WHERE friend_id"
        + among(":friends")
        + " AND label_id"
        + among(":labels"),
        {"friends": ids(friend_ids), "labels": ids(sorted(label_ids))},
    )
    known_since: dict[int, dict[int, int]] = {}
    for friend_id, label_id, at in found:
        known_since.setdefault(friend_id, {})[label_id] = at
    return known_since


def listed() -> list[LabelRow]:
    """The most used first."""
    found = rows(
        "SELECT n.id, n.name, (SELECT count(*) FROM friend_label l WHERE l.label_id = n.id)"
        " AS people FROM label n ORDER BY people DESC, n.name"
    )
    return [LabelRow(*row) for row in found]

"""Labels, and who has them since when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.store import changes
from bot.store.db import Value, rows, sql
from bot.store.fact_models import ChangeKind, Label
from bot.store.label_models import LabelAlias, LabelBin
from bot.store.sets import among, columns, ids, strings, table, texts

_DELETED = "(SELECT label_id FROM label_bin)"


@dataclass(frozen=True, slots=True)
class LabelRow:
    id: int
    name: str
    people: int


def known(names: Collection[str]) -> dict[str, int]:
    """The ids of those there are. A former name still means the label that had it."""
    found = rows(
        f"SELECT name, id FROM label WHERE name{strings(':names')}", {"names": texts(names)}
    )
    missing = set(names) - {name for name, _ in found}
    return {**(_formerly(missing) if missing else {}), **dict(found)}


def _formerly(names: Collection[str]) -> dict[str, int]:
    found = rows(
        f"SELECT name, label_id FROM label_alias WHERE name{strings(':names')}"
        f" AND label_id NOT IN {_DELETED}",
        {"names": texts(names)},
    )
    return dict(found)


def names_of(label_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Today's name and the former ones of each."""
    names: dict[int, tuple[str, ...]] = {}
    for number, name in rows(
        f"SELECT id, name FROM label WHERE id{among(':labels')} UNION ALL"
        f" SELECT label_id, name FROM label_alias WHERE label_id{among(':labels')}",
        {"labels": ids(sorted(label_ids))},
    ):
        names[number] = (*names.get(number, ()), name)
    return names


def todays() -> dict[str, str]:
    """Today's names, by the former ones."""
    found = rows(
        "SELECT a.name, n.name FROM label_alias a JOIN label n ON n.id = a.label_id"
        f" WHERE n.id NOT IN {_DELETED}"
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
    """None of a deleted one, too."""
    gone = LabelBin.select(LabelBin.label_id)
    return Label.get_or_none(Label.id == label_id, Label.id.not_in(gone))


def rename(label_id: int, name: str) -> None:
    """What still says the old name goes on meaning it."""
    was = Label.get_by_id(label_id).name
    LabelAlias.delete().where(LabelAlias.name.in_([name, was])).execute()
    LabelAlias.create(name=was, label_id=label_id)
    Label.update(name=name).where(Label.id == label_id).execute()


def delete(label_id: int, *, at: int) -> None:
    """Its name is free at once, its people are kept for a while."""
    LabelBin.create(label_id=label_id, name=Label.get_by_id(label_id).name, at=at)
    Label.update(name=f"\n{label_id}").where(Label.id == label_id).execute()  # nobody writes that


def deleted(label_id: int) -> str | None:
    """The name it had."""
    found = LabelBin.get_or_none(LabelBin.label_id == label_id)
    return str(found.name) if found else None


def restore(label_id: int, name: str) -> None:
    Label.update(name=name).where(Label.id == label_id).execute()
    LabelBin.delete().where(LabelBin.label_id == label_id).execute()


def purge(before: int, limit: int) -> None:
    """Of labels that were deleted before then: so many of their people, at last they themselves."""
    for (label_id,) in rows("SELECT label_id FROM label_bin WHERE at < :at", {"at": before}):
        params: dict[str, Value] = {"label": label_id, "limit": limit}
        sql(
            "DELETE FROM friend_label WHERE label_id = :label AND friend_id IN (SELECT friend_id"
            " FROM friend_label WHERE label_id = :label LIMIT :limit)",
            params,
        )
        if not rows("SELECT 1 FROM friend_label WHERE label_id = :label LIMIT 1", params):
            for statement in _FORGET:
                sql(statement, params)


_FORGET = (
    "DELETE FROM label_alias WHERE label_id = :label",
    "DELETE FROM label_bin WHERE label_id = :label",
    "DELETE FROM label WHERE id = :label",
)


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


def had_since(since: Sequence[tuple[int, int]], label_id: int) -> None:
    """As if these friends had had it from those times on."""
    if since:
        sql(
            f"UPDATE friend_label SET at = b FROM (SELECT a, b{table(2)}) m"
            " WHERE label_id = :label AND friend_id = a",
            {"label": label_id, **columns(since, 2)},
        )


def detach(friend_ids: Sequence[int], label_id: int, *, at: int) -> list[int]:
    """Gives who had it."""
    return [one for one, _ in remove(friend_ids, label_id, at=at)]


def remove(friend_ids: Sequence[int], label_id: int, *, at: int) -> list[tuple[int, int]]:
    """Gives (friend, since when they had it)."""
    found = rows(
        "DELETE FROM friend_label WHERE label_id = :label AND friend_id"
        + among(":friends")
        + " RETURNING friend_id, at",
        {"label": label_id, "friends": ids(friend_ids)},
    )
    gone = [(friend_id, since) for friend_id, since in found]
    changes.add(ChangeKind.LABEL_REMOVED, label_id, [one for one, _ in gone], at=at)
    return gone


def of(friend_id: int) -> list[tuple[int, str, int]]:
    """(label id, name, since), the latest first."""
    found = rows(
        "SELECT n.id, n.name, l.at FROM friend_label l JOIN label n ON n.id = l.label_id"
        f" WHERE l.friend_id = :friend AND n.id NOT IN {_DELETED} ORDER BY l.at DESC, n.id",
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


def people(label_id: int) -> int:
    found = rows("SELECT count(*) FROM friend_label WHERE label_id = :label", {"label": label_id})
    return int(found[0][0])


def everybody(label_id: int) -> list[tuple[str, str, str | None, int]]:
    """(LINE's id, name, the shop's own id, since) of all who have it, the latest first."""
    return [
        (user_id, name, customer_id, at)
        for user_id, name, customer_id, at in rows(
            "SELECT f.user_id, f.name, c.customer_id, l.at FROM friend_label l"
            " JOIN friend f ON f.id = l.friend_id LEFT JOIN customer c ON c.friend_id = f.id"
            " WHERE l.label_id = :label ORDER BY l.at DESC, l.friend_id",
            {"label": label_id},
        )
    ]


def listed() -> list[LabelRow]:
    """The most used first."""
    found = rows(
        "SELECT n.id, n.name, (SELECT count(*) FROM friend_label l WHERE l.label_id = n.id)"
        f" AS people FROM label n WHERE n.id NOT IN {_DELETED} ORDER BY people DESC, n.name"
    )
    return [LabelRow(*row) for row in found]

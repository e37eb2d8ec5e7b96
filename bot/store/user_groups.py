"""User groups: a name for a rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.conditions import Condition
from bot.domain.errors import Problem, Refused
from bot.domain.mentions import asks_of_walks, names_in
from bot.domain.relabelling import Renames, relabelled
from bot.domain.rules import dumped, loaded
from bot.store.db import rows
from bot.store.fact_models import UserGroup
from bot.store.sets import strings, texts


@dataclass(frozen=True, slots=True)
class GroupRow:
    id: int
    name: str
    rule: Condition


def create(name: str, rule: Condition, *, at: int) -> int:
    return int(UserGroup.create(name=name, rule=written(rule), created_at=at).id)


def change(group_id: int, rule: Condition) -> None:
    UserGroup.update(rule=written(rule)).where(UserGroup.id == group_id).execute()


def find(group_id: int) -> GroupRow | None:
    found = rows("SELECT id, name, rule FROM user_group WHERE id = :id", {"id": group_id})
    return _row(*found[0]) if found else None


def rename(group_id: int, name: str) -> None:
    UserGroup.update(name=name).where(UserGroup.id == group_id).execute()


def relabel(names: Renames) -> None:
    """Rules under other names of labels and scenarios: they mean what they did."""
    for row in listed():
        if (rule := relabelled(row.rule, names)) != row.rule:
            change(row.id, rule)


def delete(group_id: int) -> None:
    UserGroup.delete().where(UserGroup.id == group_id).execute()


def listed() -> list[GroupRow]:
    return [_row(*row) for row in rows("SELECT id, name, rule FROM user_group ORDER BY name")]


def known(names: Iterable[str]) -> dict[str, GroupRow]:
    """Those there are, by name."""
    found = rows(
        f"SELECT id, name, rule FROM user_group WHERE name{strings(':names')}",
        {"names": texts(names)},
    )
    return {row[1]: _row(*row) for row in found}


def rules_for(conditions: Iterable[Condition]) -> dict[str, Condition]:
    """The rules of all groups they speak of, and of those that these speak of."""
    rules: dict[str, Condition] = {}
    asked = names_in(conditions).groups
    while asked:
        found = {row.name: row.rule for row in known(asked).values()}
        rules |= found
        asked = names_in(found.values()).groups - rules.keys()
    return rules


def written(rule: Condition) -> str:
    """What somebody did in the very walk is known of walks, not of friends: Refused."""
    if asks_of_walks([rule]):
        raise Refused(Problem("only_in_scenarios"))
    return dumped(rule)


def _row(number: int, name: str, rule: str) -> GroupRow:
    return GroupRow(number, name, read(rule))


@lru_cache(maxsize=256)
def read(rule: str) -> Condition:
    return loaded(rule)

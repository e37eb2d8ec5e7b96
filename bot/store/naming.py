"""From the names that conditions use to the rows behind them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.conditions import Condition
from bot.domain.mentions import names_in
from bot.store import fields, labels, scenarios, user_groups
from bot.store.db import rows
from bot.store.fields import FieldRow
from bot.store.sets import strings, texts


@dataclass(frozen=True, slots=True)
class Named:
    """Ids by name; what does not exist is missing. Several scenarios may have one name.

    ``reacted``: scenarios of whose steps it is asked what somebody did with them. ``person``:
    something about the friend's own row is asked, too.
    """

    labels: Mapping[str, int]
    fields: Mapping[str, FieldRow]
    scenarios: Mapping[str, tuple[int, ...]]
    reacted: Mapping[str, tuple[int, ...]]
    rules: Mapping[str, Condition]
    person: bool


def named_in(conditions: Iterable[Condition]) -> Named:
    """Of these conditions and of the groups they speak of."""
    asked = list(conditions)
    rules = user_groups.rules_for(asked)
    names = names_in([*asked, *rules.values()])
    return Named(
        labels=labels.known(names.labels) if names.labels else {},
        fields=fields.known(names.fields) if names.fields else {},
        scenarios=scenarios_named(names.scenarios),
        reacted=scenarios_named(names.reacted),
        rules=rules,
        person=names.person,
    )


def scenarios_named(names: Collection[str]) -> dict[str, tuple[int, ...]]:
    """A former name that nobody else has still means the scenario that had it."""
    if not names:
        return {}
    found = rows(
        f"SELECT name, id FROM scenario WHERE deleted_at IS NULL AND name{strings(':names')}"
        " ORDER BY id",
        {"names": texts(names)},
    )
    missing = set(names) - {name for name, _ in found}
    by_name: dict[str, tuple[int, ...]] = dict(scenarios.formerly(missing) if missing else {})
    for name, number in found:
        by_name[name] = (*by_name.get(name, ()), number)
    return by_name

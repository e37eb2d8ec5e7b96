"""What conditions speak of by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.attributes import BIRTHDAY, BUILT_IN, OF_BIRTH, OF_PROFILE, Kind
from bot.domain.condition_forms import (
    Answered,
    Attribute,
    Counter,
    DaysSinceFriend,
    Entered,
    Finished,
    Group,
    Inside,
    Label,
    Reaction,
    Stopped,
    Tapped,
    Watched,
    reaction_of,
    standing_of,
)
from bot.domain.conditions import Condition, leaves

OF_WALK = (Tapped, Answered, Watched)


@dataclass(frozen=True, slots=True)
class Names:
    """`fields` with the kind that a comparison asks for; built-in ones, too. `reacted`: scenarios
    of whose steps it is asked what somebody did with them, in any walk. `person`: the name, the
    language, or since when they are a friend.
    """

    labels: frozenset[str] = frozenset()
    fields: Mapping[str, Kind] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()
    scenarios: frozenset[str] = frozenset()
    reacted: frozenset[str] = frozenset()
    person: bool = False


def names_in(conditions: Iterable[Condition]) -> Names:
    labels, groups, scenarios, reacted = set[str](), set[str](), set[str](), set[str]()
    fields: dict[str, Kind] = {}
    person = False
    for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
        match leaf:
            case Label():
                labels.add(leaf.label)
            case Group():
                groups.add(leaf.group)
            case Entered() | Inside() | Finished() | Stopped():
                scenarios.add(standing_of(leaf)[0])
            case Tapped() | Answered() | Watched() if leaf.scenario is not None:
                reacted.add(leaf.scenario)
            case Counter():
                fields[leaf.counter] = "number"
            case Attribute() if leaf.attribute not in OF_PROFILE:
                fields |= _field(leaf)
            case Attribute() | DaysSinceFriend():
                person = True
    return Names(
        frozenset(labels),
        fields,
        frozenset(groups),
        frozenset(scenarios),
        frozenset(reacted),
        person,
    )


def asks_of_walks(conditions: Iterable[Condition]) -> bool:
    """Whether one of them speaks of what somebody did in the very walk it is asked in."""
    return bool(reacted_to(conditions))


def reacted_to(conditions: Iterable[Condition]) -> frozenset[tuple[Reaction, str]]:
    """The steps of that walk to which somebody may react, and how."""
    return _reacted_in(None, conditions)


def reacted_elsewhere(
    scenario: str, conditions: Iterable[Condition]
) -> frozenset[tuple[Reaction, str]]:
    """The same of the steps of a scenario, in any walk."""
    return _reacted_in(scenario, conditions)


def _reacted_in(
    scenario: str | None, conditions: Iterable[Condition]
) -> frozenset[tuple[Reaction, str]]:
    found = (leaf for condition in conditions for leaf in leaves(condition))
    return frozenset(
        reaction_of(leaf)
        for leaf in found
        if isinstance(leaf, OF_WALK) and leaf.scenario == scenario
    )


def _field(leaf: Attribute) -> dict[str, Kind]:
    name = BIRTHDAY if leaf.attribute in OF_BIRTH else leaf.attribute
    kind: Kind = "text"
    if leaf.is_ is None and leaf.bounds:
        kind = "date" if leaf.is_with(str) else "number"
    return {name: BUILT_IN.get(name, kind)}

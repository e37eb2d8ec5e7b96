"""What scenarios react to: read from those that are open, and told to whoever changes something."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.conditions import Condition
from bot.domain.document import (
    DateNoted,
    GroupMatched,
    LabelAdded,
    Reactive,
    Scenario,
    ScenarioFinished,
    ScenarioStopped,
)
from bot.domain.edit import with_name
from bot.domain.goals import GoalDate
from bot.domain.mentions import Names, asks_of_walks, names_in
from bot.store import changes, fields, labels, scenarios, user_groups, versions, watches
from bot.store.changes import Topic
from bot.store.db import is_postgres, rows
from bot.store.entrances import Entrance
from bot.store.fact_models import ChangeKind
from bot.store.naming import scenarios_named
from bot.store.rehearsal_models import TRIED

LABELS = (ChangeKind.LABEL_ADDED, ChangeKind.LABEL_REMOVED)
WALKS = (ChangeKind.ENTERED, ChangeKind.FINISHED, ChangeKind.LEFT)
OF_SCENARIOS = (*WALKS, ChangeKind.REACTED)
# Instead of an id: of any of the kind, also of one that does not exist yet.
ANY = 0
_LOCK = 4_021_977


@dataclass(frozen=True, slots=True)
class Reactor:
    """A scenario that is running or paused. ``starts``: none while it takes nobody in; ``goals``:
    what its people leave it for, ``dates``: what their steps count from, and ``awaited``: the
    labels that they wait for, all by the version they walk.
    """

    door: Entrance
    starts: tuple[Reactive, ...]
    goals: Mapping[int, Condition]
    dates: Mapping[int, Mapping[str, GoalDate]]
    awaited: Mapping[int, frozenset[str]]

    @property
    def reacts(self) -> bool:
        return bool(self.starts or self.goals or self.dates or self.awaited)

    @property
    def groups(self) -> tuple[GroupMatched, ...]:
        return tuple(start for start in self.starts if isinstance(start, GroupMatched))

    def each_date(self) -> Iterator[GoalDate]:
        for goals in self.dates.values():
            yield from goals.values()


def reactors() -> list[Reactor]:
    """Those that react to anything at all. What this program cannot read reacts to nothing."""
    open_ = rows(
        "SELECT id, version_id, name, closed FROM scenario WHERE state IN (1, 2)"
        f" AND (deleted_at IS NULL OR id {TRIED}) AND version_id IS NOT NULL ORDER BY id"
    )
    inside = walked()
    found = []
    for scenario_id, version_id, name, closed in open_:
        documents = inside.get(scenario_id, {})
        found.append(
            Reactor(
                Entrance(scenario_id, version_id),
                () if closed or version_id not in documents else _reactive(version_id, name),
                {number: one.stop_when for number, one in documents.items() if one.stop_when},
                {number: one.goals for number, one in documents.items() if one.goals},
                {number: some for number in documents if (some := _awaited(number))},
            )
        )
    return [reactor for reactor in found if reactor.reacts]


def _awaited(version_id: int) -> frozenset[str]:
    return versions.walk(version_id).awaited_labels


def _reactive(version_id: int, name: str) -> tuple[Reactive, ...]:
    """By today's name: a version that begins anew after itself has the name of its own day."""
    starts = with_name(versions.document(version_id), name).start
    return tuple(start for start in starts if isinstance(start, Reactive))


def walked() -> dict[int, dict[int, Scenario]]:
    """By scenario, then by version."""
    documents: dict[int, dict[int, Scenario]] = {}
    for scenario_id, version_id in _open_versions():
        if versions.is_readable(version_id):
            documents.setdefault(scenario_id, {})[version_id] = versions.document(version_id)
    return documents


def _open_versions() -> list[tuple[int, int]]:
    """(scenario, version): the one that newcomers walk, and those where anybody still waits."""
    found = rows(
        "SELECT s.id, v.id FROM scenario s JOIN scenario_version v ON v.scenario_id = s.id"
        f" WHERE s.state IN (1, 2) AND (s.deleted_at IS NULL OR s.id {TRIED})"
        " AND (v.id = s.version_id OR EXISTS"
        " (SELECT 1 FROM enrollment e WHERE e.version_id = v.id AND e.state = 1))"
    )
    return [(scenario_id, version_id) for scenario_id, version_id in found]


def unreadable() -> list[int]:
    """The versions among them that this program does not understand: they stop no others."""
    return [number for _, number in _open_versions() if not versions.is_readable(number)]


def renew() -> None:
    """In the transaction that changed a scenario, its name or a group."""
    if is_postgres():  # two at a time must not each overlook the other
        rows("SELECT pg_advisory_xact_lock(:lock)", {"lock": _LOCK})
    found = reactors()
    changes.listen(_topics(found))
    watches.keep(_watched(found))


def spoken_of(conditions: Iterable[Condition]) -> Names:
    """Also by the groups that they speak of."""
    asked = list(conditions)
    return names_in([*asked, *user_groups.rules_for(asked).values()])


def asked_by(reactor: Reactor) -> Iterator[Condition]:
    """What may become true by a change."""
    yield from reactor.goals.values()
    known = user_groups.known(start.group for start in reactor.groups)
    yield from (row.rule for row in known.values())


def _topics(found: Sequence[Reactor]) -> Iterator[Topic]:
    starts = [start for reactor in found for start in reactor.starts]
    added = {start.label for start in starts if isinstance(start, LabelAdded)}
    finished = {start.scenario for start in starts if isinstance(start, ScenarioFinished)}
    stopped = {start.scenario for start in starts if isinstance(start, ScenarioStopped)}
    names = spoken_of(condition for reactor in found for condition in asked_by(reactor))
    added |= {label for reactor in found for some in reactor.awaited.values() for label in some}
    yield from _each((ChangeKind.LABEL_ADDED,), added, labels.known(added))
    yield from _each(LABELS, names.labels, labels.known(names.labels))
    dates = {goal.field for reactor in found for goal in reactor.each_date() if goal.field}
    dates |= {start.field for start in starts if isinstance(start, DateNoted)}
    asked = names.fields.keys() | dates
    known = {name: row.id for name, row in fields.known(asked).items()}
    yield from _each((ChangeKind.FIELD,), asked, known)
    for some in scenarios_named(finished).values():
        yield from ((ChangeKind.FINISHED, number) for number in some)
    for some in scenarios_named(stopped).values():
        yield from ((ChangeKind.LEFT, number) for number in some)
    for some in scenarios_named(names.scenarios).values():
        yield from ((kind, number) for kind in WALKS for number in some)
    for some in scenarios_named(names.reacted).values():
        yield from ((ChangeKind.REACTED, number) for number in some)
    for reactor in found:
        if asks_of_walks(reactor.goals.values()):
            yield ChangeKind.REACTED, reactor.door.scenario_id
    if names.person or any(reactor.groups for reactor in found):
        yield ChangeKind.PERSON, ANY


def _each(
    kinds: Sequence[ChangeKind], names: Iterable[str], known: Mapping[str, int]
) -> Iterator[Topic]:
    yield from ((kind, known.get(name, ANY)) for kind in kinds for name in names)


def subjects(topics: Iterable[Topic]) -> dict[Topic, tuple[str, ...]]:
    """The names of what these changes are about, as documents speak of it; "" of a person."""
    wanted = list(topics)
    tables = {
        "label": labels.names_of({what for kind, what in wanted if kind in LABELS}),
        "field": _names("field", [what for kind, what in wanted if kind == ChangeKind.FIELD]),
        "scenario": scenarios.names_of({what for kind, what in wanted if kind in OF_SCENARIOS}),
    }
    return {topic: tables.get(_table(topic[0]), {}).get(topic[1], ("",)) for topic in wanted}


def _table(kind: ChangeKind) -> str:
    if kind in LABELS:
        return "label"
    return "field" if kind == ChangeKind.FIELD else "scenario" if kind in OF_SCENARIOS else ""


def _names(table: str, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
    if not numbers:
        return {}
    wanted = ", ".join(str(int(number)) for number in sorted(set(numbers)))
    found = rows(f"SELECT id, name FROM {table} WHERE id IN ({wanted})")
    return {number: (name,) for number, name in found}


def concerns(names: Names, kind: ChangeKind, subject: str) -> bool:
    """Whether what speaks of these names may have another answer after such a change."""
    if kind in LABELS:
        return subject in names.labels
    if kind == ChangeKind.FIELD:
        return subject in names.fields
    if kind == ChangeKind.REACTED:
        return subject in names.reacted
    return subject in names.scenarios if kind in WALKS else names.person


def _watched(found: Sequence[Reactor]) -> set[tuple[int, int]]:
    """(scenario, group) wherever people come by a group."""
    asked = [(reactor, start.group) for reactor in found for start in reactor.groups]
    known = user_groups.known({group for _, group in asked})
    return {
        (reactor.door.scenario_id, known[group].id) for reactor, group in asked if group in known
    }

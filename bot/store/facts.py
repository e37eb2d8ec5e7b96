"""What conditions ask about some people, read in a few statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.clock import from_epoch
from bot.domain.attributes import Known
from bot.domain.calendar import Calendar
from bot.domain.condition_forms import Reaction, Standing
from bot.domain.conditions import Condition
from bot.domain.facts import Facts
from bot.store import fields, labels, reactions
from bot.store.db import rows
from bot.store.naming import Named, named_in
from bot.store.sets import among, ids

# One walk, as conditions see it. Who left because the goal was reached has not stopped.
_ENTERED: frozenset[Standing] = frozenset({"entered"})
INSIDE = "(e.ended = 0 AND e.hold & 16 = 0)"
FINISHED = "e.state = 4"
STOPPED = "(e.state = 5 OR (e.ended = 0 AND e.hold & 16 <> 0))"


def facts_of(
    friend_ids: Sequence[int],
    conditions: Iterable[Condition],
    now: datetime,
    calendar: Calendar,
) -> dict[int, Facts]:
    """Of those there are, by friend id; only what these conditions need is filled in."""
    named = named_in(conditions)
    known_labels = _labels(friend_ids, named)
    known_fields = _fields(friend_ids, named)
    walks = _walks(friend_ids, named)
    reacted = _reacted(friend_ids, named)
    people = rows(
        f"SELECT id, name, lang, followed_at FROM friend WHERE id{among(':friends')}",
        {"friends": ids(friend_ids)},
    )
    return {
        friend_id: Facts(
            now=now,
            calendar=calendar,
            name=name,
            language=lang,
            friend_since=None if followed is None else from_epoch(followed),
            labels=known_labels.get(friend_id, {}),
            attributes=known_fields.get(friend_id, {}),
            walks=walks.get(friend_id, {}),
            reacted=reacted.get(friend_id, {}),
            groups=named.rules,
        )
        for friend_id, name, lang, followed in people
    }


def _labels(friend_ids: Sequence[int], named: Named) -> Mapping[int, Mapping[str, datetime]]:
    if not named.labels:
        return {}
    since = labels.since(friend_ids, set(named.labels.values()))
    return {
        friend_id: {
            name: from_epoch(had[number]) for name, number in named.labels.items() if number in had
        }
        for friend_id, had in since.items()
    }


def _fields(friend_ids: Sequence[int], named: Named) -> Mapping[int, Mapping[str, Known]]:
    if not named.fields:
        return {}
    names = {row.id: row.name for row in named.fields.values()}
    return {
        friend_id: {names[number]: value for number, value in values.items()}
        for friend_id, values in fields.of(friend_ids, names).items()
    }


def _walks(
    friend_ids: Sequence[int], named: Named
) -> Mapping[int, Mapping[str, frozenset[Standing]]]:
    names = _by_number(named.scenarios)
    if not names:
        return {}
    found = rows(
        f"SELECT DISTINCT e.friend_id, e.scenario_id, CASE WHEN {INSIDE} THEN 'inside'"
        f" WHEN {FINISHED} THEN 'finished' WHEN {STOPPED} THEN 'stopped' ELSE '' END"
        f" FROM enrollment e WHERE e.friend_id{among(':friends')}"
        f" AND e.scenario_id{among(':scenarios')}",
        {"friends": ids(friend_ids), "scenarios": ids(sorted(names))},
    )
    walks: dict[int, dict[str, frozenset[Standing]]] = {}
    for friend_id, scenario_id, standing in found:
        own = walks.setdefault(friend_id, {})
        for name in names[scenario_id]:
            own[name] = own.get(name, _ENTERED) | ({standing} if standing else _ENTERED)
    return walks


def _reacted(
    friend_ids: Sequence[int], named: Named
) -> Mapping[int, Mapping[str, frozenset[tuple[Reaction, str]]]]:
    names = _by_number(named.reacted)
    reacted: dict[int, dict[str, frozenset[tuple[Reaction, str]]]] = {}
    for friend_id, scenario_id, did in reactions.in_scenarios(friend_ids, sorted(names)):
        own = reacted.setdefault(friend_id, {})
        for name in names[scenario_id]:
            own[name] = own.get(name, frozenset()) | {did}
    return reacted


def _by_number(named: Mapping[str, Sequence[int]]) -> dict[int, list[str]]:
    """Of each scenario all names that are asked for: documents may say its former ones, too."""
    names: dict[int, list[str]] = {}
    for name, some in named.items():
        for number in some:
            names.setdefault(number, []).append(name)
    return names

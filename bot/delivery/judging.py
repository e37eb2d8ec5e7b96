"""What conditions say of the people who are due at a stop."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar import Calendar
from bot.domain.conditions import Condition
from bot.domain.deciding import Verdict, verdict
from bot.domain.facts import Facts
from bot.domain.mentions import asks_of_walks
from bot.domain.walk import Walk
from bot.store import reactions
from bot.store.engine import Picked
from bot.store.facts import facts_of


@dataclass(frozen=True, slots=True)
class Judged:
    """`facts` by enrollment id."""

    people: Mapping[Verdict, Sequence[Picked]]
    facts: Mapping[int, Facts]

    def __getitem__(self, wanted: Verdict) -> Sequence[Picked]:
        return self.people.get(wanted, ())


def judged(
    walk: Walk, index: int, people: Sequence[Picked], now: datetime, calendar: Calendar
) -> Judged:
    """Asks the database only where there are conditions."""
    conditions = walk.conditions_at(index)
    friends = sorted({person.friend_id for person in people})
    if not conditions:
        nothing = Facts(now, calendar)
        return Judged({"go": people}, {person.enrollment_id: nothing for person in people})
    known = facts_of(friends, conditions, now, calendar)
    facts = _of_walks(people, known, conditions)
    found: dict[Verdict, list[Picked]] = defaultdict(list)
    for person in people:
        found[verdict(walk, index, facts[person.enrollment_id])].append(person)
    return Judged(found, facts)


def _of_walks(
    people: Sequence[Picked], known: Mapping[int, Facts], conditions: Sequence[Condition]
) -> dict[int, Facts]:
    """With what each did in this walk, where that is asked."""
    facts = {person.enrollment_id: known[person.friend_id] for person in people}
    if not asks_of_walks(conditions):
        return facts
    did = reactions.of(sorted(facts))
    return {
        walk: replace(each, reactions=did.get(walk, frozenset())) for walk, each in facts.items()
    }

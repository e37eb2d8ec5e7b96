"""Scenarios that begin on a set day: who is meant then is put in by the thousand (`admitting`)."""

from collections.abc import Iterator

from bot.clock import epoch
from bot.domain.account import Account
from bot.domain.audience import EVERYBODY, Audience
from bot.domain.document import Dated, Scenario
from bot.domain.starts import Who
from bot.store import admissions, labels, set_days, user_groups
from bot.store.admission_models import AdmissionState
from bot.store.set_days import Key


def announce(scenario_id: int, scenario: Scenario, account: Account, *, now: int) -> None:
    """After it was started or published. A day that has gone by is none; one that was called off
    stays so.
    """
    wanted, known = set(_wanted(scenario, now)), set_days.of_scenario(scenario_id)
    for key, one in known.items():
        if key not in wanted and one.state == AdmissionState.OPEN:
            admissions.called_off(one.id)
    for key in sorted(wanted - known.keys(), key=lambda key: key[0]):
        on, _ = key
        begins_at = epoch(account.calendar.instant(on.date(), on.time()))
        if begins_at > now:
            set_days.add(scenario_id, key, begins_at=begins_at)


def _wanted(scenario: Scenario, now: int) -> Iterator[Key]:
    for start in scenario.start:
        whom = _audience(start.who, now) if isinstance(start, Dated) else None
        if isinstance(start, Dated) and whom:
            yield start.on, whom


def _audience(who: Who, now: int) -> Audience | None:
    """A label that nobody has yet may be attached by then; a group has to be there."""
    if who.label:
        return Audience("label", labels.ensure([who.label], at=now)[who.label])
    if who.group:
        group = user_groups.known([who.group]).get(who.group)
        return Audience("group", group.id) if group else None
    return EVERYBODY

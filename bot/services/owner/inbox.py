"""What an owner has to look at: what failed, what nobody knows, what is held."""

from collections.abc import Mapping, Sequence

from admin_flows.ports.facts import (
    BrokenRow,
    HeldRow,
    InboxFacts,
    InboxRow,
    ParkedFacts,
    RingRow,
    StuckPerson,
    UnpostedRow,
)
from bot.clock import from_epoch
from bot.domain.blame import blamed
from bot.domain.document import Step
from bot.services.owner import holds
from bot.services.owner.desk import ReadingDesk
from bot.store import (
    broken,
    changes,
    groups,
    people,
    runaways,
    scenarios,
    stuck,
    unposted,
    versions,
)
from bot.store.broken import Broken
from bot.store.models import BatchState
from bot.store.runaways import RunawayRow
from bot.store.stuck import StuckBatch
from bot.store.unposted import Unposted


class InboxReads(ReadingDesk):
    def inbox(self) -> InboxFacts:
        found = _rows(stuck.batches())
        return InboxFacts(
            rows=tuple(found),
            held=(*self._account(), *holds.paused_rows(), *_friends()),
            broken=tuple(map(self._broken, broken.with_people(self.now()))),
            unposted=tuple(map(_unposted, unposted.found())),
            rings=tuple(map(_ring, runaways.listed(self.now() - runaways.DAY))),
            parked=self._parked(),
            hold=holds.account_hold(self),
        )

    def stuck(self, batch_id: int) -> InboxRow | None:
        return next(iter(_rows(stuck.batches(batch_id))), None)

    def stuck_people(self, batch_id: int, first: int, limit: int) -> tuple[StuckPerson, ...]:
        return tuple(map(_person, stuck.people(batch_id, first=first, limit=limit)))

    def stuck_person(self, batch_id: int, enrollment_id: int) -> StuckPerson | None:
        return next(map(_person, stuck.people(batch_id, only=enrollment_id)), None)

    def _broken(self, lane: Broken) -> BrokenRow:
        number, step = _at(lane.version_id, lane.step)
        return BrokenRow(
            version_id=lane.version_id,
            place=lane.step,
            scenario_id=lane.scenario_id,
            scenario=_name_of(lane.scenario_id),
            step_number=number,
            people=lane.people,
            since=from_epoch(lane.at),
            again_at=max(self.in_business(lane.retry_at), self.clock.now()),
            step=step,
        )

    def _parked(self) -> ParkedFacts | None:
        """Events, and what should have followed from changes."""
        events, changed = self.inbox_events.parked_summary(), changes.given_up()
        since = [self.in_business(events.since)] if events else []
        since += [from_epoch(changed.since)] if changed else []
        if not since:
            return None
        number = (events.number if events else 0) + (changed.number if changed else 0)
        return ParkedFacts(number, events.last_id if events else 0, min(since))

    def _account(self) -> list[HeldRow]:
        return [HeldRow(held.reason, held.people) for held in holds.account_facts(self.now())]


def _friends() -> list[HeldRow]:
    return [HeldRow(held.reason, held.people) for held in holds.friends_facts()]


def _rows(batches: list[StuckBatch]) -> list[InboxRow]:
    names = {row.id: row.name for row in scenarios.listed()} if batches else {}
    return [_row(batch, names.get(batch.scenario_id, "")) for batch in batches]


def _row(batch: StuckBatch, scenario: str) -> InboxRow:
    number, step = _at(batch.version_id, batch.step)
    blame = blamed(batch.problem)
    unknown = batch.state == BatchState.UNCERTAIN
    return InboxRow(
        batch_id=batch.id,
        kind="uncertain" if unknown else "failed",
        scenario_id=batch.scenario_id,
        scenario=scenario,
        step_number=number,
        people=batch.people,
        at=from_epoch(batch.at),
        reason="unavailable" if unknown else blame.on,
        message=None if unknown else blame.message,
        step=step,
    )


def _at(version_id: int, place: int) -> tuple[str, Step | None]:
    """The step's number and itself, also where only its place is known."""
    if not versions.is_readable(version_id):
        return str(place + 1), None
    stop = versions.walk(version_id).stops[place]
    return stop.number, stop.step


def _name_of(scenario_id: int) -> str:
    row = scenarios.find(scenario_id)
    return row.name if row else ""


def _unposted(one: Unposted) -> UnpostedRow:
    group = groups.ever(one.to)
    person = None if group else people.member(one.to)
    return UnpostedRow(
        upto=one.upto,
        kind="uncertain" if one.state == BatchState.UNCERTAIN else "failed",
        to_group=one.to.startswith("C"),
        name=group.name if group else person.name if person else "",
        number=one.number,
        since=from_epoch(one.since),
        said=_said(one.messages),
        lost=group is not None and group.left_at is not None,
        cost=groups.people_of(one.to),
    )


def _said(messages: Sequence[Mapping[str, object]]) -> str:
    """What a phone's notification would have said."""
    first = messages[0] if messages else {}
    return str(first.get("altText") or first.get("text") or "")


def _ring(row: RunawayRow) -> RingRow:
    return RingRow(row.scenario_id, row.scenario, row.times, from_epoch(row.since))


def _person(person: stuck.StuckPerson) -> StuckPerson:
    return StuckPerson(
        person.enrollment_id,
        person.friend_id,
        person.name,
        person.picture or None,
        bool(person.held),
    )

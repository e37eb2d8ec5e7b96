"""Today on one card."""

from admin_flows.ports.facts import DraftRow, HomeFacts, NextDue, StopAllFacts
from bot.clock import from_epoch
from bot.services.forecast import this_month
from bot.services.owner import holds, shelf
from bot.services.owner.desk import ReadingDesk
from bot.store import counts, quota, scenarios, settings, stuck
from bot.store.models import Draft, Scenario, ScenarioState


class HomeReads(ReadingDesk):
    def home(self) -> HomeFacts:
        rows = scenarios.listed()
        now, (today, tomorrow) = self.now(), self.today()
        known, parked = quota.known(), self.inbox_events.parked_summary()
        return HomeFacts(
            sent_today=sum(counts.results(since=today).sent.values()),
            later_today=sum(counts.waiting(tomorrow - 1).values()),
            next_due=self._next_due(rows),
            held=holds.everything(now),
            inbox=stuck.count() + (parked.number if parked else 0),
            drafts=_drafts(rows),
            quota_used=known.used if known else 0,
            quota_limit=known.limit if known else None,
            planned=self._planned() if known and known.limit is not None else None,
            friends=counts.friends(),
            friends_today=counts.friends_since(today),
            scenarios=len(rows),
            running=sum(map(_is_running, rows)),
            stop_all=self._stop_all(now),
            hold=holds.account_hold(self),
        )

    def _planned(self) -> int:
        return this_month(self.account(), self.clock.now()).messages

    def _stop_all(self, now: int) -> StopAllFacts | None:
        stop = settings.stop_all()
        if stop is None:
            return None
        return StopAllFacts(
            at=from_epoch(stop.at),
            by=stop.by,
            by_user_id=stop.user_id,
            waiting=people_waiting(),
            on_the_way=counts.on_the_way(),
            overdue=sum(counts.waiting(now).values()),
        )

    def _next_due(self, rows: list[Scenario]) -> NextDue | None:
        """Everybody of the next minute, whichever scenarios they are in."""
        due = self.next_due()
        if not due:
            return None
        at = max(min(due.values()), self.now())
        people = counts.waiting(end_of_minute(at))
        names = {row.id: row.name for row in rows}
        one = next(iter(people)) if len(people) == 1 else None
        return NextDue(
            at=from_epoch(at),
            people=sum(people.values()),
            scenarios=tuple(names[number] for number in people if number in names),
            scenario_id=one,
        )


def end_of_minute(at: int) -> int:
    return at - at % 60 + 59


def people_waiting() -> int:
    """Everybody with a step to come in a scenario that runs."""
    return sum(counts.waiting().values())


def _is_running(row: Scenario) -> bool:
    """Counts people only where it matters: counting is what takes time in a large account."""
    if row.state != ScenarioState.RUNNING or not row.closed:
        return row.state == ScenarioState.RUNNING
    return shelf.state_of(row, counts.tallies(row.id)[row.id]) == "running"


def _drafts(rows: list[Scenario]) -> tuple[DraftRow, ...]:
    by_id = {row.id: row for row in rows}
    return tuple(
        DraftRow(
            scenario_id=number,
            name=by_id[number].name,
            document=shelf.written(by_id[number], draft),
            edited_at=from_epoch(draft.edited_at),
            editor_user_id=draft.editor_id,
        )
        for number, draft in shelf.every_draft().items()
        if number in by_id and _is_unfinished(by_id[number], draft)
    )


def _is_unfinished(row: Scenario, draft: Draft) -> bool:
    """What has ended can be published no more."""
    return row.state != ScenarioState.ENDED and shelf.has_changes(row, draft)

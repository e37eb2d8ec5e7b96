"""Today on one card."""

from admin_flows.ports.facts import DraftRow, HomeFacts, NextDue, ResizedGroup, StopAllFacts
from bot.clock import from_epoch
from bot.domain.forecast import Forecast
from bot.services.forecast import this_month
from bot.services.owner import holds, shelf
from bot.services.owner.desk import ReadingDesk
from bot.store import (
    admissions,
    broken,
    changes,
    counts,
    groups,
    quota,
    runaways,
    scenarios,
    settings,
    stuck,
    unposted,
    versions,
)
from bot.store.models import Draft, Scenario, ScenarioState
from bot.store.quota import Quota

RESIZED_SECONDS = 7 * 86_400


class HomeReads(ReadingDesk):
    def home(self) -> HomeFacts:
        rows = scenarios.listed()
        now, (today, tomorrow) = self.now(), self.today()
        known = quota.known()
        planned = self._planned(known)
        return HomeFacts(
            sent_today=sum(counts.results(since=today).sent.values()),
            later_today=self._later_today(now, tomorrow),
            next_due=self._coming_next(rows),
            held=holds.everything(now),
            inbox=self._to_check(now),
            drafts=_drafts(rows),
            quota_used=known.used if known else 0,
            quota_limit=known.limit if known else None,
            quota_kept=known.keep if known else 0,
            planned=planned.messages if planned else None,
            runs_out_on=planned.runs_out_on(known.usual_left) if planned and known else None,
            friends=counts.friends(),
            friends_today=counts.friends_since(today),
            scenarios=len(rows),
            running=sum(map(_is_running, rows)),
            stop_all=self.stop_all(),
            hold=holds.account_hold(self),
            resized=tuple(
                ResizedGroup(one.id, one.name, one.members)
                for one in groups.resized(now - RESIZED_SECONDS)
            ),
        )

    def _later_today(self, now: int, tomorrow: int) -> int:
        """Who still gets something today: not those whose next window opens tomorrow."""
        people = 0
        for version_id, step, overdue, later in counts.waiting_by_lane(now, tomorrow):
            people += later
            if overdue and versions.is_readable(version_id):
                people += overdue * (self.expected(version_id, step, now) < tomorrow)
        return people

    def _to_check(self, now: int) -> int:
        """As the card that lists them counts."""
        parked = self.inbox_events.parked_summary()
        lanes, notices = len(broken.with_people(now)), len(unposted.found())
        rings, given_up = len(runaways.listed(now - runaways.DAY)), changes.given_up()
        left_aside = (parked.number if parked else 0) + (given_up.number if given_up else 0)
        return stuck.count() + lanes + notices + rings + left_aside

    def _planned(self, known: Quota | None) -> Forecast | None:
        """Nobody has to know how much goes where there is no limit to it."""
        if known is None or known.limit is None:
            return None
        return this_month(self.account(), self.clock.now())

    def stop_all(self) -> StopAllFacts | None:
        stop = settings.stop_all()
        return StopAllFacts(from_epoch(stop.at), stop.by, stop.user_id) if stop else None

    def _coming_next(self, rows: list[Scenario]) -> NextDue | None:
        """Who waits for a step, or is put into a scenario at a time."""
        due, coming = self._next_due(rows), next(iter(admissions.coming()), None)
        if coming is None or (due and due.at <= from_epoch(coming.begins_at)):
            return due
        at = from_epoch(max(coming.begins_at, self.now()))
        return NextDue(at, coming.people, (coming.scenario,), coming.scenario_id)

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

"""People: friends with their walks, members, staff groups, and the account's settings."""

from collections.abc import Sequence
from typing import Literal

from admin_flows.ports.facts import (
    AheadFacts,
    FieldValue,
    FriendEvent,
    FriendFacts,
    FriendRow,
    GroupFacts,
    LabelFacts,
    SettingsFacts,
    WalkFacts,
    WalkState,
)
from admin_flows.ports.reads import Standing
from bot.clock import from_epoch
from bot.domain.holds import Hold
from bot.domain.notifying import Choice
from bot.domain.results import StepPeople
from bot.domain.schedule import Calendar
from bot.services.owner import holds
from bot.services.owner.by_hand import free_token
from bot.services.owner.desk import ReadingDesk
from bot.store import (
    entries,
    fields,
    groups,
    labels,
    people,
    routes,
    scenarios,
    settings,
    step_people,
    versions,
)
from bot.store.models import WITHOUT_DATE, EnrollmentState, Friend, StaffGroup
from bot.store.people import ReactionRow, SentRow, WalkRow

EVENTS_SHOWN = 20


class PeopleReads(ReadingDesk):
    def settings(self) -> SettingsFacts:
        account = self.account()
        return SettingsFacts(
            account_name=account.name,
            zone=account.zone.key,
            quiet=account.quiet,
            calendar=Calendar(account.zone, account.quiet),
            daily_cap=account.daily_cap,
            hand_over=settings.hand_over_words(),
            sender=account.sender,
            warn_at=settings.warn_at(),
            api_page=self.api_page,
            words={"greeting": account.greeting, "stopped": account.stopped},
        )

    def groups(self) -> tuple[GroupFacts, ...]:
        sent = groups.notices_since(self.month())
        month = f"{self.local_midnight():%Y-%m}"
        return tuple(_group(row, sent.get(row.group_id, 0), month) for row in groups.listed())

    def friends(
        self, name: str, limit: int, standing: Standing = "", first: int = 0
    ) -> tuple[FriendRow, ...]:
        return self._rows(people.found(name, limit, standing, first))

    def friends_by_id(self, friend_ids: tuple[int, ...]) -> tuple[FriendRow, ...]:
        return self._rows(people.by_id(friend_ids))

    def friend(self, friend_id: int) -> FriendFacts | None:
        friend = people.find(friend_id)
        if friend is None:
            return None
        walks = _of(friend, people.walks([friend_id]))
        return FriendFacts(
            **vars(self._friend(friend, walks)),
            added_at=from_epoch(friend.followed_at) if friend.followed_at else None,
            labels=tuple(
                LabelFacts(name, from_epoch(since), number)
                for number, name, since in labels.of(friend_id)
            ),
            fields=_known(friend_id),
            free=bool(free_token(self, friend_id)),
            walks=tuple(map(self._walk, walks)),
            route=routes.of_friend(friend_id),
            events=_events(friend),
        )

    def people_of_step(
        self, scenario_id: int, step_id: str, kind: StepPeople, first: int, limit: int
    ) -> tuple[FriendRow, ...]:
        stops = [
            (version, index)
            for version in scenarios.version_numbers(scenario_id)
            if versions.is_readable(version)
            for index in versions.walk(version).indexes_of(step_id)
        ]
        found = step_people.found(scenario_id, step_id, stops, kind, first=first, limit=limit)
        return self._rows(people.by_id(found))

    def labels(self) -> tuple[LabelFacts, ...]:
        return tuple(LabelFacts(row.name, None, row.id, row.people) for row in labels.listed())

    def _rows(self, found: Sequence[Friend]) -> tuple[FriendRow, ...]:
        walks = people.walks([friend.id for friend in found])
        return tuple(self._friend(friend, _of(friend, walks)) for friend in found)

    def _friend(self, friend: Friend, walks: Sequence[WalkRow]) -> FriendRow:
        return FriendRow(
            id=friend.id,
            name=friend.name,
            state=_standing(friend),
            picture=friend.picture or None,
            seen_at=from_epoch(friend.seen_at) if friend.seen_at else None,
            walk=self._walk(walks[0]) if walks else None,
        )

    def _walk(self, row: WalkRow) -> WalkFacts:
        walk = versions.walk(row.version_id)
        steps = len(walk.scenario.all_steps)
        known = row.due_at < WITHOUT_DATE
        coming = row.state == EnrollmentState.WAITING and row.sending and known
        goes_at = self.expected(row.version_id, row.step, row.due_at) if coming else None
        return WalkFacts(
            scenario_id=row.scenario_id,
            scenario=row.scenario,
            place=steps if row.state == EnrollmentState.DONE else walk.stops[row.step].place - 1,
            steps=steps,
            state=_state(row),
            due_at=None if goes_at is None else from_epoch(goes_at),
            hold=holds.of_walk(row, self.now()),
            case=_case(row),
            walk_id=row.id,
            visit=row.visit,
            next_number="" if row.state == EnrollmentState.DONE else walk.stops[row.step].number,
        )

    def steps_ahead(self, friend_id: int, walk_id: int) -> tuple[AheadFacts, ...]:
        found = [row for row in people.walks([friend_id]) if row.id == walk_id]
        if not found or found[0].state not in _ALIVE:
            return ()
        walk = versions.walk(found[0].version_id)
        stops = (walk.stops[index] for index in sorted(walk.ahead(found[0].step)))
        steps = {stop.number: stop.step for stop in stops}
        return tuple(AheadFacts(number, step) for number, step in steps.items())


def _known(friend_id: int) -> tuple[FieldValue, ...]:
    return tuple(
        FieldValue(name, one.text, one.until if one.until and one.until != one.text else "")
        for name, one in fields.all_of(friend_id).items()
    )


def _group(row: StaffGroup, notices: int, month: str) -> GroupFacts:
    account = entries.account_of(row.id)
    return GroupFacts(
        id=row.id,
        name=row.name,
        people=row.members or None,
        linked_at=from_epoch(row.linked_at) if row.linked_at else None,
        linked_by=row.linked_by,
        notices_this_month=notices,
        choice=entries.choice_of(row.id) or Choice(),
        spent=account.spent if account.month == month else 0,
    )


def _of(friend: Friend, walks: Sequence[WalkRow]) -> list[WalkRow]:
    return [walk for walk in walks if walk.friend_id == friend.id]


def _number_of(row: ReactionRow) -> str | None:
    """None of a step that is in no version any more that this program reads."""
    if not versions.is_readable(row.version_id):
        return None
    walk = versions.walk(row.version_id)
    found = walk.indexes_of(row.step_id)
    return walk.stops[found[0]].number if found else None


def _number(row: SentRow) -> str:
    return versions.walk(row.version_id).stops[row.step].number


def _standing(friend: Friend) -> Literal["blocked", "stopped", "manual", "following"]:
    if friend.blocked_at is not None:
        return "blocked"
    if friend.stopped_at is not None:
        return "stopped"
    return "following" if friend.manual_at is None else "manual"


_ALIVE = (EnrollmentState.WAITING, EnrollmentState.CLAIMED, EnrollmentState.HELD)
_STATES: dict[int, WalkState] = {
    EnrollmentState.DONE: "finished",
    EnrollmentState.GOAL: "goal",
    EnrollmentState.STOPPED: "stopped",
    EnrollmentState.STUCK: "stuck",
}


def _state(row: WalkRow) -> WalkState:
    if row.state in _STATES:
        return _STATES[row.state]
    opted_out = row.hold & (Hold.OPTED_OUT | Hold.OPTED_OUT_HERE)
    return "opted_out" if opted_out else "inside"


def _case(row: WalkRow) -> tuple[int, int] | None:
    stuck = row.state == EnrollmentState.STUCK and row.batch_id is not None
    return (row.batch_id or 0, row.id) if stuck else None


def _events(friend: Friend) -> tuple[FriendEvent, ...]:
    """What is still known of the past: the latest of each kind, and every step sent."""
    sent = [
        FriendEvent("sent", from_epoch(row.at), row.scenario, _number(row))
        for row in people.sent_to(friend.id, EVENTS_SHOWN)
    ]
    reacted = [
        FriendEvent(row.kind, from_epoch(row.at), row.scenario, number, row.said)
        for row in people.reactions_of(friend.id, EVENTS_SHOWN)
        if (number := _number_of(row)) is not None
    ]
    own = [
        *([FriendEvent("followed", from_epoch(friend.followed_at))] if friend.followed_at else []),
        *([FriendEvent("stopped", from_epoch(friend.stopped_at))] if friend.stopped_at else []),
        *([FriendEvent("blocked", from_epoch(friend.blocked_at))] if friend.blocked_at else []),
    ]
    # A stop after a step is told once, with the step.
    told = {(event.kind, event.at) for event in reacted}
    rest = [event for event in own if (event.kind, event.at) not in told]
    return tuple(
        sorted([*sent, *reacted, *rest], key=lambda event: event.at, reverse=True)[:EVENTS_SHOWN]
    )

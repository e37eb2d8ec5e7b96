"""People: friends with their walks, members, staff groups, and the account's settings."""

from collections.abc import Sequence
from typing import Literal, get_args

from admin_flows.ports.chat import Role
from admin_flows.ports.facts import (
    FriendEvent,
    FriendFacts,
    FriendRow,
    GroupFacts,
    PersonFacts,
    SettingsFacts,
    WalkFacts,
)
from bot.clock import from_epoch
from bot.domain.holds import Hold
from bot.domain.schedule import Calendar
from bot.services.owner.desk import ReadingDesk
from bot.store import groups, people, versions
from bot.store.models import EnrollmentState, Friend, StaffGroup
from bot.store.people import WalkRow

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
        )

    def people(self) -> tuple[PersonFacts, ...]:
        return tuple(
            PersonFacts(row.user_id, row.name, as_role(row.role)) for row in people.members()
        )

    def groups(self) -> tuple[GroupFacts, ...]:
        sent = groups.notices_since(self.month())
        return tuple(_group(row, sent.get(row.group_id, 0)) for row in groups.listed())

    def friends(self, name: str, limit: int) -> tuple[FriendRow, ...]:
        return _rows(people.found(name, limit))

    def friends_by_id(self, friend_ids: tuple[int, ...]) -> tuple[FriendRow, ...]:
        return _rows(people.by_id(friend_ids))

    def friend(self, friend_id: int) -> FriendFacts | None:
        friend = people.find(friend_id)
        if friend is None:
            return None
        walks = _of(friend, people.walks([friend_id]))
        return FriendFacts(
            **vars(_friend(friend, walks)),
            added_at=from_epoch(friend.followed_at) if friend.followed_at else None,
            walks=tuple(map(_walk, walks)),
            events=_events(friend),
        )


def as_role(role: str) -> Role:
    """The least there is for a word nobody knows."""
    known: dict[str, Role] = {name: name for name in get_args(Role)}
    return known.get(role, "viewer")


def _group(row: StaffGroup, notices: int) -> GroupFacts:
    return GroupFacts(
        id=row.id,
        name=row.name,
        people=row.members or None,
        linked_at=from_epoch(row.linked_at) if row.linked_at else None,
        linked_by=row.linked_by,
        notices_this_month=notices,
    )


def _rows(found: Sequence[Friend]) -> tuple[FriendRow, ...]:
    walks = people.walks([friend.id for friend in found])
    return tuple(_friend(friend, _of(friend, walks)) for friend in found)


def _of(friend: Friend, walks: Sequence[WalkRow]) -> list[WalkRow]:
    return [walk for walk in walks if walk.friend_id == friend.id]


def _friend(friend: Friend, walks: Sequence[WalkRow]) -> FriendRow:
    blocked, stopped = friend.blocked_at is not None, friend.stopped_at is not None
    return FriendRow(
        id=friend.id,
        name=friend.name,
        state="blocked" if blocked else "stopped" if stopped else "following",
        picture=friend.picture or None,
        seen_at=from_epoch(friend.seen_at) if friend.seen_at else None,
        walk=_walk(walks[0]) if walks else None,
    )


def _walk(row: WalkRow) -> WalkFacts:
    steps = len(versions.walk(row.version_id).steps)
    coming = row.state == EnrollmentState.WAITING and row.sending
    return WalkFacts(
        scenario_id=row.scenario_id,
        scenario=row.scenario,
        place=steps if row.state == EnrollmentState.DONE else row.step,
        steps=steps,
        state=_state(row),
        due_at=from_epoch(row.due_at) if coming else None,
    )


def _state(row: WalkRow) -> Literal["inside", "finished", "stopped", "opted_out"]:
    if row.state == EnrollmentState.DONE:
        return "finished"
    if row.state == EnrollmentState.STOPPED:
        return "stopped"
    opted_out = row.hold & (Hold.OPTED_OUT | Hold.OPTED_OUT_HERE)
    return "opted_out" if opted_out else "inside"


def _events(friend: Friend) -> tuple[FriendEvent, ...]:
    """What is still known of the past: the latest of each kind, and every step sent."""
    sent = [
        FriendEvent("sent", from_epoch(row.at), row.scenario, row.step + 1)
        for row in people.sent_to(friend.id, EVENTS_SHOWN)
    ]
    own = [
        *([FriendEvent("followed", from_epoch(friend.followed_at))] if friend.followed_at else []),
        *([FriendEvent("stopped", from_epoch(friend.stopped_at))] if friend.stopped_at else []),
        *([FriendEvent("blocked", from_epoch(friend.blocked_at))] if friend.blocked_at else []),
    ]
    return tuple(sorted([*sent, *own], key=lambda event: event.at, reverse=True)[:EVENTS_SHOWN])

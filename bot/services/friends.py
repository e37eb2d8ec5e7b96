"""What friends do: come, go, write, stop, take up again. Each act is one short transaction.

An act gives the view to answer with, or None where the bot stays silent.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.clock import Clock, epoch, from_epoch
from bot.domain.account import Account
from bot.domain.content import fill
from bot.domain.entry import Followed, Wrote
from bot.domain.holds import Hold
from bot.domain.schedule import opens_at
from bot.domain.starts import folded
from bot.domain.walk import calendar_for
from bot.services import telling
from bot.services.arriving import Arriving, Entered, first_step
from bot.services.routing import Routing
from bot.store import (
    changes,
    friends,
    manual,
    reactions,
    receipts,
    routes,
    signals,
    versions,
    walk_holds,
    walks,
)
from bot.store.fact_models import ChangeKind
from bot.store.models import WITHOUT_DATE, EnrollmentState, Friend
from bot.store.walks import Inside
from flex_templates.views import friend as views
from flex_templates.views.parts import View

ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Reaction:
    """`view` to answer with, None: silence. `first_step`: the enrollment of a step that may go as
    the reply itself; `began`: they entered something.
    """

    view: View | None = None
    first_step: int | None = None
    began: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """A friend who followed; `at_ms` is LINE's time of it."""

    friend: Friend
    unblocked: bool
    at_ms: int

    @property
    def is_back(self) -> bool:
        """LINE's word for it is not fully accurate."""
        return self.unblocked or self.friend.blocked_at is not None


@dataclass(frozen=True)
class FriendService:
    clock: Clock
    account: Callable[[], Account]

    @property
    def _routing(self) -> Routing:
        return Routing(self.clock)

    @property
    def _arriving(self) -> Arriving:
        return Arriving(self.clock, self.account)

    # Coming and going

    def followed(self, came: Sequence[Came]) -> list[Reaction]:
        """Of different friends, together; a reaction for each."""
        now = epoch(self.clock.now())
        newest = friends.followed([(one.friend.id, one.at_ms) for one in came], at=now)
        for one in came:
            if one.friend.id in newest and one.friend.blocked_at is not None:
                walk_holds.lift(one.friend.id, Hold.BLOCKED, now=now)
                self._tell_staff("unblocked", one.friend)
        entered, account = self._enter_all(came, newest), self.account()
        return [
            self._reaction(one, entered.get(one.friend.id, []), account)
            if one.friend.id in newest
            else Reaction()
            for one in came
        ]

    def _enter_all(self, came: Sequence[Came], newest: Set[int]) -> dict[int, list[Entered]]:
        """Where LINE brought later news first a newcomer still enters, but begins nothing anew."""
        old = [one for one in came if one.friend.id not in newest]
        new = [one for one in came if one.friend.id in newest]
        late = [one.friend for one in old if not one.unblocked]
        self._arriving.enter(late, Followed(unblocked=False), anew=False)
        back = [one.friend for one in new if one.is_back]
        first = [one.friend for one in new if not one.is_back]
        now = epoch(self.clock.now())
        signals.of_account({"added": len(first) + len(late), "back": len(back)}, at=now)
        return {**self._enter(back, unblocked=True), **self._enter(first, unblocked=False)}

    def _enter(self, group: Sequence[Friend], *, unblocked: bool) -> dict[int, list[Entered]]:
        """By the route that each came by, if it is known."""
        routes = self._routing.followed([one.id for one in group], back=unblocked)
        entered: dict[int, list[Entered]] = {}
        for route in dict.fromkeys(routes.get(one.id) for one in group):
            some = [one for one in group if routes.get(one.id) == route]
            entered |= self._arriving.enter(some, Followed(unblocked, route))
        return entered

    def _reaction(self, one: Came, entered: Sequence[Entered], account: Account) -> Reaction:
        if one.is_back:
            was_stopped = one.friend.stopped_at is not None
            return Reaction(views.StillStopped() if was_stopped else self._welcome_back(one.friend))
        greets = not any(entry.answers for entry in entered)
        own = _own(account.greeting, account, one.friend)
        greeting = views.Greeting(shop=account.name, own=own) if greets else None
        return Reaction(greeting, first_step(entered))

    def unfollowed(self, friend: Friend, *, at_ms: int) -> None:
        now = epoch(self.clock.now())
        if friends.unfollowed(friend, at=now, at_ms=at_ms):
            walk_holds.hold(friend.id, Hold.BLOCKED)
            signals.of_account({"blocked": 1}, at=now)
            self._tell_of("blocked", friend)

    def wrote(self, friend: Friend, text: str) -> Reaction:
        """Words may start scenarios; everything else is between the friend and the shop."""
        route = routes.with_word(folded(text))
        came = self._routing.told(friend.id, route) if route else None
        entered = self._arriving.enter([friend], Wrote(text, came))
        own = entered.get(friend.id, [])
        return Reaction(first_step=first_step(own), began=bool(own) or route is not None)

    def came_by(self, friend: Friend, route_id: int, *, added: bool) -> None:
        """LINE Login has told by which route; `added`: they became a friend in it."""
        route = routes.find(route_id)
        if route is None or route.stopped_at is not None:
            return
        came = self._routing.told(friend.id, route, by_login=added)
        if came:
            self._arriving.enter([friend], came)

    def replied(self, friend: Friend, text: str) -> None:
        """Of what they write within a day of a step, the first counts, and staff may want to hear
        it.
        """
        at = epoch(self.clock.now())
        last = telling.after(friend.id, at=at)
        if last is None or last.step.ask:
            return
        if reactions.note(last.enrollment_id, last.version_id, last.step.id, "replied", at=at):
            telling.tell("answered", last.version_id, last.step.id, friend, at=at, said=text)

    def in_hands(self, friend: Friend) -> View | None:
        """While somebody answers them in person, their first words are told so."""
        since = friend.manual_at
        if since is None or not manual.tell_once(friend.id, since):
            return None
        return views.InHands()

    # Stopping and taking up again

    def stop(self, friend: Friend) -> View:
        if friend.stopped_at is not None:
            return views.AlreadyStopped()
        now = epoch(self.clock.now())
        friends.set_stopped(friend.id, now)
        signals.of_account({"stopped": 1}, at=now)
        on_its_way = walk_holds.hold(friend.id, Hold.OPTED_OUT)
        self._tell_of("stopped", friend)
        account = self.account()
        own = _own(account.stopped, account, friend)
        return views.Stopped(shop=account.name, own=own, on_its_way=on_its_way > 0)

    def resume(self, friend: Friend) -> View:
        now = self.clock.now()
        if friend.stopped_at is not None:
            friends.set_stopped(friend.id, None)
            walk_holds.lift(friend.id, Hold.OPTED_OUT, now=epoch(now))
            self._tell_staff("resumed", friend)
        return views.Resumed(now_at=now, next_at=self.next_at(friend, now))

    def stop_one(self, friend: Friend, scenario_id: int) -> View:
        inside = self._inside_one(friend, scenario_id)
        if inside is None:
            return self.what(friend)
        on_its_way = walk_holds.hold(friend.id, Hold.OPTED_OUT_HERE, scenario_id)
        if not inside.hold & Hold.OPTED_OUT_HERE:
            now = epoch(self.clock.now())
            changes.of_walks(ChangeKind.LEFT, [inside.enrollment_id], at=now)
            self._tell_of("stopped", friend, scenario_id)
        return views.OneStopped(
            scenario_id=str(scenario_id), title=_title(inside), on_its_way=on_its_way > 0
        )

    def resume_one(self, friend: Friend, scenario_id: int) -> View:
        now = self.clock.now()
        inside = self._inside_one(friend, scenario_id)
        if inside is None or friend.stopped_at is not None:
            return self.what(friend)
        walk_holds.lift(friend.id, Hold.OPTED_OUT_HERE, now=epoch(now), scenario_id=scenario_id)
        changes.of_walks(ChangeKind.ENTERED, [inside.enrollment_id], at=epoch(now))
        return views.OneResumed(
            scenario_id=str(scenario_id),
            title=_title(inside),
            now_at=now,
            next_at=self._expected_at(inside, now) if inside.sending else None,
        )

    def what(self, friend: Friend) -> View:
        """What is still to come to this friend."""
        now = self.clock.now()
        rows = [self._what_row(inside, now) for inside in walks.inside(friend.id)]
        return views.What(
            now_at=now,
            rows=tuple(rows[:ROWS_SHOWN]),
            stopped=friend.stopped_at is not None,
        )

    def _welcome_back(self, friend: Friend) -> View:
        now = self.clock.now()
        return views.WelcomeBack(now_at=now, next_at=self.next_at(friend, now))

    def next_at(self, friend: Friend, now: datetime) -> datetime | None:
        """When the next message is expected."""
        waiting = [
            self._expected_at(inside, now)
            for inside in walks.inside(friend.id)
            if inside.state == EnrollmentState.WAITING and inside.sending
        ]
        return min(filter(None, waiting), default=None)

    def _expected_at(self, inside: Inside, now: datetime) -> datetime | None:
        """What is overdue comes now, or when its next time of day begins. None: nobody knows."""
        if inside.due_at >= WITHOUT_DATE or not versions.is_readable(inside.version_id):
            return None
        if (due_at := from_epoch(inside.due_at)) > now:
            return due_at
        walk = versions.walk(inside.version_id)
        calendar = calendar_for(walk, inside.step, self.account().calendar)
        return opens_at(walk.stops[inside.step].wait, now, calendar)

    def _what_row(self, inside: Inside, now: datetime) -> views.WhatRow:
        stopped = bool(inside.hold & Hold.OPTED_OUT_HERE)
        coming = inside.sending and inside.state == EnrollmentState.WAITING
        return views.WhatRow(
            scenario_id=str(inside.scenario_id),
            title=_title(inside),
            state="stopped" if stopped else "coming",
            next_at=self._expected_at(inside, now) if coming else None,
            left=_left(inside),
        )

    def _inside_one(self, friend: Friend, scenario_id: int) -> Inside | None:
        found = [i for i in walks.inside(friend.id) if i.scenario_id == scenario_id]
        return found[0] if found else None

    def _tell_staff(self, kind: str, friend: Friend) -> None:
        """Of what they did for all scenarios they are inside."""
        scenarios = {inside.scenario_id for inside in walks.inside(friend.id)}
        self._tell_event(kind, scenarios, friend)

    def _tell_of(
        self, kind: Literal["blocked", "stopped"], friend: Friend, only: int | None = None
    ) -> None:
        """With the step after which it was, where that wants it told: then also when the walk had
        come to its end.
        """
        at = epoch(self.clock.now())
        scenarios = {only} if only else {one.scenario_id for one in walks.inside(friend.id)}
        last = telling.after(friend.id, at=at, scenario_id=only or 0)
        if last:
            reactions.note(last.enrollment_id, last.version_id, last.step.id, kind, at=at)
            told = telling.tell(kind, last.version_id, last.step.id, friend, at=at)
            scenarios -= {last.scenario_id} if told else set()
        self._tell_event(kind, scenarios, friend)

    def _tell_event(self, kind: str, scenarios: Set[int], friend: Friend) -> None:
        at, name = epoch(self.clock.now()), friend.name
        receipts.add_friend_event(kind, sorted(scenarios), at=at, name=name, friend_id=friend.id)


def _own(words: str, account: Account, friend: Friend) -> str:
    return fill(words, {**account.values, "friend.name": friend.name})


def _title(inside: Inside) -> str:
    """What friends see: the owner's public title, else today's name."""
    if not versions.is_readable(inside.version_id):
        return inside.scenario
    return versions.document(inside.version_id).public_title or inside.scenario


def _left(inside: Inside) -> int:
    """Of a version that cannot be read just now nobody knows how many are to come."""
    readable = versions.is_readable(inside.version_id)
    return versions.walk(inside.version_id).left(inside.step) if readable else 0

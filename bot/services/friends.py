"""What friends do: come, go, write, stop, take up again. Each act is one short transaction.

An act gives the view to answer with, or None where the bot stays silent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock, epoch, from_epoch
from bot.domain.account import Account
from bot.domain.entry import Followed, Happening, Previous, Wrote, may_enter, starts
from bot.domain.holds import Hold
from bot.domain.schedule import opens_at
from bot.domain.walk import Finished, Instants, calendar_for, plan
from bot.store import friends, people, receipts, versions, walks
from bot.store.models import EnrollmentState, Friend
from bot.store.walks import Entrance, Inside
from flex_templates.views import friend as views
from flex_templates.views.parts import View

ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Reaction:
    """`view` to answer with, None: silence. `first_step`: the enrollment of a step that may go as
    the reply itself.
    """

    view: View | None = None
    first_step: int | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """`answers`: its first step comes at once. `reply`: and may go as the reply."""

    enrollment_id: int
    answers: bool
    reply: bool


@dataclass(frozen=True)
class FriendService:
    clock: Clock
    account: Callable[[], Account]

    # Coming and going

    def followed(self, friend: Friend, *, unblocked: bool, at_ms: int) -> Reaction:
        was_blocked, was_stopped = friend.blocked_at is not None, friend.stopped_at is not None
        now = self.clock.now()
        if not friends.followed(friend, at=epoch(now), at_ms=at_ms):
            return Reaction()
        if was_blocked:
            walks.lift(friend.id, Hold.BLOCKED, now=epoch(now))
            self._tell_staff("unblocked", friend)
        entered = self._enter(friend, Followed(unblocked=unblocked or was_blocked))
        if was_blocked or unblocked:
            back = views.StillStopped() if was_stopped else self._welcome_back(friend, now)
            return Reaction(back)
        greets = not any(entry.answers for entry in entered)
        greeting = views.Greeting(shop=self.account().name) if greets else None
        return Reaction(greeting, _first_step(entered))

    def unfollowed(self, friend: Friend, *, at_ms: int) -> None:
        now = epoch(self.clock.now())
        if friends.unfollowed(friend, at=now, at_ms=at_ms):
            walks.hold(friend.id, Hold.BLOCKED)
            self._tell_staff("blocked", friend)

    def wrote(self, friend: Friend, text: str) -> Reaction:
        """Words may start scenarios; everything else is between the friend and the shop."""
        return Reaction(first_step=_first_step(self._enter(friend, Wrote(text))))

    # Stopping and taking up again

    def stop(self, friend: Friend) -> View:
        if friend.stopped_at is not None:
            return views.AlreadyStopped()
        friends.set_stopped(friend.id, epoch(self.clock.now()))
        on_its_way = walks.hold(friend.id, Hold.OPTED_OUT)
        self._tell_staff("stopped", friend)
        return views.Stopped(shop=self.account().name, on_its_way=on_its_way > 0)

    def resume(self, friend: Friend) -> View:
        now = self.clock.now()
        if friend.stopped_at is not None:
            friends.set_stopped(friend.id, None)
            walks.lift(friend.id, Hold.OPTED_OUT, now=epoch(now))
            self._tell_staff("resumed", friend)
        return views.Resumed(now_at=now, next_at=self._next_at(friend, now))

    def stop_one(self, friend: Friend, scenario_id: int) -> View:
        inside = self._inside_one(friend, scenario_id)
        if inside is None:
            return self.what(friend)
        on_its_way = walks.hold(friend.id, Hold.OPTED_OUT_HERE, scenario_id)
        if not inside.hold & Hold.OPTED_OUT_HERE:
            receipts.add_friend_event(
                "stopped", [scenario_id], at=epoch(self.clock.now()), name=friend.name
            )
        return views.OneStopped(
            scenario_id=str(scenario_id), title=_title(inside), on_its_way=on_its_way > 0
        )

    def resume_one(self, friend: Friend, scenario_id: int) -> View:
        now = self.clock.now()
        inside = self._inside_one(friend, scenario_id)
        if inside is None or friend.stopped_at is not None:
            return self.what(friend)
        walks.lift(friend.id, Hold.OPTED_OUT_HERE, now=epoch(now), scenario_id=scenario_id)
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

    # Entering

    def _enter(self, friend: Friend, happening: Happening) -> list[Entered]:
        """Members walk nothing: results are the friends'."""
        if people.is_member(friend.user_id):
            return []
        entries = (self._enter_one(friend, door, happening) for door in walks.entrances())
        return [entry for entry in entries if entry]

    def _enter_one(
        self, friend: Friend, entrance: Entrance, happening: Happening
    ) -> Entered | None:
        walk, now = versions.walk(entrance.version_id), self.clock.now()
        calendar = self.account().calendar
        if not starts(walk.scenario, happening):
            return None
        before = Previous(walks.previous(friend.id, entrance.scenario_id))
        decision = may_enter(walk.scenario, before, now, calendar)
        if decision == "no":
            return None
        if decision == "restart":
            walks.end(friend.id, entrance.scenario_id)
        first = plan(walk, 0, Instants.entering(now), calendar)
        if isinstance(first, Finished):
            return None
        enrollment = walks.enter(
            friend.id,
            entrance,
            step=first.index,
            due_at=epoch(first.due_at),
            now=epoch(now),
            hold=_holds(friend),
        )
        if enrollment is None:
            return None
        answers = versions.answers_at_once(walk, first.index)
        return Entered(enrollment, answers, answers and walk.steps[0].by == "reply")

    def _welcome_back(self, friend: Friend, now: datetime) -> View:
        return views.WelcomeBack(now_at=now, next_at=self._next_at(friend, now))

    def _next_at(self, friend: Friend, now: datetime) -> datetime | None:
        """When the next message is expected."""
        waiting = [
            self._expected_at(inside, now)
            for inside in walks.inside(friend.id)
            if inside.state == EnrollmentState.WAITING and inside.sending
        ]
        return min(waiting, default=None)

    def _expected_at(self, inside: Inside, now: datetime) -> datetime:
        """What is overdue comes now, or when its next time of day begins."""
        if (due_at := from_epoch(inside.due_at)) > now:
            return due_at
        walk = versions.walk(inside.version_id)
        calendar = calendar_for(walk, inside.step, self.account().calendar)
        return opens_at(walk.steps[inside.step].wait, now, calendar)

    def _what_row(self, inside: Inside, now: datetime) -> views.WhatRow:
        stopped = bool(inside.hold & Hold.OPTED_OUT_HERE)
        coming = inside.sending and inside.state == EnrollmentState.WAITING
        return views.WhatRow(
            scenario_id=str(inside.scenario_id),
            title=_title(inside),
            state="stopped" if stopped else "coming",
            next_at=self._expected_at(inside, now) if coming else None,
            left=len(versions.walk(inside.version_id).steps) - inside.step,
        )

    def _inside_one(self, friend: Friend, scenario_id: int) -> Inside | None:
        found = [i for i in walks.inside(friend.id) if i.scenario_id == scenario_id]
        return found[0] if found else None

    def _tell_staff(self, kind: str, friend: Friend) -> None:
        scenarios = sorted({inside.scenario_id for inside in walks.inside(friend.id)})
        receipts.add_friend_event(kind, scenarios, at=epoch(self.clock.now()), name=friend.name)


def _first_step(entered: list[Entered]) -> int | None:
    """One token, one reply: the first scenario that wants it has it."""
    return next((entry.enrollment_id for entry in entered if entry.reply), None)


def _holds(friend: Friend) -> Hold:
    held = Hold.NONE
    if friend.blocked_at is not None:
        held |= Hold.BLOCKED
    if friend.stopped_at is not None:
        held |= Hold.OPTED_OUT
    return held


def _title(inside: Inside) -> str:
    """What friends see: the owner's public title, else today's name."""
    return versions.document(inside.version_id).public_title or inside.scenario

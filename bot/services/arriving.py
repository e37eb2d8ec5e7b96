"""What a follow or a word of a friend's begins: all of a set enter with a few statements."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.entry import Entry, Happening, rules, starts
from bot.domain.walk import Finished, Instants, Planned, plan
from bot.services.entering import Together, admitted, leave_rivals
from bot.store import entrances, people, versions, walks
from bot.store.entrances import Entrance
from bot.store.models import Friend


@dataclass(frozen=True, slots=True)
class Entered:
    """`answers`: its first step comes at once. `reply`: and may go as the reply."""

    enrollment_id: int
    answers: bool
    reply: bool


@dataclass(frozen=True)
class Arriving:
    clock: Clock
    account: Callable[[], Account]

    def enter(
        self, group: Sequence[Friend], happening: Happening, *, anew: bool = True
    ) -> dict[int, list[Entered]]:
        """By friend's id. `anew`: also where they were before. Members walk nothing, results are
        the friends'.
        """
        members = people.members_among([friend.user_id for friend in group]) if group else ()
        friend_ids = [friend.id for friend in group if friend.user_id not in members]
        entered: dict[int, list[Entered]] = defaultdict(list)
        together = Together()
        for door in together.in_order(entrances.listed() if friend_ids else ()):
            free = together.free(door, friend_ids)
            for friend_id, entry in self._by(door, free, happening, anew) if free else ():
                entered[friend_id].append(entry)
                together.entered(door, [friend_id])
        return entered

    def _by(
        self, door: Entrance, friend_ids: Sequence[int], happening: Happening, anew: bool
    ) -> list[tuple[int, Entered]]:
        walk, now = versions.walk(door.version_id), self.clock.now()
        calendar = self.account().calendar
        first = plan(walk, 0, Instants.entering(now), calendar)
        if isinstance(first, Finished) or not starts(walk.scenario, happening):
            return []
        before = entrances.previous(friend_ids, door.scenario_id)
        says = rules(walk.scenario, now, calendar)
        asking = [friend_id for friend_id in friend_ids if anew or friend_id not in before]
        allowed = {
            friend_id: says[before.get(friend_id, "none")]
            for friend_id in admitted(door, asking, now, calendar)
        }
        entered = _let_in(door, allowed, first, now)
        answers = walk.answers_at_once(first.index)
        reply = answers and walk.stops[first.index].step.by == "reply"
        return [(friend_id, Entered(one, answers, reply)) for friend_id, one in entered.items()]


def _let_in(
    door: Entrance, allowed: Mapping[int, Entry], first: Planned, now: datetime
) -> Mapping[int, int]:
    """Enrollments by friend."""
    if again := [friend_id for friend_id, entry in allowed.items() if entry == "restart"]:
        walks.end(again, door.scenario_id, now=epoch(now))
    going = [friend_id for friend_id, entry in allowed.items() if entry != "no"]
    if not going:
        return {}
    due_at, at = epoch(first.due_at), epoch(now)
    entered = entrances.enter(going, door, step=first.index, due_at=due_at, now=at)
    leave_rivals(door, list(entered), now=at)
    return entered


def first_step(entered: Sequence[Entered]) -> int | None:
    """One token, one reply: the first scenario that wants it has it."""
    return next((entry.enrollment_id for entry in entered if entry.reply), None)

"""A scenario in fast motion, for one who runs the shop to get it for real: a day takes a minute.

Waits become as many seconds, reckoned on the calendar from now on. What would reach others is left
out: staff are told nothing, nobody is led into another scenario, nothing is taken over. Conditions
that name the scenario itself ask about the walk that tries it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.calendar import Calendar
from bot.domain.document import After, ForReaction, Manual, OfGoal, Scenario, Step, Wait
from bot.domain.effects import Then
from bot.domain.names import FROM_PREVIOUS, FROM_START
from bot.domain.own_walk import of_own_walk
from bot.domain.schedule import due_at
from bot.domain.sender import Sender
from bot.domain.steps import Repeat
from bot.domain.waits import Immediate

A_DAY = 60
"""So many seconds it takes."""
ROUNDS = 3
"""What repeats without an end comes so often."""
_DAY = timedelta(days=1)


def in_fast_motion(
    scenario: Scenario, now: datetime, calendar: Calendar, *, name: str, sender: str
) -> Scenario:
    """`name` and `sender` say that it is a test. Shared steps stand in it already."""
    quiet = scenario.quiet == "respect"
    motion = _Motion(now, calendar if quiet else replace(calendar, quiet=None))
    steps, _ = motion.steps(scenario.steps, now)
    icon = scenario.sender.icon if scenario.sender else None
    return Scenario(
        name=name,
        start=(Manual(),),
        quiet="ignore",
        public_title=name,
        sender=Sender(name=sender, icon=icon),
        stop_when=of_own_walk(scenario.stop_when, scenario.name),
        steps=of_own_walk(steps, scenario.name),
    )


@dataclass
class _Motion:
    """`of_step`: when each step would be due, as if every reaction came at once."""

    began: datetime
    calendar: Calendar
    of_step: dict[str, datetime] = field(default_factory=dict)

    def steps(self, steps: Sequence[Step], at: datetime) -> tuple[tuple[Step, ...], datetime]:
        """They, and when the last of them is over. What a step that is left out waited for, the
        next one waits, too.
        """
        kept, since = list[Step](), at
        for step in steps:
            due = self._due(step.wait, at)
            self.of_step[step.id] = due
            shown, at = self._step(step, self._wait(step.wait, due - since), due)
            if not shown.is_empty or step.is_empty:
                kept.append(shown)
                since = due
        return tuple(kept), at

    def _step(self, step: Step, wait: Wait, due: datetime) -> tuple[Step, datetime]:
        arms, ends = list[Any](), [due]
        for arm in step.branch:
            inside, end = self.steps(arm.steps, due)
            arms.append(arm.model_copy(update={"steps": inside}))
            ends.append(end)
        changed = {
            "wait": wait,
            "branch": tuple(arms),
            "then": _then(step.then),
            "repeat": self._repeat(step.repeat, due),
            "ask": step.ask
            and step.ask.model_copy(update={"at_most": self._limit(step.ask.at_most, due)}),
            "receipt": (),
            "expires": None,
            "by": None,
        }
        return step.model_copy(update=changed), max(ends)

    def _due(self, wait: Wait, at: datetime) -> datetime:
        match wait:
            case ForReaction():
                return at
            case OfGoal():  # there may be no such date: it comes on the next day
                return at + _DAY
            case After(from_=name) if name != FROM_PREVIOUS:
                base = self.began if name == FROM_START else self.of_step.get(name, at)
                return max(due_at(wait, base, self.calendar), at)
        return max(due_at(wait, at, self.calendar), at)

    def _wait(self, wait: Wait, length: timedelta) -> Wait:
        if isinstance(wait, ForReaction):
            return wait.model_copy(update={"at_most": self._limit(wait.at_most, self.began)})
        return _short(length) if length else Immediate()

    def _limit(self, limit: After | None, since: datetime) -> After | None:
        return None if limit is None else _short(due_at(limit, since, self.calendar) - since)

    def _repeat(self, repeat: Repeat | None, since: datetime) -> Repeat | None:
        if repeat is None:
            return None
        every = _short(due_at(repeat.every, since, self.calendar) - since)
        most = min(repeat.at_most or ROUNDS, ROUNDS)
        return repeat.model_copy(update={"every": every, "at_most": most})


def _short(length: timedelta) -> After:
    return After(seconds=max(round(length / _DAY * A_DAY), 1))


def _then(then: Then | None) -> Then | None:
    """Labels and fields are the tester's own: what comes later may ask for them."""
    if then is None:
        return None
    others = {"take_over": False, "notify": None, "rich_menu": None, "jump": None}
    own = then.model_copy(update={**others, "end": then.ends})
    does = own.add_label or own.remove_label or own.set_ or own.add or own.end
    return own if does else None

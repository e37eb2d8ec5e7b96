"""One friend's walk on paper: what they would get and when, without a database and without LINE.

Everything goes as planned here: what is due is sent at that very moment, nothing is held, and
there is room in every arm for the first ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.attributes import Known, number_text
from bot.domain.calendar import Calendar
from bot.domain.condition_forms import Reaction
from bot.domain.deciding import Verdict, arm_for, verdict
from bot.domain.document import First, ForReaction, OfGoal, SendWithin
from bot.domain.effects import Then, kind_of, value_of
from bot.domain.facts import Facts, holds
from bot.domain.paper_lines import Line, Meanwhile, What
from bot.domain.schedule import due_of_goal, gives_up_at, opens_at
from bot.domain.stops import Stop
from bot.domain.walk import Finished, Instants, Planned, Walk, calendar_for, plan

_ENDS = ("goal", "end", "no_date", "no_reaction", "cleared", "and_so_on", "which_arm")


def timeline(
    walk: Walk,
    facts: Facts,
    meanwhile: Sequence[Meanwhile] = (),
    *,
    draw: int = 0,
    most: int = 100,
    ways: Mapping[str, int] | None = None,
) -> list[Line]:
    """From entering at `facts.now` to the end, or `most` lines of what has none.

    `draw`: their place in every split, 0 to 99. `ways`: the arm of each branch, by its step, as
    somebody chose it (beyond the last: none); nothing is asked of the facts then, and it ends where
    none is chosen.
    """
    paper = _Paper(walk, facts, sorted(meanwhile, key=lambda each: each.at), draw, most, ways)
    paper.write()
    return paper.lines


@dataclass
class _Paper:
    walk: Walk
    facts: Facts
    ahead: list[Meanwhile]
    draw: int
    most: int
    ways: Mapping[str, int] | None = None
    lines: list[Line] = field(default_factory=list)
    rounds: int = 0
    told: int = -1
    """The stop whose wait was told last."""

    def write(self) -> None:
        self.instants = Instants.entering(self.facts.now)
        self._add("enter")
        index = 0
        while self._goes_on:
            planned = self._plan(index)
            self._tell_wait(index)
            if not self._interrupted(planned):
                following = self._go(index, planned)
                self.rounds = self.rounds + 1 if following == index else 0
                index = following

    def _go(self, index: int, planned: Planned | Finished | None) -> int:
        match planned:
            case Planned():
                self._clock(planned.due_at)
                return self._come_to(planned)
            case Finished():
                self._add("end")
            case None:
                dated = self.walk.goal_at(index)
                self._add("no_date" if dated else "no_reaction", self.walk.stops[index])
        return index

    def _plan(self, index: int) -> Planned | Finished | None:
        """None: it counts from a date that nobody knows, or waits for good."""
        planned = plan(self.walk, index, self.instants, self.calendar)
        name, wait = self.walk.goal_at(index), self.walk.wait_at(index)
        if isinstance(wait, ForReaction):
            return self._awaited(index, wait)
        if name is None or not isinstance(wait, OfGoal):
            return planned
        goal = self.walk.scenario.goals[name]
        known = self.facts.attributes.get(goal.field or goal.data or "")
        since = self.instants.previous_at
        due = due_of_goal(wait, goal, known, since, self.calendar)
        return None if due is None else Planned(index, due)

    def _awaited(self, index: int, wait: ForReaction) -> Planned | None:
        if self._reacted(wait):
            return Planned(index, self.facts.now)
        since = self.instants.previous_at
        due = gives_up_at(wait, since, since, self.calendar)
        if due is None and self.ways is not None:
            return Planned(index, self.facts.now)
        return None if due is None else Planned(index, due)

    def _reacted(self, wait: ForReaction) -> bool:
        kind, name = wait.for_.kind, wait.for_.name
        has_it = kind == "label" and name in self.facts.labels
        return has_it or (kind, name) in self.facts.reactions

    def _tell_wait(self, index: int) -> None:
        wait = self.walk.wait_at(index)
        if index != self.told and isinstance(wait, ForReaction) and not self._reacted(wait):
            self._add("awaits", self.walk.stops[index])
        self.told = index

    @property
    def calendar(self) -> Calendar:
        return self.facts.calendar

    @property
    def _goes_on(self) -> bool:
        return self.lines[-1].what not in _ENDS

    def _add(
        self,
        what: What,
        stop: Stop | None = None,
        *,
        arm: int = 0,
        then: Then | None = None,
        event: Meanwhile | None = None,
    ) -> None:
        full = len(self.lines) >= self.most
        did, gone = (event.did, event.gone) if event else (None, None)
        now, what = self.facts.now, "and_so_on" if full else what
        self.lines.append(Line(now, what, stop, arm, then, did, gone))

    def _interrupted(self, planned: Planned | Finished | None) -> bool:
        """Whether something has happened before. A goal that it reaches ends the walk there."""
        due = planned.due_at if isinstance(planned, Planned) else None
        if isinstance(planned, Finished) or not self.ahead or (due and self.ahead[0].at > due):
            return False
        event = self.ahead.pop(0)
        self._clock(event.at)
        self._add("meanwhile", then=event.then, event=event)
        self._happen(event)
        goal = self.walk.scenario.stop_when
        if goal is not None and holds(goal, self.facts):
            self._add("goal")
        return True

    def _happen(self, event: Meanwhile) -> None:
        if event.then:
            self._apply(event.then)
        if event.did:
            self._did(event.did)
        if event.gone:
            self._clear(event.gone)

    def _did(self, did: tuple[Reaction, str]) -> None:
        did_here = self.facts.reactions | {did}
        by_name = {**self.facts.reacted, self.walk.scenario.name: did_here}
        self.facts = replace(self.facts, reactions=did_here, reacted=by_name)

    def _clear(self, name: str) -> None:
        left = {key: known for key, known in self.facts.attributes.items() if key != name}
        self.facts = replace(self.facts, attributes=left)
        goals = self.walk.scenario.goals.values()
        if any(name in (goal.field, goal.data) and goal.on_clear == "stop" for goal in goals):
            self._add("cleared")

    def _clock(self, at: datetime) -> None:
        self.facts = replace(self.facts, now=max(at, self.facts.now))

    def _come_to(self, planned: Planned) -> int:
        """Gives the stop that follows."""
        index, stop = planned.index, self.walk.stops[planned.index]
        opens = self._opens(planned)
        if opens is None:
            return self._passed_by("late", planned, self.walk.past(index, self.rounds))
        self._clock(opens)
        match self._verdict(index):
            case "goal":
                self._add("goal")
                return index
            case "leave_out":
                return self._passed_by("left_out", planned, self.walk.past(index, self.rounds))
            case "no_more":
                return self._passed_by("enough", planned, stop.beyond)
        following = self._part(stop) if stop.step.branch else self._go_through(index, stop)
        self.instants = replace(self.instants, previous_at=self.facts.now)
        return following

    def _verdict(self, index: int) -> Verdict:
        """Who only looks comes to every step, and a repetition once."""
        if self.ways is None:
            return verdict(self.walk, index, self.facts)
        return "no_more" if self.rounds else "go"

    def _opens(self, planned: Planned) -> datetime | None:
        """When it may go; None if that is too late. Only a date can have passed already."""
        now, index = self.facts.now, planned.index
        if planned.due_at >= now:
            return planned.due_at
        own = calendar_for(self.walk, index, self.calendar)
        opens = opens_at(self.walk.stops[index].wait, now, own)
        rule = self.walk.late_rule(index)
        if isinstance(rule, SendWithin):
            in_time = (now - planned.due_at).total_seconds() <= rule.send_within.seconds
            return opens if in_time else None
        return None if rule == "skip" and (opens > now or self._missed(planned)) else opens

    def _missed(self, planned: Planned) -> bool:
        wait = self.walk.wait_at(planned.index)
        return isinstance(wait, OfGoal) and self.facts.now - planned.due_at > wait.leeway

    def _passed_by(self, what: What, planned: Planned, following: int) -> int:
        """The next wait counts from when it was due."""
        self._add(what, self.walk.stops[planned.index])
        self.instants = replace(self.instants, previous_at=planned.due_at)
        return following

    def _part(self, stop: Stop) -> int:
        arms = stop.step.branch
        if self.ways is not None:
            return self._choose(stop, self.ways)
        room = {number: 1 for number, arm in enumerate(arms) if isinstance(arm, First)}
        taken = arm_for(arms, self.facts, self.draw, room)
        if taken is None:
            self._add("no_arm", stop)
            return stop.beyond
        self._add("arm", stop, arm=taken)
        return stop.arms[taken]

    def _choose(self, stop: Stop, ways: Mapping[str, int]) -> int:
        chosen = ways.get(stop.step.id)
        if chosen is None:
            self._add("which_arm", stop)
            return stop.beyond
        if chosen >= len(stop.step.branch):
            self._add("no_arm", stop)
            return stop.beyond
        self._add("arm", stop, arm=chosen)
        return stop.arms[chosen]

    def _go_through(self, index: int, stop: Stop) -> int:
        then = stop.step.then
        self._add("send" if stop.sends else "do", stop, then=then)
        self.instants = replace(
            self.instants, of_step={**self.instants.of_step, stop.step.id: self.facts.now}
        )
        if then:
            self._apply(then)
        return self.walk.after(index, self.rounds)

    def _apply(self, then: Then) -> None:
        kept = {k: at for k, at in self.facts.labels.items() if k not in then.remove_label}
        labels = {**dict.fromkeys(then.add_label, self.facts.now), **kept}
        self.facts = replace(
            self.facts, labels=labels, attributes={**self.facts.attributes, **self._values(then)}
        )

    def _values(self, then: Then) -> dict[str, Known]:
        known = self.facts.attributes
        set_ = {
            name: value_of(written, kind_of(written), self.facts.now, self.calendar)
            for name, written in then.set_.items()
        }
        sums = {
            name: amount + ((before.number if (before := known.get(name)) else None) or 0.0)
            for name, amount in then.add.items()
        }
        return {**set_, **{name: Known(number_text(sum_), sum_) for name, sum_ in sums.items()}}

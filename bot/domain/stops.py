"""A scenario's steps as stops in one flat list; an enrollment remembers an index into it.

The tree is gone through as it is read: the arms' steps stand behind their branch. A step that
repeats is two stops: the first time, and every time after it; so is a question: asking, and waiting
for the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.domain.condition_forms import Answered
from bot.domain.lengths import After
from bot.domain.reaction_waits import Awaited, ForReaction
from bot.domain.steps import Step, every_step, numbers_of
from bot.domain.waits import Immediate, Wait

Came = Literal["entering", "reacting", "later"]


@dataclass(frozen=True, slots=True)
class Stop:
    """`place`: the step's among all as they are written, from 1; `number`: how people call
    it, 2-B-3. `beyond`: where the walk goes on past the step and everything in it; one past the
    last stop means the end.
    """

    step: Step
    place: int
    number: str
    wait: Wait
    beyond: int
    arms: tuple[int, ...] = ()
    """Where each arm of a branch begins; `beyond` for one without steps."""
    again: bool = False
    """The step's repetition; its wait is the time from one to the next."""
    answer: bool = False
    """Waiting for the answer to the question; who has not given it in time is left out."""
    comes: Came = "later"
    """In the moment of entering or of what the friend just did, without a message before it."""
    before: int = -1
    """The stop it is usually come to from: of an arm's first step, and of the step after the whole
    branch, that is the branch. -1: from the entering.
    """
    varies: bool = False
    """How long it takes from there differs by friend: by the arm taken, or how often it repeats."""

    @property
    def sends(self) -> bool:
        return self.step.sends and not self.answer

    @property
    def asks(self) -> bool:
        return self.step.ask is not None


def stops_of(steps: Sequence[Step]) -> tuple[Stop, ...]:
    compiler = _Compiler(numbers_of(steps))
    compiler.add(steps, leads_to=sum(map(_size, steps)), before=-1, comes="entering")
    return tuple(compiler.stops)


def _size(step: Step) -> int:
    inner = sum(_size(each) for arm in step.branch for each in arm.steps)
    return 1 + (step.repeat is not None or step.ask is not None) + inner


def _varies(step: Step) -> bool:
    """Whether people need differently long from it to what stands behind it."""
    inner = every_step([step])[1:]
    return any(each.repeat or not isinstance(each.wait, Immediate) for each in inner) or (
        step.repeat is not None or step.ask is not None
    )


def _question(step: Step) -> Step:
    return step.model_copy(update={"then": None})


def _answering(step: Step, at_most: After | None) -> Step:
    """What is left of the step once it was asked."""
    wait = ForReaction(for_=Awaited(answered=step.id), at_most=at_most)
    return Step(id=step.id, wait=wait, only=Answered(answered=step.id), then=step.then)


@dataclass
class _Compiler:
    numbers: Mapping[str, str]
    stops: list[Stop] = field(default_factory=list)
    _place: int = 0

    def add(self, steps: Sequence[Step], leads_to: int, before: int, *, comes: Came) -> Came:
        """`leads_to`: where the last of them goes on. Gives how one comes to their end."""
        varies = False
        for step in steps:
            begin = len(self.stops)
            beyond = leads_to if step is steps[-1] else begin + _size(step)
            comes = self._step(step, beyond, before, comes=comes)
            self.stops[begin] = replace(self.stops[begin], varies=varies)
            before = begin if step.branch else len(self.stops) - 1
            varies = _varies(step)
        return comes

    def _step(self, step: Step, beyond: int, before: int, *, comes: Came) -> Came:
        self._place += 1
        at, place, number = len(self.stops), self._place, self.numbers[step.id]
        comes = _after(step.wait, comes)
        first = Stop(step, place, number, step.wait, beyond, comes=comes, before=before)
        self.stops.append(first)
        if step.repeat:
            every = step.repeat.every
            self.stops.append(Stop(step, place, number, every, beyond, again=True, before=at))
            return "later"
        if step.ask:
            self.stops[at] = replace(first, step=_question(step))
            rest = _answering(step, step.ask.at_most)
            waiting = Stop(rest, place, number, rest.wait, beyond, answer=True, before=at)
            self.stops.append(waiting)
            return "reacting"
        if not step.branch:
            return "later" if step.sends else comes
        arms, comes = self._arms(step, beyond, comes=comes)
        self.stops[at] = replace(first, arms=arms)
        return comes

    def _arms(self, step: Step, beyond: int, *, comes: Came) -> tuple[tuple[int, ...], Came]:
        branch, begins, ends = len(self.stops) - 1, [], {comes}
        for arm in step.branch:
            begins.append(len(self.stops) if arm.steps else beyond)
            ends.add(self.add(arm.steps, beyond, branch, comes=comes))
        return tuple(begins), comes if len(ends) == 1 else "later"


def _after(wait: Wait, comes: Came) -> Came:
    """What a label brings is no answer to something the friend just did."""
    if isinstance(wait, ForReaction):
        return "later" if wait.for_.label else "reacting"
    return comes if isinstance(wait, Immediate) else "later"

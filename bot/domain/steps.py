"""A step: one stop of a walk, or a branch into arms with steps of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Discriminator, Tag, model_validator

from bot.domain import limits
from bot.domain.asking import Ask
from bot.domain.conditions import Condition
from bot.domain.effects import Then
from bot.domain.goal_waits import FromGoal
from bot.domain.lengths import After
from bot.domain.model import Listed, Number, Part, at_most, refuse, within
from bot.domain.names import FROM_PREVIOUS, Name, StepId, TagName
from bot.domain.sendable import Message, Receipt
from bot.domain.waits import Immediate, OnDay, OnWeekday, Wait


class _Arm(Part):
    steps: Annotated[tuple["Step", ...], Listed, at_most(limits.STEPS, "steps")] = ()


class When(_Arm):
    when: Condition


class Split(_Arm):
    """Of a hundred people so many, always the same ones."""

    split: Annotated[Number, within(1, 100)]


class First(_Arm):
    """The first so many who come here."""

    first: Annotated[Number, within(1, limits.FIRST_PEOPLE)]


class Otherwise(_Arm):
    otherwise: None


_ARMS: dict[str, type[_Arm]] = {
    "when": When,
    "split": Split,
    "first": First,
    "otherwise": Otherwise,
}


def _arm(value: Any) -> str:
    if isinstance(value, _Arm):
        return next(f"<{form}>" for form, arm in _ARMS.items() if type(value) is arm)
    keys = value if isinstance(value, dict) else ()
    return next((f"<{form}>" for form in _ARMS if form in keys), "<when>")


Arm = Annotated[
    Annotated[When, Tag("<when>")]
    | Annotated[Split, Tag("<split>")]
    | Annotated[First, Tag("<first>")]
    | Annotated[Otherwise, Tag("<otherwise>")],
    Discriminator(_arm),
]


def _few_arms(arms: tuple[Arm, ...]) -> tuple[Arm, ...]:
    others = sum(isinstance(arm, Otherwise) for arm in arms)
    if len(arms) - others > limits.ARMS:
        actual = len(arms) - others
        raise refuse("too_many", what="arms", limit=limits.ARMS, actual=actual)
    if others > 1:
        raise refuse("too_many", what="“otherwise”", limit=1, actual=others)
    return arms


def _recurs(wait: Wait) -> Wait:
    if isinstance(wait, OnWeekday | OnDay):
        return wait
    if not isinstance(wait, After) or not wait.amount or wait.from_ != FROM_PREVIOUS:
        raise refuse("not_recurring")
    return wait


class Repeat(Part):
    """The step comes again `every` so long, `at_most` so many times in all, and not any more once
    `until` is true.
    """

    every: Annotated[Wait, AfterValidator(_recurs)]
    at_most: Annotated[Number, within(2, limits.REPEATS)] | None = None
    until: Condition | None = None


class Step(Part):
    """First its wait; when due, `only` those of whom it is true; messages leave before effects."""

    id: StepId
    title: Name | None = None
    wait: Wait = Immediate()
    only: Condition | None = None
    send: Annotated[tuple[Message, ...], Listed, at_most(limits.MESSAGES_PER_STEP, "messages")] = ()
    then: Then | None = None
    repeat: Repeat | None = None
    branch: Annotated[tuple[Arm, ...], Listed, AfterValidator(_few_arms)] = ()
    receipt: Annotated[tuple[Receipt, ...], Listed] = ()
    expires: FromGoal | None = None
    """From then on it is left out, where it was held until then."""
    by: Literal["reply"] | None = None
    """The first step may go as the free reply to the act that started the walk."""

    ask: Ask | None = None
    """Asked below the messages. `then` is done with those who have answered."""

    use: TagName | None = None
    """Steps shared with other scenarios: on publishing they stand in its place."""

    @property
    def says(self) -> tuple[Message | Ask, ...]:
        return (*self.send, self.ask) if self.ask else self.send

    @property
    def is_empty(self) -> bool:
        """Nothing happens in it yet."""
        return not (self.says or self.then or self.branch or self.use)

    @property
    def sends(self) -> bool:
        """An empty one is a message that is still to be written."""
        return bool(self.says) or self.is_empty

    @property
    def alone(self) -> "Step":
        """Without the steps of its arms."""
        arms = tuple(arm.model_copy(update={"steps": ()}) for arm in self.branch)
        return self.model_copy(update={"branch": arms})

    @property
    def ends(self) -> bool:
        """Whoever has gone through it has come to the walk's end."""
        return self.then is not None and self.then.ends

    @model_validator(mode="after")
    def _branches_alone(self) -> Self:
        if self.branch and (self.send or self.then or self.repeat or self.receipt or self.by):
            raise refuse("branch_alone")
        return self

    @model_validator(mode="after")
    def _uses_alone(self) -> Self:
        if self.use is None:
            return self
        beside = self.model_dump(exclude_defaults=True).keys() - {"id", "title", "use"}
        if beside:
            raise refuse("use_alone", value=min(beside))
        return self

    @model_validator(mode="after")
    def _asks_alone(self) -> Self:
        if self.ask and (self.branch or self.repeat):
            raise refuse("ask_alone")
        if (number := len(self.says)) > limits.MESSAGES_PER_STEP:
            most = limits.MESSAGES_PER_STEP
            raise refuse("too_many", what="messages", limit=most, actual=number)
        return self


for _form in _ARMS.values():
    _form.model_rebuild()


Way = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A step where it is written: `place` as in a Problem, `within` the arms around it, from the
    outermost: the branch's id and the arm's number from 0. `number` is how people call it: 2, or
    2-B-3, the third step on way B of the branch 2. It is never stored.
    """

    step: Step
    number: str
    place: str
    within: Way

    @property
    def depth(self) -> int:
        return len(self.within)

    def excludes(self, other: "Placed") -> bool:
        """Whether nobody goes through both: they stand in different arms of one branch."""
        arms = dict(self.within)
        return any(arms.get(branch, arm) != arm for branch, arm in other.within)


def placed(
    steps: Sequence[Step], led: str = "", around: str = "", within: Way = ()
) -> Iterator[Placed]:
    """Every step of the tree, downwards as it is read."""
    for index, step in enumerate(steps):
        number, place = f"{led}{index + 1}", f"{around}steps[{index}]"
        yield Placed(step, number, place, within)
        for arm_at, arm in enumerate(step.branch):
            inside = (*within, (step.id, arm_at))
            way = f"{number}-{letter_of(arm_at)}-"
            yield from placed(arm.steps, way, f"{place}.branch[{arm_at}].", inside)


def letter_of(arm: int) -> str:
    """A way of a branch as people call it: from A; `arm` counts from 0."""
    return chr(ord("A") + arm)


def numbers_of(steps: Sequence[Step]) -> dict[str, str]:
    """How people call each of the steps, by its id."""
    return {each.step.id: each.number for each in placed(steps)}


def every_step(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(each.step for each in placed(steps))


def conditions_of(step: Step) -> tuple[Condition, ...]:
    """Every condition of the step itself and of its arms, not of the steps in them."""
    until = step.repeat.until if step.repeat else None
    own = (each for each in (until, step.only) if each is not None)
    return (*own, *(arm.when for arm in step.branch if isinstance(arm, When)))

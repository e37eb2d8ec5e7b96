"""The scenario's models: every part that works, and the place of every part to come."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from bot.domain import limits
from bot.domain.carried import PREFIX, CarriedKind, CarriedName
from bot.domain.conditions import Condition
from bot.domain.content import variables
from bot.domain.elapsed import Elapsed
from bot.domain.goals import Goals
from bot.domain.mentions import asks_of_walks
from bot.domain.model import Flag, Listed, Number, Part, at_most, refuse, within
from bot.domain.names import Name, TagName
from bot.domain.sendable import lists_in, texts_in
from bot.domain.sender import Sender
from bot.domain.starts import ApiEvent, Start
from bot.domain.steps import Step, every_step, numbers_of, placed
from bot.domain.waits import Day, Immediate


class Active(Part):
    """Who may enter: from the first day until the end of the last, in the account's zone."""

    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None

    def includes(self, day: date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day <= self.until
        )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            raise refuse("period_order", start=str(self.from_), end=str(self.until))
        return self


class Span(Part):
    minutes: Number | None = None
    hours: Number | None = None

    @property
    def seconds(self) -> int:
        return (self.minutes or 0) * 60 + (self.hours or 0) * 3600

    @model_validator(mode="after")
    def _reasonable(self) -> Self:
        if not 0 < self.seconds <= limits.WAIT_DAYS * 86_400:
            raise refuse("no_unit")
        return self


class SendWithin(Part):
    """Late by at most this much it is still sent, else skipped."""

    send_within: Span


Late = Annotated[
    Annotated[Literal["hold", "skip"], Tag("<word>")] | Annotated[SendWithin, Tag("<within>")],
    Discriminator(lambda value: "<within>" if isinstance(value, dict | SendWithin) else "<word>"),
]


class AtMost(Part):
    """So many walks of one person within the last while."""

    walks: Annotated[Number, within(1, limits.WALKS_PER_SPAN)]
    per: Elapsed


def _before_any_walk(condition: Condition) -> Condition:
    """Who has not entered has done nothing with a step yet."""
    if asks_of_walks([condition]):
        raise refuse("only_in_scenarios")
    return condition


_Steps = Annotated[tuple[Step, ...], Listed, at_most(limits.STEPS, "steps")]


def _as_version(value: Any) -> Any:
    return 1 if value == "1" else value


class Scenario(Part):
    """A draft may lack its start, its steps, or a step's content: `check` tells what is missing."""

    tobiishi: Annotated[Literal[1], BeforeValidator(_as_version)] = 1
    name: Name
    start: Annotated[tuple[Start, ...], Listed, at_most(limits.STARTS, "starts")] = ()
    reentry: Literal["never", "after_finish", "always"] = "never"
    active: Active | None = None
    quiet: Literal["respect", "ignore"] = "respect"
    late: Late | None = None
    """None is the usual: hold, but skip what was meant for a date. See `late_of`."""
    public_title: Name | None = None
    sender: Sender | None = None
    at_limit: Literal["hold", "skip", "end"] = "hold"
    """What becomes of a step that is due when the month's messages are used up."""
    urgent: Flag = False
    """Goes before other scenarios, and may use the account's reserve."""
    unless: Annotated[Condition, AfterValidator(_before_any_walk)] | None = None
    """Of whom this is true never enters, in whatever way."""
    at_most: AtMost | None = None
    exclusive: TagName | None = None
    """Scenarios of one such name exclude each other: entering one leaves the others."""
    priority: Annotated[Number, within(0, limits.PRIORITY)] = 0
    """Of scenarios that begin together the highest goes first."""
    stop_when: Condition | None = None
    """The goal: whoever this is true of leaves at once, and no step is sent any more."""
    per: CarriedName | None = None
    """One walk for each value of it: an order, a booking, a child. None: one walk a friend."""
    goals: Goals = {}
    """Dates of each friend's own, by the names that waits call them."""
    steps: _Steps = ()

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """Also those inside branches, downwards as they are read."""
        return every_step(self.steps)

    @property
    def numbers(self) -> Mapping[str, str]:
        """How people call each step, by its id: 2, or 2-B-3. Never stored."""
        return numbers_of(self.steps)

    @property
    def carried(self) -> Mapping[str, CarriedKind]:
        """The values that every walk has: nobody enters without an event that carries them."""
        starts = [start.carries for start in self.start if isinstance(start, ApiEvent)]
        if not starts or len(starts) < len(self.start):
            return {}
        return {
            name: kind
            for name, kind in starts[0].items()
            if all(each.get(name) == kind for each in starts)
        }

    @model_validator(mode="after")
    def _carried(self) -> Self:
        used = {
            name: f"goals.{goal}.data" for goal, date in self.goals.items() if (name := date.data)
        }
        for each in placed(self.steps):
            texts = (text for message in each.step.send for text in texts_in(message))
            for name in (name for text in texts for name in variables(text)):
                if name.startswith(PREFIX):
                    used.setdefault(name.removeprefix(PREFIX), f"{each.place}.send")
        if self.per:
            used[self.per] = "per"
        for each in placed(self.steps):
            for name in lists_in(each.step.says):
                used[name.removeprefix(PREFIX)] = f"{each.place}.send"
        for name, place in used.items():
            if name not in self.carried:
                raise refuse("not_carried", value=name[:40], place=place)
        return self

    @model_validator(mode="after")
    def _lists(self) -> Self:
        for each in placed(self.steps):
            for name in lists_in(each.step.says):
                kind = self.carried.get(name.removeprefix(PREFIX), "list")
                if kind != "list":
                    raise refuse("no_list", value=name, kind=kind, place=f"{each.place}.send")
        return self

    @model_validator(mode="after")
    def _few_steps(self) -> Self:
        """Also those inside branches."""
        if (number := len(self.all_steps)) > limits.STEPS:
            raise refuse("too_many", what="steps", limit=limits.STEPS, actual=number, place="steps")
        return self

    @model_validator(mode="after")
    def _shallow(self) -> Self:
        deepest = max(placed(self.steps), key=lambda each: each.depth, default=None)
        if deepest and deepest.depth > limits.BRANCH_DEPTH:
            raise refuse(
                "branches_too_deep",
                limit=limits.BRANCH_DEPTH,
                actual=deepest.depth,
                place=deepest.place,
            )
        return self

    @model_validator(mode="after")
    def _own_ids(self) -> Self:
        seen: set[str] = set()
        for each in placed(self.steps):
            if each.step.id in seen:
                raise refuse("duplicate_id", value=each.step.id, place=f"{each.place}.id")
            seen.add(each.step.id)
        return self

    @model_validator(mode="after")
    def _replies_at_once(self) -> Self:
        for index, each in enumerate(placed(self.steps)):
            if each.step.by and (index or not isinstance(each.step.wait, Immediate)):
                raise refuse("reply_not_first", place=f"{each.place}.by")
        return self

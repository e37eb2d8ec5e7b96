"""The scenario's models: every part that works, and the place of every part to come."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from bot.domain import limits
from bot.domain.model import Flag, Listed, NotYet, Number, Part, refuse
from bot.domain.sendable import Message, Receipt
from bot.domain.starts import Start
from bot.domain.text import graphemes, one_line
from bot.domain.waits import FROM_PREVIOUS, FROM_START, Day, Immediate, Wait


def _name(value: str) -> str:
    name = one_line(value)
    size = len(graphemes(name))
    if not name:
        raise refuse("empty")
    if size > limits.NAME_GRAPHEMES:
        raise refuse("too_long", limit=limits.NAME_GRAPHEMES, actual=size)
    return name


def _step_id(value: str) -> str:
    if not re.fullmatch(rf"[a-z0-9][a-z0-9_-]{{0,{limits.ID_LENGTH - 1}}}", value):
        raise refuse("bad_id", value=value[:60], limit=limits.ID_LENGTH)
    if value in (FROM_PREVIOUS, FROM_START):
        raise refuse("reserved_id", value=value)
    return value


def _at_most(limit: int, what: str) -> AfterValidator:
    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) > limit:
            raise refuse("too_many", what=what, limit=limit, actual=len(items))
        return items

    return AfterValidator(check)


Name = Annotated[str, AfterValidator(_name)]
StepId = Annotated[str, AfterValidator(_step_id)]


class Step(Part):
    id: StepId
    title: Name | None = None
    wait: Wait = Immediate()
    send: Annotated[
        tuple[Message, ...], Listed, _at_most(limits.MESSAGES_PER_STEP, "messages")
    ] = ()
    receipt: Annotated[tuple[Receipt, ...], Listed] = ()
    by: Literal["reply"] | None = None
    """The first step may go as the free reply to the act that started the walk."""

    only: NotYet = None
    expires: NotYet = None
    ask: NotYet = None
    then: NotYet = None
    repeat: NotYet = None
    branch: NotYet = None
    use: NotYet = None


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


def _as_version(value: Any) -> Any:
    return 1 if value == "1" else value


class Scenario(Part):
    """A draft may lack its start, its steps, or a step's content: `check` tells what is missing."""

    tobiishi: Annotated[Literal[1], BeforeValidator(_as_version)] = 1
    name: Name
    start: Annotated[tuple[Start, ...], Listed, _at_most(limits.STARTS, "starts")] = ()
    reentry: Literal["never", "after_finish", "always"] = "never"
    active: Active | None = None
    quiet: Literal["respect", "ignore"] = "respect"
    late: Late | None = None
    """None is the usual: hold, but skip what was meant for a date. See `late_of`."""
    public_title: Name | None = None
    at_limit: Literal["hold", "skip", "end"] = "hold"
    """What becomes of a step that is due when the month's messages are used up."""
    urgent: Flag = False
    """Goes before other scenarios, and may use the account's reserve."""
    steps: Annotated[tuple[Step, ...], Listed, _at_most(limits.STEPS, "steps")] = ()

    per: NotYet = None
    at_most: NotYet = None
    unless: NotYet = None
    stop_when: NotYet = None
    exclusive: NotYet = None
    priority: NotYet = None
    sender: NotYet = None
    goals: NotYet = None

    @model_validator(mode="after")
    def _own_ids(self) -> Self:
        seen: set[str] = set()
        for index, step in enumerate(self.steps):
            if step.id in seen:
                raise refuse("duplicate_id", value=step.id, place=f"steps[{index}].id")
            seen.add(step.id)
        return self

    @model_validator(mode="after")
    def _replies_at_once(self) -> Self:
        for index, step in enumerate(self.steps):
            if step.by and (index or not isinstance(step.wait, Immediate)):
                raise refuse("reply_not_first", place=f"steps[{index}].by")
        return self

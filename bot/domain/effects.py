"""What a step does beside sending: labels, fields, and where the walk goes on."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from bot.domain import limits
from bot.domain.attributes import Kind, Known, number_text
from bot.domain.calendar import Calendar
from bot.domain.carried import PREFIX
from bot.domain.comparing import AValue, as_day, as_number
from bot.domain.content import emojis, variables
from bot.domain.model import Flag, Listed, Part, Some, refuse
from bot.domain.names import Name, TagName
from bot.domain.text import utf16_length
from bot.domain.texts import sendable_text

TODAY, NOW = "today", "now"


def _few(what: str) -> Callable[[Any], Any]:
    def check(items: Any) -> Any:
        if len(items) > limits.EFFECTS:
            raise refuse("too_many", what=what, limit=limits.EFFECTS, actual=len(items))
        return items

    return check


def _amount(value: Any) -> Any:
    number = as_number(value)
    if number is None:
        raise refuse("not_a_number", value=str(value)[:40])
    return number


Labels = Annotated[tuple[TagName, ...], Listed, Some, AfterValidator(_few("labels"))]
Values = Annotated[dict[TagName, AValue], Some, AfterValidator(_few("fields"))]
Amounts = Annotated[
    dict[TagName, Annotated[int | float, BeforeValidator(_amount)]],
    Some,
    AfterValidator(_few("fields")),
]


class Jump(Part):
    """Into another scenario. `keep`: this walk goes on beside it, else it ends here."""

    to: Name
    keep: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"to": value} if isinstance(value, str) else value

    @model_serializer
    def _write(self) -> Any:
        return {"to": self.to, "keep": True} if self.keep else self.to


def _notice_text(text: str) -> str:
    text = sendable_text(text)
    if (actual := utf16_length(text)) > limits.NOTICE_UNITS:
        raise refuse("too_long", limit=limits.NOTICE_UNITS, actual=actual)
    wrong = [f"emoji {each[0]}" for each in emojis(text)]
    wrong += [name for name in sorted(variables(text)) if name.startswith(PREFIX)]
    if wrong:
        raise refuse("plain_words", value=wrong[0][:40])
    return text


class OfField(Part):
    field: TagName


class Notify(Part):
    """A notice to the staff. `to`: the field with the name of who is in charge of the friend."""

    text: Annotated[str, AfterValidator(_notice_text)] | None = None
    to: OfField | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _something(self) -> Self:
        if self.text is None and self.to is None:
            raise refuse("empty")
        return self


class Then(Part):
    """`set`: a text, a number, a date, or `today` and `now` as the clock shows them then."""

    add_label: Labels = ()
    remove_label: Labels = ()
    set_: Values = Field(default={}, alias="set")
    add: Amounts = {}
    jump: Jump | None = None
    end: Flag = False
    take_over: Flag = False
    """From now on people answer the friend, and scenarios wait."""
    notify: Notify | None = None
    rich_menu: TagName | None = None
    """The friend's menu from now on; `default`: the one that everybody sees."""

    @property
    def ends(self) -> bool:
        """The walk ends with this step."""
        return self.end or (self.jump is not None and not self.jump.keep)

    @model_validator(mode="after")
    def _something(self) -> Self:
        done = (self.add_label, self.remove_label, self.set_, self.add, self.jump, self.end)
        if not any((*done, self.take_over, self.notify, self.rich_menu)):
            raise refuse("empty")
        return self

    @model_serializer(mode="wrap")
    def _write(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """One label stands without a list."""
        return {key: _alone(value) for key, value in handler(self).items()}


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, list | tuple) and len(value) == 1 else value


def kind_of(written: str) -> Kind:
    """What a field is made as that nobody knows yet."""
    if written in (TODAY, NOW) or as_day(written):
        return "date"
    number = as_number(written)
    return "number" if number is not None and str(number) == written else "text"


def value_of(written: str, kind: Kind, now: datetime, calendar: Calendar) -> Known:
    """What is written in a field of that kind; what does not fit it stands there as a text."""
    if written in (TODAY, NOW):
        local = calendar.local(now)
        text = f"{local:%Y-%m-%d}" if written == TODAY else f"{local:%Y-%m-%dT%H:%M}"
        return Known(text, is_date=kind == "date")
    if kind == "number" and (number := as_number(written)) is not None:
        return Known(number_text(float(number)), float(number))
    if kind == "date" and (day := as_day(written)) is not None:
        return Known(day, is_date=True)
    return Known(written)

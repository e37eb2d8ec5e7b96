"""The forms of a condition that ask for one thing. `conditions.py` joins them."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from bot.domain import attributes
from bot.domain.attributes import AGE, BIRTH_YEAR, BIRTHDAY, GENDER, TEXTS
from bot.domain.comparing import NUMBER, Comparison, NumberComparison
from bot.domain.elapsed import Elapsed
from bot.domain.lengths import Weekday
from bot.domain.model import Flag, Listed, Number, Part, Some, refuse
from bot.domain.names import Name, StepId, TagName
from bot.domain.window import Window


class Label(Part):
    label: TagName
    for_at_least: Elapsed | None = None
    for_less_than: Elapsed | None = None


class Attribute(Comparison):
    """A built-in attribute or an own field. What is not known fits nothing but `known: false`."""

    attribute: TagName
    known: Flag | None = None

    @model_validator(mode="after")
    def _comparable(self) -> Self:
        if self.known is None and self.attribute in _COMPARED:
            allowed, kind = _COMPARED[self.attribute]
            if not allowed(self):
                raise refuse("compare_as", attribute=self.attribute, kind=kind)
        return self

    @model_validator(mode="after")
    def _usual_words(self) -> Self:
        if self.attribute == GENDER and self.is_:
            usual = tuple(attributes.gender(word) for word in self.is_)
            return self if usual == self.is_ else self.model_copy(update={"is_": usual})
        return self


_COMPARED: Mapping[str, tuple[Callable[[Comparison], bool], str]] = {
    **dict.fromkeys(TEXTS, (lambda comparison: comparison.is_ is not None, "text")),
    **dict.fromkeys((AGE, BIRTH_YEAR), (lambda comparison: comparison.is_with(NUMBER), "number")),
    BIRTHDAY: (lambda comparison: comparison.is_with(str), "date"),
}


class Counter(NumberComparison):
    """A field that is counted up: 0 before anybody counted."""

    counter: TagName


class DaysSinceFriend(Part):
    """Whole days on the calendar since they last added the account; 0 on that day."""

    days_since_friend: NumberComparison


class Group(Part):
    group: TagName


class Entered(Part):
    """Walks or has walked it, whatever became of the walk."""

    entered: Name


class Inside(Part):
    inside: Name


class Finished(Part):
    """Came to the end of a walk, at any time."""

    finished: Name


class Stopped(Part):
    """Left a walk before its end: by an owner, or by their own stop. Reaching its goal is none."""

    stopped: Name


class _Reacted(Part):
    """In any of their walks through the scenario; None: in the very walk that it is asked in."""

    scenario: Name | None = None


class Tapped(_Reacted):
    tapped: StepId


class Answered(_Reacted):
    answered: StepId


class Watched(_Reacted):
    watched: StepId


Standing = Literal["entered", "inside", "finished", "stopped"]
Reaction = Literal["tapped", "answered", "watched"]


def standing_of(condition: Entered | Inside | Finished | Stopped) -> tuple[str, Standing]:
    match condition:
        case Entered():
            return condition.entered, "entered"
        case Inside():
            return condition.inside, "inside"
        case Finished():
            return condition.finished, "finished"
        case Stopped():
            return condition.stopped, "stopped"


def reaction_of(condition: Tapped | Answered | Watched) -> tuple[Reaction, str]:
    match condition:
        case Tapped():
            return "tapped", condition.tapped
        case Answered():
            return "answered", condition.answered
        case Watched():
            return "watched", condition.watched


def _month(number: int) -> int:
    if not 1 <= number <= 12:
        raise refuse("out_of_range", least=1, most=12, actual=number)
    return number


class Month(Part):
    month: Annotated[tuple[Annotated[Number, AfterValidator(_month)], ...], Listed, Some]


class OnWeekday(Part):
    weekday: Annotated[tuple[Weekday, ...], Listed, Some]


def _window(value: Any) -> Any:
    bare = str(value).strip()
    is_bare = not isinstance(value, bool) and bare.isascii() and bare.isdecimal()
    return f"{bare}:00" if is_bare else value


class Hour(Part):
    """A part of the day; `hour: 9` is from 9:00 until just before 10:00."""

    hour: Annotated[Window, BeforeValidator(_window)]


Now = Month | OnWeekday | Hour

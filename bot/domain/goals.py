"""Dates that a scenario looks forward to or back on: a booking, a birthday, a renewal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from bot.domain import limits
from bot.domain.attributes import Known
from bot.domain.carried import CarriedName
from bot.domain.model import Flag, Part, refuse
from bot.domain.names import TagName

# What is reckoned from a date has to be a date, too.
_EARLIEST, _LATEST = 1900, 9900


class GoalDate(Part):
    """The date that stands in a field of the friend's, or in the event's `data` of this walk.
    `yearly`: its day of every year, where February 29 is the day `before` or `after` in others.
    """

    field: TagName | None = None
    data: CarriedName | None = None
    yearly: Flag = False
    feb29: Literal["before", "after"] = "before"
    on_change: Literal["retime", "stop"] = "retime"
    """What is still to come moves with the date, and what was sent is never sent again; or the walk
    ends.
    """
    on_clear: Literal["wait", "stop"] = "wait"
    """Without the date the walk waits for another one, or ends."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.field is None) is (self.data is None):
            raise refuse("field_or_data")
        return self


@dataclass(frozen=True, slots=True)
class Moment:
    """A date by the account's clock. Of a whole day `at` is its midnight."""

    at: datetime
    whole_day: bool

    @property
    def end(self) -> datetime:
        """From when on it has come."""
        return self.at + timedelta(days=1) if self.whole_day else self.at


def _few(goals: dict[str, GoalDate]) -> dict[str, GoalDate]:
    if len(goals) > limits.GOALS:
        raise refuse("too_many", what="goals", limit=limits.GOALS, actual=len(goals))
    return goals


Goals = Annotated[dict[TagName, GoalDate], AfterValidator(_few)]


def occurrences(goal: GoalDate, known: Known | None, since: date) -> Iterator[Moment]:
    """When it is, by the account's clock; every year's from `since` on, of a yearly one."""
    if known is None or known.until is not None:
        return
    try:
        at = datetime.fromisoformat(known.text)
    except ValueError:
        return
    if not _EARLIEST <= at.year <= _LATEST:
        return
    whole_day = "T" not in known.text
    if not goal.yearly:
        yield Moment(at, whole_day)
        return
    for year in range(max(since.year, _EARLIEST), _LATEST):
        yield Moment(datetime.combine(_in_year(goal, at.date(), year), at.time()), whole_day)


def _in_year(goal: GoalDate, day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28) if goal.feb29 == "before" else date(year, 3, 1)

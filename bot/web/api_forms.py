"""What the HTTP API takes, one model a body."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.domain import limits

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Value = str | int | float | None


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Labels(Form):
    labels: Annotated[list[Name], Field(min_length=1, max_length=limits.EFFECTS)]


class Attributes(Form):
    """A date as 2026-12-24 or 2026-12-24T15:00, in the account's time zone unless it says another;
    null takes an attribute away.
    """

    attributes: Annotated[dict[Name, Value], Field(min_length=1, max_length=limits.VALUES)]


class Enter(Form):
    scenario: Name


class Event(Form):
    """`data`: the values that a scenario's start carries; others are not looked at."""

    event: Name
    friend: Name
    data: Annotated[dict[str, Any], Field(max_length=50)] = {}


class CustomerId(Form):
    customer_id: Annotated[str, StringConstraints(min_length=1, max_length=100)]

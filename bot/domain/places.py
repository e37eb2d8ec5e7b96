"""A place on the map."""

import math
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Tag

from bot.domain import limits
from bot.domain.model import Part, refuse
from bot.domain.names import TagName
from bot.domain.text import one_line, utf16_length


def _line(text: str) -> str:
    tidy, limit = one_line(text), limits.PLACE_UNITS
    if not tidy:
        raise refuse("empty")
    if (size := utf16_length(tidy)) > limit:
        raise refuse("too_long", limit=limit, actual=size)
    return tidy


def _degrees(most: int) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if isinstance(value, bool) or not -most <= number <= most:
            raise refuse("bad_degrees", value=str(value)[:40], least=-most, most=most)
        return round(number, limits.DEGREE_DIGITS)

    return read


Line = Annotated[str, AfterValidator(_line)]


class Place(Part):
    """`latitude` and `longitude` in degrees, north and east being positive."""

    title: Line
    address: Line
    latitude: Annotated[float, BeforeValidator(_degrees(90))]
    longitude: Annotated[float, BeforeValidator(_degrees(180))]


def _form(value: Any) -> str:
    return "<name>" if isinstance(value, str) else "<place>"


class Location(Part):
    """A place, or the name of one of the shop's own."""

    location: Annotated[
        Annotated[Place, Tag("<place>")] | Annotated[TagName, Tag("<name>")], Discriminator(_form)
    ]

    @property
    def title(self) -> str:
        return self.location if isinstance(self.location, str) else self.location.title


def unplaced(name: str) -> Place:
    """Where nobody has looked one up."""
    return Place(title=name, address=name, latitude=0, longitude=0)

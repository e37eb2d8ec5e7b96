"""Pictures and videos with areas that can be tapped: LINE's imagemaps."""

import math
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from bot.domain import limits
from bot.domain.links import Link
from bot.domain.model import Listed, Part, Some, at_most, refuse
from bot.domain.pressing import Button, Pressable, plain
from bot.domain.stored import Stored
from bot.domain.text import utf16_length

WIDTH = 1040
HEIGHTS = {"square": 1040, "wide": 585, "half": 520, "tall": 1300}
"""Of a picture 1040 wide; what was sent is cut to it."""

SIZES = (240, 300, 460, 700, 1040)
"""The widths in which LINE fetches it."""

Box = tuple[float, float, float, float]
_THIRD = 33.33
LAYOUTS: Mapping[str, tuple[Box, ...]] = {
    "whole": ((0, 0, 100, 100),),
    "columns": ((0, 0, 50, 100), (50, 0, 50, 100)),
    "rows": ((0, 0, 100, 50), (0, 50, 100, 50)),
    "thirds": tuple((0, n * _THIRD, 100, _THIRD) for n in range(3)),
    "four": tuple((x, y, 50, 50) for y in (0, 50) for x in (0, 50)),
    "six": tuple((n * _THIRD, y, _THIRD, 50) for y in (0, 50) for n in range(3)),
}
"""Ways to part a picture: left, top, width and height of each area, in percent."""

Shape = Literal["square", "wide", "half", "tall"]
Area = tuple[int, int, int, int]
_COLUMNS = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}


def percent(value: Any) -> Any:
    try:
        parts = tuple(float(each) for each in value)
    except (TypeError, ValueError, OverflowError):
        parts = ()
    if len(parts) != 4 or not all(math.isfinite(each) and 0 <= each <= 100 for each in parts):
        raise refuse("bad_area")
    left, top, width, height = parts
    if left + width > 100 or top + height > 100 or not width or not height:
        raise refuse("bad_area")
    return parts


class Spot(Pressable):
    """A tap opens the link, or has the friend say the words. `at`: left, top, width and height in
    percent of the picture; else the spots share it.
    """

    label: Annotated[str, plain(limits.SPOT_LABEL_UNITS, utf16_length)]
    link: Link | None = None
    say: Annotated[str, plain(limits.SPOT_WORDS_UNITS, utf16_length)] | None = None
    at: Annotated[tuple[float, float, float, float], BeforeValidator(percent)] | None = None

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        if (self.link is None) == (self.say is None):
            raise refuse("link_or_say")
        return self


class Rich(Part):
    """`rich`: the id of a stored picture. `alt` stands where pictures do not, in notices say."""

    rich: Stored
    alt: Annotated[str, plain(limits.ALT_TEXT_UNITS, utf16_length)]
    shape: Shape = "square"
    areas: Annotated[tuple[Spot, ...], Listed, Some, at_most(limits.SPOTS, "areas")]

    @model_validator(mode="after")
    def _all_placed_or_none(self) -> Self:
        if len({spot.at is None for spot in self.areas}) > 1:
            raise refuse("place_all_areas")
        return self


def _short(button: Button) -> Button:
    if (size := utf16_length(button.label)) > limits.END_LABEL_UNITS:
        raise refuse("too_long", limit=limits.END_LABEL_UNITS, actual=size)
    return button


class RichVideo(Part):
    """A video over the whole width; `end`: the button that stands on it when it has ended.
    `preview`: the picture shown before it plays, else what its file brings along.
    """

    rich_video: Stored
    preview: Stored | None = None
    alt: Annotated[str, plain(limits.ALT_TEXT_UNITS, utf16_length)]
    shape: Shape = "wide"
    end: Annotated[Button, AfterValidator(_short)] | None = None


def base_of(file: str, shape: Shape) -> str:
    """What the five sizes are served under, each by its number."""
    return f"{file}/{shape}"


def marked_of(file: str, shape: str, layout: str) -> str:
    """The picture in that shape, with the numbers of its areas on it."""
    return f"{file}/{shape}-{layout}/{WIDTH}"


def places(spots: tuple[Spot, ...], shape: Shape) -> list[dict[str, int]]:
    """x, y, width and height of each, of a picture 1040 wide."""
    height = HEIGHTS[shape]
    boxes = [spot.at for spot in spots if spot.at] or list(shared(len(spots)))
    return [
        {
            "x": round(left * WIDTH / 100),
            "y": round(top * height / 100),
            "width": max(round(wide * WIDTH / 100), 1),
            "height": max(round(high * height / 100), 1),
        }
        for left, top, wide, high in boxes
    ]


def shared(number: int) -> Iterator[tuple[float, float, float, float]]:
    """Rows of up to three; those of the last row are as wide as needed to fill it."""
    columns = _COLUMNS[number]
    high = 100 / math.ceil(number / columns)
    for place in range(number):
        row, column = divmod(place, columns)
        wide = 100 / min(columns, number - row * columns)
        yield column * wide, row * high, wide, high

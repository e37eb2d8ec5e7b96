"""Stickers. An account may send only those of a few packages that LINE lists."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from bot.domain.model import Number, Part, refuse

# https://developers.line.biz/en/docs/messaging-api/sticker-list/
PACKAGES = (
    *(446, 789, 1070, 6136, 6325, 6359, 6362, 6370, 6632),
    *(8515, 8522, 8525, 11537, 11538, 11539),
)

# The numbers in each, from the same list.
_NUMBERS = (
    *(range(1988, 2028), range(10855, 10895), range(17839, 17879)),
    *(range(10551376, 10551400), range(10979904, 10979928), range(11069848, 11069872)),
    *(range(11087920, 11087944), range(11088016, 11088040), range(11825374, 11825398)),
    *(range(16581242, 16581266), range(16581266, 16581290), range(16581290, 16581314)),
    *(range(52002734, 52002774), range(51626494, 51626534), range(52114110, 52114150)),
)


def sendable() -> Iterator[tuple[int, int]]:
    """Package and number of all of them, one of each package after the other."""
    for place in range(max(map(len, _NUMBERS))):
        for package, numbers in zip(PACKAGES, _NUMBERS, strict=True):
            if place < len(numbers):
                yield package, numbers[place]


def picture_of(sticker: int) -> str:
    """Where LINE shows it."""
    return f"https://stickershop.line-scdn.net/stickershop/v1/sticker/{sticker}/android/sticker.png"


def _two(value: Any) -> Any:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise refuse("sticker_form")
    return value


def _sendable(ids: tuple[int, int]) -> tuple[int, int]:
    package, sticker = ids
    if package not in PACKAGES or sticker < 1:
        allowed = ", ".join(map(str, PACKAGES))
        raise refuse("sticker_not_sendable", package=package, sticker=sticker, allowed=allowed)
    return ids


class Sticker(Part):
    """The package's number and the sticker's."""

    sticker: Annotated[tuple[Number, Number], BeforeValidator(_two), AfterValidator(_sendable)]

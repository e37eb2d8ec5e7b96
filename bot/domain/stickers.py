"""Stickers. An account may send only those of a few packages that LINE lists."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from bot.domain.model import Number, Part, refuse

# https://developers.line.biz/en/docs/messaging-api/sticker-list/
PACKAGES = (
    *(446, 789, 1070, 6136, 6325, 6359, 6362, 6370, 6632),
    *(8515, 8522, 8525, 11537, 11538, 11539),
)


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

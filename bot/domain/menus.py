"""Rich menus of the shop's own: a picture with areas under the chat, named by scenarios."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, ValidationError, model_validator

from bot.domain import limits
from bot.domain.errors import DocumentError
from bot.domain.links import Link
from bot.domain.model import Listed, Part, Some, at_most, refuse
from bot.domain.names import TagName
from bot.domain.pressing import plain
from bot.domain.problems import problems_of
from bot.domain.rich import percent, shared
from bot.domain.text import utf16_length

USUAL = "default"
"""In place of a name: what everybody sees."""

WIDTH = 2500
HEIGHTS = {"large": 1686, "small": 843}
_ACTS = {
    "stop": "do:friend.menu:-:stop",
    "what": "go:friend.what",
    "coupons": "go:friend.coupons",
}


class MenuArea(Part):
    """A tap opens the link, has the friend say the words, stops the messages (`stop`) or shows what
    is still to come (`what`) or their coupons (`coupons`). `at` in percent, as of a rich message.
    """

    label: Annotated[str, plain(limits.MENU_LABEL_UNITS, utf16_length)]
    link: Link | None = None
    say: Annotated[str, plain(limits.MENU_WORDS_UNITS, utf16_length)] | None = None
    act: Literal["stop", "what", "coupons"] | None = None
    at: Annotated[tuple[float, float, float, float], BeforeValidator(percent)] | None = None

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        if sum(each is not None for each in (self.link, self.say, self.act)) != 1:
            raise refuse("menu_area_form")
        return self

    @property
    def action(self) -> dict[str, Any]:
        if self.link:
            return {"type": "uri", "label": self.label, "uri": self.link}
        if self.say:
            return {"type": "message", "label": self.label, "text": self.say}
        data = _ACTS[self.act or "what"]
        shown = {"displayText": self.label} if self.act == "stop" else {}
        return {"type": "postback", "label": self.label, "data": data, **shown}


def _not_usual(name: str) -> str:
    if name == USUAL:
        raise refuse("reserved_name", value=name)
    return name


class Menu(Part):
    """`bar`: the line to tap on that opens it."""

    name: Annotated[TagName, AfterValidator(_not_usual)]
    bar: Annotated[str, plain(limits.MENU_BAR_GRAPHEMES)]
    size: Literal["large", "small"] = "small"
    areas: Annotated[tuple[MenuArea, ...], Listed, Some, at_most(limits.MENU_AREAS, "areas")]

    @model_validator(mode="after")
    def _can_be_stopped(self) -> Self:
        """Whoever sees it must still be able to stop the messages."""
        if not any(area.act == "stop" for area in self.areas):
            raise refuse("menu_without_stop", place="areas")
        return self

    @model_validator(mode="after")
    def _placed(self) -> Self:
        missing = sum(area.at is None for area in self.areas)
        if missing not in (0, len(self.areas)) or (missing and len(self.areas) > limits.SPOTS):
            raise refuse("place_all_areas", place="areas")
        return self

    @property
    def definition(self) -> dict[str, Any]:
        """The body of LINE's "create rich menu", without a name."""
        height = HEIGHTS[self.size]
        boxes = [area.at for area in self.areas if area.at] or list(shared(len(self.areas)))
        return {
            "size": {"width": WIDTH, "height": height},
            "selected": True,
            "chatBarText": self.bar,
            "areas": [
                {"bounds": _bounds(box, height), "action": area.action}
                for box, area in zip(boxes, self.areas, strict=True)
            ],
        }


def _bounds(box: tuple[float, float, float, float], height: int) -> dict[str, int]:
    left, top, wide, high = box
    x, y = round(left * WIDTH / 100), round(top * height / 100)
    return {
        "x": x,
        "y": y,
        "width": max(round((left + wide) * WIDTH / 100) - x, 1),
        "height": max(round((top + high) * height / 100) - y, 1),
    }


KEYS = {"": tuple(Menu.model_fields), "areas": tuple(MenuArea.model_fields)}


def parse_menu(raw: Any) -> Menu:
    """Raises DocumentError."""
    try:
        return Menu.model_validate(raw)
    except ValidationError as error:
        raise DocumentError(problems_of(error, raw, KEYS)) from None

"""Rich menus: where their areas lie, what they do, and their pictures.

`VERSION` goes up when a picture or an area changes, so that a new menu has a new name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from flex_templates.catalogs import closest
from flex_templates.words import Words

Kind = Literal["owner", "friend", "friend-stopped", "visit", "visit-stopped"]
"""`visit`: what a friend sees, for who runs the shop, with a way back."""
KINDS: tuple[Kind, ...] = ("owner", "friend", "friend-stopped", "visit", "visit-stopped")
VERSION = 2
WIDTH = 2500
Say = Callable[[str], str]
_PICTURES = Path(__file__).parent / "pictures"
_TALL, _LOW = 1686, 843
COLUMNS = {"owner": 3, "friend": 3, "friend-stopped": 3, "visit": 4, "visit-stopped": 4}


@dataclass(frozen=True)
class Area:
    """`icon` and `second` (the line below the label) are for the picture."""

    label: str
    data: str
    icon: str
    second: str = ""
    shown: bool = False
    """The label appears in the chat when tapped."""

    @property
    def action(self) -> dict[str, Any]:
        action = {"type": "postback", "label": self.label, "data": self.data}
        return {**action, "displayText": self.label} if self.shown else action


def menu_areas(kind: Kind, locale: str) -> tuple[Area, ...]:
    _ = Words(closest(locale), ZoneInfo("UTC")).say
    if kind == "owner":
        return (
            Area(_("Home"), "go:home.today", "home"),
            Area(_("Scenarios"), "go:scenario.list", "steps"),
            Area(_("Friends"), "go:friends.find", "people"),
            Area(_("Results"), "go:results.list", "bars"),
            Area(_("Staff"), "go:staff.menu", "bell"),
            Area(_("Settings"), "go:settings.menu", "sliders"),
        )
    friends = _stopped(_) if kind.endswith("stopped") else _receiving(_)
    if kind.startswith("visit"):
        leave = _("Leave the friends’ view")
        return (*friends, Area(_("Back to admin"), "do:friend.menu:-:leave", "back", leave))
    return friends


def _receiving(_: Say) -> tuple[Area, ...]:
    stop = _("You can resume later")
    return (
        *_looks(_),
        Area(_("Stop"), "do:friend.menu:-:stop", "silent", stop, shown=True),
    )


def _stopped(_: Say) -> tuple[Area, ...]:
    resume = _("Resume messages")
    return (
        *_looks(_),
        Area(resume, "do:friend.menu:-:resume", "play", _("Stopped now"), shown=True),
    )


def _looks(_: Say) -> tuple[Area, ...]:
    return (
        Area(_("Coupons"), "go:friend.coupons", "ticket", _("What you can use")),
        Area(_("What I get"), "go:friend.what", "letter", _("See what comes next")),
    )


def menu_definition(kind: Kind, locale: str) -> dict[str, Any]:
    """The body of LINE's "create rich menu"."""
    locale = closest(locale)
    areas, columns = menu_areas(kind, locale), COLUMNS[kind]
    height = _TALL if kind == "owner" else _LOW
    return {
        "size": {"width": WIDTH, "height": height},
        "selected": True,
        "name": f"{kind}-{locale}-{VERSION}",
        "chatBarText": Words(locale, ZoneInfo("UTC")).say("Menu"),
        "areas": [
            {"bounds": _bounds(place, columns), "action": area.action}
            for place, area in enumerate(areas)
        ],
    }


def _bounds(place: int, columns: int) -> dict[str, int]:
    row, column = divmod(place, columns)
    left, right = round(WIDTH * column / columns), round(WIDTH * (column + 1) / columns)
    return {"x": left, "y": row * _LOW, "width": right - left, "height": _LOW}


def menu_image(kind: Kind, locale: str) -> bytes:
    """PNG, under 1 MB."""
    return (_PICTURES / f"{kind}-{closest(locale)}.png").read_bytes()

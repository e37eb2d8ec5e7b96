"""Rich menus: where their areas lie, what they do, and their pictures.

`VERSION` goes up when a picture or an area changes, so that a new menu has a new name.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from flex_templates.catalogs import closest
from flex_templates.words import Words

Kind = Literal["owner", "friend", "friend-stopped"]
KINDS: tuple[Kind, ...] = ("owner", "friend", "friend-stopped")
VERSION = 1
WIDTH = 2500
_PICTURES = Path(__file__).parent / "pictures"
_TALL, _LOW = 1686, 843
_COLUMNS = {"owner": 3, "friend": 2, "friend-stopped": 2}


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
    what = Area(_("What I get"), "go:friend.what", "letter", _("See what comes next"))
    if kind == "friend":
        stop = _("You can resume later")
        return (what, Area(_("Stop"), "do:friend.menu:-:stop", "silent", stop, shown=True))
    resume = Area(
        _("Resume messages"), "do:friend.menu:-:resume", "play", _("Stopped now"), shown=True
    )
    return (what, resume)


def menu_definition(kind: Kind, locale: str) -> dict[str, Any]:
    """The body of LINE's "create rich menu"."""
    locale = closest(locale)
    areas, columns = menu_areas(kind, locale), _COLUMNS[kind]
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

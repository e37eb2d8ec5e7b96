"""What a tap does: the rules for actions, by where they stand."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.validation.length import grapheme_length
from simulator.validation.problems import Problems

INPUT_OPTIONS = frozenset({"closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"})
ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
URI = re.compile(r"(?i)(https?|line|tel):\S+")
PICKER_FORMATS = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%dT%H:%M"}
PICKER_SHAPES = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "time": re.compile(r"\d{2}:\d{2}"),
    "datetime": re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}"),
}


@dataclass(frozen=True)
class Spot:
    """Where an action stands: how long its label may be, and which special kinds work there."""

    label_limit: int
    label_required: bool = False
    extra: frozenset[str] = frozenset()


QUICK_REPLY = Spot(20, label_required=True, extra=frozenset({"camera", "cameraRoll", "location"}))
TEMPLATE = Spot(20, label_required=True)
TEMPLATE_DEFAULT = Spot(20)
IMAGE_CAROUSEL = Spot(12)
RICH_MENU = Spot(20, extra=frozenset({"richmenuswitch"}))
FLEX_BUTTON = Spot(40, label_required=True)
FLEX = Spot(40)
COMMON = frozenset({"postback", "message", "uri", "datetimepicker", "clipboard"})


def check_action(action: Any, place: str, spot: Spot, problems: Problems) -> None:
    if not isinstance(action, dict):
        problems.add(place, "May not be empty")
        return
    kind = action.get("type")
    if not isinstance(kind, str) or kind not in COMMON | spot.extra:
        allowed = sorted(COMMON | spot.extra)
        problems.add(f"{place}.type", f"Must be one of the following values: {allowed}")
        return
    problems.text(
        action,
        "label",
        place,
        spot.label_limit,
        required=spot.label_required,
        length=grapheme_length,
    )
    rule = RULES.get(kind)
    if rule:
        rule(action, place, problems)


def _postback(action: dict[str, Any], place: str, problems: Problems) -> None:
    problems.text(action, "data", place, 300)
    problems.one_of(action, "inputOption", place, INPUT_OPTIONS, required=False)
    for name in ("displayText", "text", "fillInText"):
        problems.text(action, name, place, 300, required=False, length=grapheme_length)
    if "displayText" in action and "text" in action:
        problems.add(f"{place}.text", "displayText and text cannot be used together")
    if "fillInText" in action and action.get("inputOption") != "openKeyboard":
        problems.add(f"{place}.fillInText", "inputOption must be openKeyboard")


def _message(action: dict[str, Any], place: str, problems: Problems) -> None:
    problems.text(action, "text", place, 300, length=grapheme_length)


def _uri(action: dict[str, Any], place: str, problems: Problems) -> None:
    problems.text(action, "uri", place, 1000)
    uri = action.get("uri")
    if isinstance(uri, str) and uri and not URI.fullmatch(uri):
        problems.add(f"{place}.uri", "invalid uri scheme")


def _clipboard(action: dict[str, Any], place: str, problems: Problems) -> None:
    problems.text(action, "clipboardText", place, 1000)


def _menu_switch(action: dict[str, Any], place: str, problems: Problems) -> None:
    problems.text(action, "data", place, 300)
    alias = action.get("richMenuAliasId")
    if not isinstance(alias, str) or not ALIAS.fullmatch(alias):
        problems.add(f"{place}.richMenuAliasId", "invalid alias")


def _picker(action: dict[str, Any], place: str, problems: Problems) -> None:
    problems.text(action, "data", place, 300)
    mode = action.get("mode")
    if not isinstance(mode, str) or mode not in PICKER_FORMATS:
        problems.one_of(action, "mode", place, PICKER_FORMATS)
        return
    moments = {}
    for name in ("initial", "max", "min"):
        if name in action:
            moments[name] = picked(mode, action[name])
            if moments[name] is None:
                problems.add(f"{place}.{name}", "invalid format")
    least, most = moments.get("min"), moments.get("max")
    if least and most and most <= least:
        problems.add(f"{place}.max", "max must be greater than min")


def picked(mode: str, value: Any) -> datetime | None:
    """The moment a picker's value means, without a zone; None when it is none."""
    if not isinstance(value, str) or not PICKER_SHAPES[mode].fullmatch(value):
        return None
    try:
        moment = datetime.strptime(value.replace("t", "T"), PICKER_FORMATS[mode])  # noqa: DTZ007
    except ValueError:
        return None
    return moment if 1900 <= moment.year <= 2100 else None


RULES = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "clipboard": _clipboard,
    "richmenuswitch": _menu_switch,
    "datetimepicker": _picker,
}

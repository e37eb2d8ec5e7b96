"""One part of a rule, from a tile or from what was typed."""

import re
from typing import Any

from pydantic import ValidationError

from admin_flows.answers.bounds import parse_bounds, parse_since
from admin_flows.ports.facts import FieldKind
from bot.domain.attributes import AGE, GENDER
from bot.domain.conditions import Node
from bot.domain.problems import problems_of
from bot.domain.rules import part_of
from flex_templates.views.parts import Notice

_DAYS = re.compile(r"(least|within)-([0-9]{1,3})")
_STANDINGS = ("inside", "finished", "stopped")


def coded(kind: str, name: str, code: str) -> Node | None:
    """What a tile says; None for a code of no tile."""
    raw = _coded(kind, name, code)
    try:
        return part_of(raw) if raw else None
    except ValidationError:
        return None


def _coded(kind: str, name: str, code: str) -> dict[str, Any] | None:
    days = _DAYS.fullmatch(code)
    raw: dict[str, Any] | None = None
    match kind:
        case "label" if days:
            raw = {"label": name, _since(days[1] == "least"): {"days": int(days[2])}}
        case "label" | "group" if code in {"has", "not"}:
            raw = {kind: name}
        case "days" if days:
            way = "at_least" if days[1] == "least" else "at_most"
            raw = {"days_since_friend": {way: int(days[2])}}
        case "scenario" if code in _STANDINGS:
            raw = {code: name}
        case "scenario" if code == "outside":
            return {"not": {"inside": name}}
        case "attribute" if code in {"known", "unknown"}:
            raw = {"attribute": name, "known": code == "known"}
        case "attribute" if name == GENDER:
            raw = {"attribute": name, "is": code}
    return {"not": raw} if raw and code == "not" else raw


def typed_part(kind: str, name: str, field: FieldKind, text: str) -> Node | Notice:
    raw = _typed(kind, name, field, text)
    if isinstance(raw, Notice):
        return raw
    try:
        return part_of(raw)
    except ValidationError as error:
        problem = problems_of(error, {}, {})[0]
        return Notice("error", problem.code, problem.values)


def _typed(kind: str, name: str, field: FieldKind, text: str) -> dict[str, Any] | Notice:
    if kind == "label":
        since = parse_since(text)
        if since is None:
            return _unread("since_not_understood", text)
        return {"label": name, _since(since.at_least): {since.term.unit: since.term.amount}}
    if kind == "attribute" and field == "text" and name != AGE:
        values = [each for each in re.split(r"[\s、,，]+", text) if each]
        return {"attribute": name, "is": values}
    bounds = parse_bounds(text) if kind in {"attribute", "days"} else None
    if bounds is None or field == "date":
        return _unread("bounds_not_understood", text)
    found: Any = bounds.numbers if bounds.way == "between" else bounds.numbers[0]
    compared: dict[str, Any] = {bounds.way: found}
    return {"days_since_friend": compared} if kind == "days" else {"attribute": name, **compared}


def _since(at_least: bool) -> str:
    return "for_at_least" if at_least else "for_less_than"


def _unread(code: str, text: str) -> Notice:
    return Notice("error", code, {"text": text[:20]})

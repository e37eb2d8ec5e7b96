"""One part of a rule, from a tile or from what was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from admin_flows.answers.bounds import parse_bounds, parse_since
from admin_flows.answers.clock_time import parse_span
from admin_flows.answers.plain import dashed
from admin_flows.answers.weekdays import parse_weekdays
from admin_flows.ports.facts import FieldFacts, FieldKind
from bot.domain.answered import answered_with
from bot.domain.asking import Ask
from bot.domain.attributes import AGE, GENDER, LANGUAGE
from bot.domain.condition_forms import (
    Attribute,
    DaysSinceFriend,
    Hour,
    Label,
    Month,
    OnWeekday,
)
from bot.domain.conditions import Condition, Node, Not
from bot.domain.problems import problems_of
from bot.domain.rules import part_of
from bot.domain.window import Window, hour
from flex_templates.views.parts import Notice

_DAYS = re.compile(r"(least|within)-([0-9]{1,3})")
_STANDINGS = ("entered", "inside", "finished", "stopped")
_WITHOUT = {"outside": "inside", "never": "entered"}
_REACTIONS = ("tapped", "watched", "answered")
_TOLD_BY_TILES = (GENDER, LANGUAGE, "os")


@dataclass(frozen=True)
class About:
    """What a part is about: `name` of the label, the field or the scenario, or a step's id.
    `scenario`: whose step it is, where it is not the one that the rule stands in.
    """

    kind: str
    name: str = ""
    field: FieldKind = "text"
    scenario: str = ""


def coded(about: About, code: str, ask: Ask | None = None) -> Node | None:
    """What a tile says; None for a code of no tile. `ask`: the question it is about."""
    raw = _reaction(about, code) or _coded(about.kind, about.name, code)
    try:
        if raw is None and ask is not None:
            return _chosen(ask, code)
        return part_of(raw) if raw else None
    except ValidationError:
        return None


def _chosen(ask: Ask, code: str) -> Condition | None:
    number = code.removeprefix("choice-")
    there = number.isascii() and number.isdigit() and 1 <= int(number) <= len(ask.choices)
    return answered_with(ask, ask.choices[int(number) - 1]) if there else None


def _reaction(about: About, code: str) -> dict[str, Any] | None:
    did = code.removeprefix("not-")
    if about.kind not in ("reaction", "answer") or did not in _REACTIONS:
        return None
    raw = {did: about.name, **({"scenario": about.scenario} if about.scenario else {})}
    return raw if did == code else {"not": raw}


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
        case "scenario" if code in _WITHOUT:
            return {"not": {_WITHOUT[code]: name}}
        case "attribute" if code in {"known", "unknown"}:
            raw = {"attribute": name, "known": code == "known"}
        case "attribute" if name in _TOLD_BY_TILES:
            raw = {"attribute": name, "is": code}
    return {"not": raw} if raw and (code == "not" or code.startswith("not-")) else raw


def typed_part(about: About, text: str) -> Node | Notice:
    raw = _typed(about, text)
    if isinstance(raw, Notice):
        return raw
    try:
        return part_of(raw)
    except ValidationError as error:
        problem = problems_of(error, {}, {})[0]
        return Notice("error", problem.code, problem.values)


def _typed(about: About, text: str) -> dict[str, Any] | Notice:
    kind, name = about.kind, about.name
    if kind == "label":
        since = parse_since(text)
        if since is None:
            return _unread("since_not_understood", text)
        return {"label": name, _since(since.at_least): {since.term.unit: since.term.amount}}
    if kind in {"month", "weekday", "hour"}:
        return _of_now(kind, text)
    if kind == "attribute" and about.field == "text" and name != AGE:
        values = [each for each in re.split(r"[\s、,，]+", text) if each]
        return {"attribute": name, "is": values}
    bounds = parse_bounds(text) if kind in {"attribute", "days"} else None
    if bounds is None or about.field == "date":
        return _unread("bounds_not_understood", text)
    found: Any = bounds.numbers if bounds.way == "between" else bounds.numbers[0]
    compared: dict[str, Any] = {bounds.way: found}
    return {"days_since_friend": compared} if kind == "days" else {"attribute": name, **compared}


def _of_now(kind: str, text: str) -> dict[str, Any] | Notice:
    if kind == "weekday":
        days = parse_weekdays(text)
        return {"weekday": list(days)} if days else _unread("days_not_understood", text)
    if kind == "month":
        months = [int(each) for each in re.findall(r"[0-9]{1,3}", dashed(text))]
        return {"month": months} if months else _unread("number_not_understood", text)
    span = parse_span(text)
    if span is None:
        return _unread("time_not_understood", text)
    end = span.end or hour(span.start)
    if end <= span.start:
        values = {"start": f"{span.start:%H:%M}", "end": f"{end:%H:%M}"}
        return Notice("error", "window_order", values)
    return {"hour": Window(start=span.start, end=end).text}


def _since(at_least: bool) -> str:
    return "for_at_least" if at_least else "for_less_than"


def _unread(code: str, text: str) -> Notice:
    return Notice("error", code, {"text": text[:20]})


def about(part: Node, fields: Sequence[FieldFacts]) -> About | None:
    """What to ask again for another value; None where it is chosen anew instead."""
    inner = part.not_ if isinstance(part, Not) else part
    match inner:
        case Label():
            return About("label", inner.label)
        case Attribute():
            kinds = {one.name: one.kind for one in fields}
            return About("attribute", inner.attribute, kinds.get(inner.attribute, "text"))
        case DaysSinceFriend():
            return About("days", field="number")
        case Month():
            return About("month")
        case OnWeekday():
            return About("weekday")
        case Hour():
            return About("hour")
    return None

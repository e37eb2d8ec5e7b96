"""Times of day as people write them: 10:00, 10時半, 午後3時, 3pm, 10:00-11:00."""

import re
from dataclasses import dataclass
from datetime import time

from admin_flows.answers.plain import dashed

_JA = re.compile(r"(午前|午後|朝|夜|昼)? ?([0-9]{1,2})時(?:(半)|([0-9]{1,2})分)?(?:頃|ごろ)?")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)? ?(am|pm|a\.m\.|p\.m\.)?")
_EN = re.compile(r"([0-9]{1,2}) ?(am|pm|a\.m\.|p\.m\.)")
_NOON = {"正午": time(12), "noon": time(12), "お昼": time(12)}


@dataclass(frozen=True)
class Span:
    """`end` None: only a start was said. It is not checked which of both comes first."""

    start: time
    end: time | None = None


def parse_span(text: str) -> Span | None:
    said = dashed(text)
    parts = re.split(r" ?(?:-|から) ?", said.removesuffix("まで"))
    found = [_one(part) for part in parts]
    if found[0] is None or len(found) > 2:
        return None
    if len(found) == 1:
        return Span(found[0])
    return Span(found[0], found[1]) if found[1] is not None else None


def parse_time(text: str) -> time | None:
    return _one(dashed(text))


def _one(said: str) -> time | None:
    if said in _NOON:
        return _NOON[said]
    if ja := _JA.fullmatch(said):
        return _at(int(ja[2]), 30 if ja[3] else int(ja[4] or 0), late=ja[1] in {"午後", "夜"})
    if clock := _CLOCK.fullmatch(said):
        return _at(int(clock[1]), int(clock[2]), late=(clock[3] or "").startswith("p"))
    if en := _EN.fullmatch(said):
        hour = int(en[1]) % 12
        return _at(hour, 0, late=en[2].startswith("p"))
    return None


def _at(hour: int, minute: int, *, late: bool) -> time | None:
    if late and hour < 12:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None

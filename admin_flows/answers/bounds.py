"""Numbers and lengths with a bound, as people write them: 25〜44, 25歳未満, 45+, within 3 days."""

import re
from dataclasses import dataclass
from typing import Literal

from admin_flows.answers.plain import dashed, plain
from admin_flows.answers.term import Term, parse_term

Way = Literal["is", "under", "over", "at_least", "at_most", "between"]
_N = r"(-?[0-9]{1,9}(?:\.[0-9]{1,6})?) ?(?:歳|才|円|回|点|日|人|years? old|years?|days?)?"
_FORMS: tuple[tuple[str, Way], ...] = (
    (rf"{_N} ?(?:-|から|to) ?{_N}(?:まで)?", "between"),
    (rf"{_N} ?(?:未満|より下|より小さい)|(?:under|below|less than|<) ?{_N}", "under"),
    (rf"{_N} ?(?:以下|以内|まで)|(?:at most|up to|within|<=) ?{_N}", "at_most"),
    (rf"{_N} ?(?:以上|から|\+|or more|and over)|(?:at least|>=) ?{_N}", "at_least"),
    (rf"{_N} ?(?:より上|より大きい|超)|(?:over|above|more than|>) ?{_N}", "over"),
    (_N, "is"),
)
_AT_LEAST = re.compile(r"(?:at least|for) (.+)|(.+?) ?(?:以上|たった|経った|or more|ago)")
_WITHIN = re.compile(r"(?:within|less than|under) (.+)|(.+?) ?(?:以内|未満|まで)")


@dataclass(frozen=True)
class Bounds:
    way: Way
    numbers: tuple[float | int, ...]


@dataclass(frozen=True)
class Since:
    """So long ago at least, or less than that."""

    at_least: bool
    term: Term


def parse_bounds(text: str) -> Bounds | None:
    said = dashed(text)
    for pattern, way in _FORMS:
        if found := re.fullmatch(pattern, said):
            return Bounds(way, tuple(map(_number, filter(None, found.groups()))))
    return None


def parse_since(text: str) -> Since | None:
    """A length alone means at least so long."""
    said = plain(text)
    for pattern, at_least in ((_WITHIN, False), (_AT_LEAST, True)):
        if found := pattern.fullmatch(said):
            return _since(found[1] or found[2], at_least=at_least)
    return _since(said, at_least=True)


def _since(said: str, *, at_least: bool) -> Since | None:
    term = parse_term(said)
    usable = term is not None and term.amount > 0 and term.unit != "seconds"
    return Since(at_least, term) if term and usable else None


def _number(digits: str) -> float | int:
    number = float(digits)
    return int(number) if number.is_integer() else number

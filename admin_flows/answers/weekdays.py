"""Weekdays and days of a month as people write them: 月火水木, 平日, mon-fri, 25, 末."""

import re
from typing import Literal

from admin_flows.answers.plain import dashed, plain

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_JA: dict[str, Weekday] = dict(zip("月火水木金土日", WEEK, strict=True))
_ZH: dict[str, Weekday] = dict(zip("一二三四五六日", WEEK, strict=True))
_TH: dict[str, Weekday] = {
    **dict(zip(["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"], WEEK, strict=True)),
    **dict(zip(["จ", "อ", "พ", "พฤ", "ศ", "ส", "อา"], WEEK, strict=True)),
}
_GROUPS: dict[str, tuple[Weekday, ...]] = {
    "平日": WEEK[:5],
    "weekdays": WEEK[:5],
    "土日": WEEK[5:],
    "週末": WEEK[5:],
    "weekend": WEEK[5:],
    "weekends": WEEK[5:],
    "毎日": WEEK,
    "every day": WEEK,
    "daily": WEEK,
}
_LAST = {
    "最後一天",
    "月底",
    "สิ้นเดือน",
    "วันสุดท้าย",
    "末",
    "月末",
    "末日",
    "last",
    "last day",
    "end",
    "end of month",
}


def parse_weekdays(text: str) -> tuple[Weekday, ...] | None:
    """In the order of the week, each once. None when anything else is in the text."""
    said = dashed(text)
    if said in _GROUPS:
        return _GROUPS[said]
    found = _japanese(said) or _apart(said) or _english(said)
    return tuple(day for day in WEEK if day in found) if found else None


def parse_day_of_month(text: str) -> int | Literal["last"] | None:
    said = plain(text)
    if said in _LAST:
        return "last"
    found = re.fullmatch(r"(?:毎月)? ?([0-9]{1,3})(?:日|st|nd|rd|th)?", said)
    return int(found[1]) if found else None


def _japanese(said: str) -> set[Weekday]:
    letters = re.sub(r"曜日?|[\s,、・と]", "", said)
    if span := re.fullmatch(r"(.)(?:-|から)(.)(?:まで)?", letters):
        return _between(_JA.get(span[1]), _JA.get(span[2]))
    return {_JA[c] for c in letters} if all(c in _JA for c in letters) else set()


def _apart(said: str) -> set[Weekday]:
    """Chinese and Thai days, each a word of its own: 一 is a number, too."""
    words = re.sub(r"星期|禮拜|週", " ", said) if re.search(r"[一二三四五六日]", said) else said
    found = [_ZH.get(word) or _TH.get(word.removeprefix("วัน").rstrip("."))
             for word in re.split(r"[\s,、]+", words) if word]  # fmt: skip
    lone = said in _ZH
    return set() if lone or None in found else {day for day in found if day is not None}


def _english(said: str) -> set[Weekday]:
    if span := re.fullmatch(r"([a-z]+) ?(?:-|to) ?([a-z]+)", said):
        return _between(_named(span[1]), _named(span[2]))
    words = [word for word in re.split(r"[\s,、・&]+|\band\b", said) if word]
    days = [_named(word) for word in words]
    return set() if None in days else {day for day in days if day is not None}


def _named(word: str) -> Weekday | None:
    name = word.rstrip(".")
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for day, whole in zip(WEEK, full, strict=True):
        if len(name) >= 3 and (whole.startswith(name) or name == whole + "s"):
            return day
    return None


def _between(first: Weekday | None, last: Weekday | None) -> set[Weekday]:
    if first is None or last is None:
        return set()
    start, length = WEEK.index(first), (WEEK.index(last) - WEEK.index(first)) % 7
    return {WEEK[(start + step) % 7] for step in range(length + 1)}

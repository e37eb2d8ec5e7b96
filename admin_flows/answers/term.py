"""Lengths of time as people write them: 10日, 2週間, 90分, 3か月, 1時間半, 10 days, an hour."""

import re
from dataclasses import dataclass
from typing import Literal

from admin_flows.answers.plain import plain

Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months"]

LONGEST: dict[Unit, int] = {
    "seconds": 86_400,
    "minutes": 1_440 * 365,
    "hours": 24 * 365,
    "days": 365,
    "weeks": 52,
    "months": 12,
}

_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"秒[間鐘]?|วินาที|s|secs?|seconds?", "seconds"),
    (r"分[間鐘]?|นาที|m|mins?|minutes?", "minutes"),
    (r"時間|小時|ชั่วโมง|h|hrs?|hours?", "hours"),
    (r"日間?|天|วัน|d|days?", "days"),
    (r"週間?|星期|สัปดาห์|w|wks?|weeks?", "weeks"),
    (r"[かカヵヶケ箇]月間?|個月|เดือน|months?", "months"),
)
_NOW = re.compile(r"今?すぐ(に)?|ただちに|立即|立刻|馬上|ทันที|0|now|right away|immediately|at once")
_TOMORROW = re.compile(r"翌日|次の日|明日|隔天|隔日|วันถัดไป|next day|tomorrow|the next day")
_AFTER = re.compile(r"(.+?) ?(後に?|ご|あとに?|later|after)")
_BEFORE = re.compile(r"^(หลัง|อีก) ?")
_HALF_HOUR = re.compile(r"([0-9]{1,6}) ?時間半")
_KANJI = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True)
class Term:
    unit: Unit
    amount: int

    @property
    def longest(self) -> int:
        return LONGEST[self.unit]

    @property
    def fits(self) -> bool:
        return self.amount <= self.longest


RIGHT_AWAY = Term("seconds", 0)


def parse_term(text: str) -> Term | None:
    """None when it is no length of time. The caller asks `fits`: 400 days are understood."""
    said = plain(text)
    if _NOW.fullmatch(said):
        return RIGHT_AWAY
    if _TOMORROW.fullmatch(said):
        return Term("days", 1)
    said = _BEFORE.sub("", said)
    if after := _AFTER.fullmatch(said):
        said = after[1].strip()
    if half := _HALF_HOUR.fullmatch(said):
        return Term("minutes", int(half[1]) * 60 + 30)
    return _counted(said)


def _counted(said: str) -> Term | None:
    for pattern, unit in _UNITS:
        if found := re.fullmatch(
            rf"([0-9]{{1,6}}|[一二三四五六七八九十]|an?|one) ?(?:{pattern})", said
        ):
            return Term(unit, _amount(found[1]))
    return None


def _amount(word: str) -> int:
    if word in {"a", "an", "one"}:
        return 1
    return _KANJI.get(word) or int(word)

"""A question as LINE shows it, and what LINE tells us when a button below it is tapped."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.asking import Ask
from bot.domain.attributes import BIRTHDAY
from bot.domain.flex import bubble

DONE, DATE, SKIP = "done", "date", "skip"
# Our own words on a card that the shop writes: in the languages that its friends' cards speak.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {DONE: "これで決定", DATE: "日付を選ぶ", SKIP: "答えない"},
    "en": {DONE: "That is all", DATE: "Pick a date", SKIP: "Skip"},
    "zh-TW": {DONE: "就這些", DATE: "選擇日期", SKIP: "不回答"},
    "th": {DONE: "เลือกครบแล้ว", DATE: "เลือกวันที่", SKIP: "ไม่ตอบ"},
}
_DATA = re.compile(r"ans:(\d{1,9}):([a-z0-9_-]{1,40}):(\d{1,2}|done|date|skip)")


@dataclass(frozen=True, slots=True)
class Tapped:
    """`which`: a choice's number from 0, DONE, DATE or SKIP."""

    version_id: int
    step_id: str
    which: str


def answer_data(version_id: int, step_id: str, which: str) -> str:
    return f"ans:{version_id}:{step_id}:{which}"


def nobodys_answer(which: str) -> str:
    """Below a question that is only looked at."""
    return answer_data(0, "-", which)


def read_answer_data(data: str) -> Tapped | None:
    """Outside input; None where it is about no question."""
    found = _DATA.fullmatch(data)
    return Tapped(int(found[1]), found[2], found[3]) if found else None


def question(ask: Ask, text: str, locale: str, answer: Callable[[str], str]) -> dict[str, Any]:
    """`answer`: from DONE, DATE, SKIP or a choice's number to the data behind its button."""
    if not ask.is_card:
        return {"type": "text", "text": text}
    actions: list[dict[str, Any]] = [
        {"type": "postback", "label": choice, "displayText": choice, "data": answer(str(number))}
        for number, choice in enumerate(ask.choices)
    ]
    words = _WORDS.get(locale, _WORDS["en"])
    if ask.asks_for == "many":
        actions.append({"type": "postback", "label": words[DONE], "data": answer(DONE)})
    if ask.asks_for == "date":
        actions.append(_picker(ask, words[DATE], answer(DATE)))
    first = -1 if ask.asks_for == "choice" else len(actions) - 1
    if ask.right is None:  # a quiz is left by its time, not by a tap
        skip = words[SKIP]
        actions.append(
            {"type": "postback", "label": skip, "displayText": skip, "data": answer(SKIP)}
        )
    return {"type": "flex", "altText": text, "contents": bubble(text, actions, coloured=first)}


def _picker(ask: Ask, label: str, data: str) -> dict[str, Any]:
    """A birthday is looked for from a year in which it may well lie."""
    begins = {"initial": "1990-01-01"} if ask.into == BIRTHDAY else {}
    return {"type": "datetimepicker", "label": label, "data": data, "mode": "date", **begins}

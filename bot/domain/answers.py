"""What somebody answered to a question: read as it was meant, or what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.domain import birth, limits
from bot.domain.asking import Ask, ages_in, folded
from bot.domain.attributes import (
    AGE,
    BIRTH_YEAR,
    BIRTHDAY,
    GENDER,
    Kind,
    Known,
    gender,
    number_text,
)
from bot.domain.text import clip, one_line

Wrong = Literal["no_choice", "no_number", "no_date", "no_such_day", "no_age", "no_year"]
_DAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_NUMBER = re.compile(r"(-?\d{1,12}(?:\.\d{1,6})?)\s*[^\d\s]{0,4}")
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` as it is shown again; `known` for the field `into`, `labels` to attach."""

    text: str
    known: Known
    into: str | None = None
    labels: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What the field is made as that nobody knows yet."""
        return "date" if self.known.is_date else "text" if self.known.number is None else "number"


@dataclass(frozen=True, slots=True)
class NoAnswer:
    what: Wrong
    values: Mapping[str, str] = field(default_factory=dict)


def read(ask: Ask, said: str, today: date) -> Answer | NoAnswer:
    """What was typed, picked or tapped; several choices are parted by commas."""
    text = one_line(said)
    match ask.asks_for:
        case "choice" | "many":
            return _chosen(ask, text, today)
        case "number":
            return _number(ask, text, today)
        case "date":
            return _date(ask, text, today)
    return _answer(ask, clip(text, limits.VALUE_GRAPHEMES), Known(""))


def is_right(ask: Ask, answer: Answer) -> bool:
    return ask.right is None or folded(ask.right) == folded(answer.text)


def _chosen(ask: Ask, said: str, today: date) -> Answer | NoAnswer:
    several = re.split(r"[,、，]", said) if ask.asks_for == "many" else [said]
    by_word = {folded(choice): choice for choice in ask.choices}
    found = [by_word.get(folded(each)) for each in several if each.strip()]
    chosen = tuple(dict.fromkeys(each for each in found if each))
    if not chosen or None in found:
        return NoAnswer("no_choice", {"choices": "、".join(ask.choices)})
    text = "、".join(choice for choice in ask.choices if choice in chosen)
    ages = ages_in(text) if ask.into == AGE else None
    if ages:
        return _born(ask, text, birth.of_ages(*ages, today))
    if ask.into == BIRTH_YEAR:
        return _born(ask, text, birth.of_year(int(text)))
    return _answer(ask, text, Known(""), chosen)


def _number(ask: Ask, said: str, today: date) -> Answer | NoAnswer:
    found = _NUMBER.fullmatch(folded(said).replace(",", ""))
    if found is None:
        return NoAnswer("no_number")
    number = float(found[1])
    text = number_text(number)
    if ask.into == AGE:
        if not (number.is_integer() and 0 <= number <= _OLDEST):
            return NoAnswer("no_age")
        return _born(ask, text, birth.of_ages(int(number), int(number), today))
    if ask.into == BIRTH_YEAR:
        if not (number.is_integer() and today.year - _OLDEST <= number <= today.year):
            return NoAnswer("no_year", {"year": str(today.year - 30)})
        return _born(ask, text, birth.of_year(int(number)))
    return _answer(ask, text, Known(text, number))


def _date(ask: Ask, said: str, today: date) -> Answer | NoAnswer:
    found = _DAY.fullmatch(folded(said))
    if found is None:
        return NoAnswer("no_date", {"day": f"{today:%Y/%m/%d}"})
    year = int(found[1]) if found[1] else None
    month, day = int(found[2]), int(found[3])
    if year is None and ask.into == BIRTHDAY:
        return NoAnswer("no_date", {"day": f"{today.year - 30}/{today:%m/%d}"})
    try:
        there = date(today.year if year is None else year, month, day)
        if year is None and there < today:  # the next one is meant
            there = date(today.year + 1, month, day)
    except ValueError:
        return NoAnswer("no_such_day", {"day": said[:20]})
    if ask.into == BIRTHDAY and not 0 <= today.year - there.year <= _OLDEST:
        return NoAnswer("no_date", {"day": f"{today.year - 30}/{today:%m/%d}"})
    return _answer(ask, there.isoformat(), Known(there.isoformat(), is_date=True))


def _born(ask: Ask, text: str, days: tuple[str, str]) -> Answer:
    """Age, birth year and birthday are three ways to look at one thing."""
    known = Known(days[0], is_date=True, until=days[1])
    return Answer(text, known, BIRTHDAY, _labels(ask, (text,)))


def _answer(ask: Ask, text: str, known: Known, chosen: tuple[str, ...] = ()) -> Answer:
    said = gender(text) if ask.into == GENDER else text
    return Answer(text, known if known.text else Known(said), ask.into, _labels(ask, chosen))


def _labels(ask: Ask, chosen: tuple[str, ...]) -> tuple[str, ...]:
    if ask.label is True:
        return chosen
    return (ask.label,) if ask.label else ()

"""What may be known of a friend beside labels: the attributes that are always there, and own ones.

A birthday may be known exactly, or only to lie between two days (a birth year, an age group): age,
birth year and birthday are three ways to look at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "date"]

NAME, LANGUAGE, GENDER, AREA = "name", "language", "gender", "area"
AGE, BIRTH_YEAR, BIRTHDAY = "age", "birth_year", "birthday"
OF_PROFILE = (NAME, LANGUAGE)
OF_BIRTH = (AGE, BIRTH_YEAR, BIRTHDAY)
# Stored like own fields; what is known of the birth stands under `birthday`.
BUILT_IN: Mapping[str, Kind] = {GENDER: "text", BIRTHDAY: "date", AREA: "text", "os": "text"}
# How each can be compared; own fields in any way.
TEXTS = frozenset({NAME, LANGUAGE, GENDER, AREA, "os"})

_GENDERS: Mapping[str, tuple[str, ...]] = {
    "female": ("f", "woman", "女", "女性", "หญิง"),
    "male": ("m", "man", "男", "男性", "ชาย"),
    "other": ("その他", "其他", "อื่น ๆ"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One attribute's value. `text` is as people read it, of a date in ISO's form (local).

    `until`: of a date that is only known to lie between `text` and here.
    """

    text: str
    number: float | None = None
    is_date: bool = False
    until: str | None = None


def gender(said: str) -> str:
    """female, male or other for the words people use; anything else as it is."""
    folded = said.strip().casefold()
    found = (key for key, words in _GENDERS.items() if folded == key or folded in words)
    return next(found, said)


def number_text(number: float) -> str:
    return str(int(number)) if number.is_integer() else str(number)

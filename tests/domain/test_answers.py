"""What somebody answers is read as it was meant, or it is told what is wrong with it."""

from datetime import date
from typing import Any

import pytest

from bot.domain.answers import Answer, NoAnswer, is_right, read
from bot.domain.asking import Ask, ages_in

TODAY = date(2026, 12, 1)


def asked(**parts: Any) -> Ask:
    return Ask.model_validate({"text": "?", **parts})


@pytest.mark.parametrize(
    ("choice", "ages"),
    [
        ("20代", (20, 29)),
        ("60代以上", (60, None)),
        ("25-44", (25, 44)),
        ("25〜44歳", (25, 44)),
        ("25歳から44歳", (25, 44)),
        ("65歳以上", (65, None)),
        ("65+", (65, None)),
        ("18歳未満", (0, 17)),
        ("under 18", (0, 17)),
        ("〜19歳以下", (0, 19)),
        ("19歳まで", (0, 19)),
        ("30", (30, 30)),
        ("２０代", (20, 29)),
        ("若い", None),
        ("", None),
    ],
)
def test_ages_are_read_as_shops_write_them(choice: str, ages: Any) -> None:
    assert ages_in(choice) == ages


NUMBER, DATE = {"kind": "number"}, {"kind": "date"}
BIRTHDAY = {"kind": "date", "into": "birthday"}


@pytest.mark.parametrize(
    ("parts", "said", "text"),
    [
        (NUMBER, "3", "3"),
        (NUMBER, "３名様", "3"),
        (NUMBER, "1,200円", "1200"),
        (NUMBER, "-2.5", "-2.5"),
        (DATE, "2027-01-05", "2027-01-05"),
        (DATE, "2027年1月5日", "2027-01-05"),
        (DATE, "１／５", "2027-01-05"),
        (DATE, "12月1日", "2026-12-01"),
        (BIRTHDAY, "1990/2/3", "1990-02-03"),
        ({"choices": ["はい", "いいえ"]}, "　はい ", "はい"),
        ({"choices": ["Yes", "No"]}, "ＹＥＳ", "Yes"),
        ({"choices": ["A", "B", "C"], "kind": "many"}, "c、a,c", "A、C"),
        ({}, "駅前の\n店", "駅前の 店"),
    ],
)
def test_an_answer(parts: dict[str, Any], said: str, text: str) -> None:
    found = read(asked(**parts), said, TODAY)
    assert isinstance(found, Answer)
    assert found.text == text


@pytest.mark.parametrize(
    ("parts", "said", "what"),
    [
        (NUMBER, "abc", "no_number"),
        (NUMBER, "", "no_number"),
        (NUMBER, "9" * 40, "no_number"),
        (NUMBER, "3 or 4", "no_number"),
        ({**NUMBER, "into": "age"}, "121", "no_age"),
        ({**NUMBER, "into": "age"}, "-1", "no_age"),
        ({**NUMBER, "into": "age"}, "2.5", "no_age"),
        ({**NUMBER, "into": "birth_year"}, "90", "no_year"),
        ({**NUMBER, "into": "birth_year"}, "2027", "no_year"),
        (DATE, "明日", "no_date"),
        (DATE, "2027-02-30", "no_such_day"),
        (DATE, "1月32日", "no_such_day"),
        (DATE, "0000-01-01", "no_such_day"),
        (BIRTHDAY, "2月3日", "no_date"),
        (BIRTHDAY, "1790-02-03", "no_date"),
        ({"choices": ["A", "B"]}, "C", "no_choice"),
        ({"choices": ["A", "B"]}, "", "no_choice"),
        ({"choices": ["A", "B"], "kind": "many"}, "A, X", "no_choice"),
        ({"choices": ["A", "B"], "kind": "many"}, " , ", "no_choice"),
    ],
)
def test_what_is_none(parts: dict[str, Any], said: str, what: str) -> None:
    found = read(asked(**parts), said, TODAY)
    assert isinstance(found, NoAnswer)
    assert found.what == what


def test_labels_are_the_choices_or_a_name() -> None:
    def labels(said: str, **parts: Any) -> tuple[str, ...]:
        found = read(asked(**parts), said, TODAY)
        assert isinstance(found, Answer)
        return found.labels

    choices = {"choices": ["A", "B"]}
    assert labels("A", **choices) == ()
    assert labels("A", **choices, label=True) == ("A",)
    assert labels("A,B", **choices, kind="many", label=True) == ("A", "B")
    assert labels("12", kind="number", label="回答済み") == ("回答済み",)
    assert labels("20代", choices=["20代"], into="age", label=True) == ("20代",)


def test_a_quiz_is_read_like_any_answer() -> None:
    quiz = asked(right="1868年")
    right, wrong = read(quiz, "１８６８年", TODAY), read(quiz, "1869年", TODAY)
    assert isinstance(right, Answer)
    assert isinstance(wrong, Answer)
    assert (is_right(quiz, right), is_right(quiz, wrong)) == (True, False)

from datetime import date, time

import pytest

from admin_flows.answers.bounds import Bounds, Since, parse_bounds, parse_since
from admin_flows.answers.clock_time import Span, parse_span
from admin_flows.answers.day import parse_date
from admin_flows.answers.keywords import read_keywords
from admin_flows.answers.plain import whole_number
from admin_flows.answers.term import RIGHT_AWAY, Term, parse_term
from admin_flows.answers.weekdays import parse_day_of_month, parse_weekdays
from bot.domain.errors import Problem


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("10日", Term("days", 10)),
        ("１０日後", Term("days", 10)),
        ("10 日 後に", Term("days", 10)),
        ("２週間", Term("weeks", 2)),
        ("９０分", Term("minutes", 90)),
        ("90分あと", Term("minutes", 90)),
        ("1時間半", Term("minutes", 90)),
        ("3か月", Term("months", 3)),
        ("3ヶ月後", Term("months", 3)),
        ("三日後", Term("days", 3)),
        ("翌日", Term("days", 1)),
        ("すぐ", RIGHT_AWAY),
        ("今すぐに", RIGHT_AWAY),
        ("0", RIGHT_AWAY),
        ("10 days", Term("days", 10)),
        ("10 Days later", Term("days", 10)),
        ("2weeks", Term("weeks", 2)),
        ("90 min", Term("minutes", 90)),
        ("an hour", Term("hours", 1)),
        ("1 month", Term("months", 1)),
        ("right away", RIGHT_AWAY),
        ("400日", Term("days", 400)),
    ],
)
def test_a_length_of_time_is_understood(text: str, term: Term) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize(
    "text", ["", "abc", "10", "日", "-3日", "1.5日", "3日4日", "十一日", "9" * 30]
)
def test_what_is_no_length_of_time_is_not_guessed(text: str) -> None:
    assert parse_term(text) is None


def test_a_year_fits_and_a_day_more_does_not() -> None:
    assert Term("days", 365).fits
    assert not Term("days", 366).fits
    assert Term("hours", 365 * 24).fits


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("10:00", Span(time(10))),
        ("１０：３０", Span(time(10, 30))),
        ("10時", Span(time(10))),
        ("10時半ごろ", Span(time(10, 30))),
        ("9時5分", Span(time(9, 5))),
        ("午後3時", Span(time(15))),
        ("夜8時", Span(time(20))),
        ("正午", Span(time(12))),
        ("3pm", Span(time(15))),
        ("12am", Span(time(0))),
        ("10:00-11:00", Span(time(10), time(11))),
        ("10:00〜11:00", Span(time(10), time(11))),
        ("10時から11時半まで", Span(time(10), time(11, 30))),
        ("11:00-10:00", Span(time(11), time(10))),
    ],
)
def test_a_time_of_day_is_understood(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["25:00", "10:61", "10", "9-10", "朝", "10:00-", "1:00-2:00-3:00"])
def test_what_is_no_time_of_day_is_not_guessed(text: str) -> None:
    assert parse_span(text) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("月火水木", ("mon", "tue", "wed", "thu")),
        ("木・月曜日", ("mon", "thu")),
        ("月〜金", ("mon", "tue", "wed", "thu", "fri")),
        ("平日", ("mon", "tue", "wed", "thu", "fri")),
        ("土日", ("sat", "sun")),
        ("Mon, Wed and Fri", ("mon", "wed", "fri")),
        ("mon-wed", ("mon", "tue", "wed")),
        ("sat to mon", ("mon", "sat", "sun")),
        ("tuesdays", ("tue",)),
    ],
)
def test_weekdays_are_understood(text: str, days: tuple[str, ...]) -> None:
    assert parse_weekdays(text) == days


@pytest.mark.parametrize("text", ["", "foo", "月x", "m", "10:00", "month"])
def test_what_are_no_weekdays_is_not_guessed(text: str) -> None:
    assert parse_weekdays(text) is None


@pytest.mark.parametrize(
    ("text", "day"), [("25", 25), ("25日", 25), ("毎月25日", 25), ("末", "last"), ("Last", "last")]
)
def test_days_of_a_month(text: str, day: object) -> None:
    assert parse_day_of_month(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        ("2026年12月24日", date(2026, 12, 24)),
        ("12/24", date(2026, 12, 24)),
        ("12月24日", date(2026, 12, 24)),
        ("1/5", date(2027, 1, 5)),
        ("11/3", date(2026, 11, 3)),
        ("2/30", None),
        ("きのう", None),
    ],
)
def test_dates_are_the_nearest_ones(text: str, day: date | None) -> None:
    assert parse_date(text, today=date(2026, 11, 21)) == day


def test_keywords_one_a_line_each_once() -> None:
    assert read_keywords("予約\n メニュー \n予約\n") == ("予約", "メニュー")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n", "empty"),
        ("停止", "keyword_is_stop_word"),
        ("ＳＴＯＰ", "keyword_is_stop_word"),
        ("あ" * 31, "name_too_long"),
        ("\n".join(f"ことば{n}" for n in range(11)), "too_many_keywords"),
    ],
)
def test_keywords_that_cannot_be(text: str, code: str) -> None:
    problem = read_keywords(text)
    assert isinstance(problem, Problem)
    assert problem.code == code


def test_a_row_number_in_any_width() -> None:
    assert whole_number(" ３ ") == 3
    assert whole_number("3つ") is None


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("25〜44", Bounds("between", (25, 44))),
        ("25歳から44歳まで", Bounds("between", (25, 44))),
        ("25歳未満", Bounds("under", (25,))),
        ("under 25", Bounds("under", (25,))),
        ("４５以上", Bounds("at_least", (45,))),
        ("45+", Bounds("at_least", (45,))),
        ("at least 4.5", Bounds("at_least", (4.5,))),
        ("30日以内", Bounds("at_most", (30,))),
        ("100円より上", Bounds("over", (100,))),
        ("20", Bounds("is", (20,))),
        ("大人", None),
        ("", None),
        ("25未満以上", None),
    ],
)
def test_bounds(text: str, bounds: Bounds | None) -> None:
    assert parse_bounds(text) == bounds


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("1日以上", Since(True, Term("days", 1))),
        ("2週間", Since(True, Term("weeks", 2))),
        ("at least 3 hours", Since(True, Term("hours", 3))),
        ("3日以内", Since(False, Term("days", 3))),
        ("within 2 months", Since(False, Term("months", 2))),
        ("30秒以上", None),
        ("0日以上", None),
        ("すぐ", None),
        ("前から", None),
    ],
)
def test_how_long_ago(text: str, since: Since | None) -> None:
    assert parse_since(text) == since


def test_lengths_and_days_in_chinese_and_thai() -> None:
    """As the cards of those languages tell owners to write them."""
    for said, unit, amount in (
        ("10天", "days", 10), ("2週", "weeks", 2), ("90分鐘", "minutes", 90),
        ("3小時後", "hours", 3), ("1個月", "months", 1), ("10 วัน", "days", 10),
        ("2 สัปดาห์", "weeks", 2), ("90 นาที", "minutes", 90),
        ("หลัง 3 ชั่วโมง", "hours", 3), ("1 เดือน", "months", 1),
    ):  # fmt: skip
        assert parse_term(said) == Term(unit, amount), said  # type: ignore[arg-type]
    for said in ("一 二 三", "星期一、星期二、星期三", "จ อ พ", "จ. อ. พ.", "จันทร์ อังคาร พุธ"):
        assert parse_weekdays(said) == ("mon", "tue", "wed"), said
    assert parse_weekdays("一") is None, "a number as well"
    assert parse_day_of_month("最後一天") == parse_day_of_month("สิ้นเดือน") == "last"

"""Dates, numbers and the sentences about waits and starts."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from flex_templates.errors import RenderError
from flex_templates.text import clip, cut, fill, utf16_length
from flex_templates.views.parts import HeldCount, Hours, StartRow, When
from flex_templates.wording import Wording
from flex_templates.words import Words

TOKYO = ZoneInfo("Asia/Tokyo")
JA, EN = Words("ja", TOKYO), Words("en", TOKYO)
NOW = datetime(2026, 11, 21, 5, 2, tzinfo=UTC)


def at(day: int, hour: int, month: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "ja", "en"),
    [
        (datetime(2026, 11, 21, 1, 21, tzinfo=UTC), "今日 10:21", "today 10:21"),
        (at(4, 1), "12/4(金) 10:00", "Fri, Dec 4 10:00"),
        (at(1, 0, month=1, year=2027), "2027/1/1 9:00", "Jan 1, 2027 9:00"),
        (datetime(2026, 11, 20, 15, 5, tzinfo=UTC), "今日 0:05", "today 0:05"),
    ],
)
def test_moments(instant: datetime, ja: str, en: str) -> None:
    assert (JA.moment(instant, NOW), EN.moment(instant, NOW)) == (ja, en)


def test_moments_are_in_the_accounts_zone() -> None:
    bangkok = Words("ja", ZoneInfo("Asia/Bangkok"))
    assert bangkok.moment(at(4, 1), NOW) == "12/4(金) 8:00"


@pytest.mark.parametrize(
    ("n", "ja", "en"),
    [
        (0, "0", "0"),
        (9_999, "9,999", "9,999"),
        (12_345, "1.2万", "12.3K"),
        (120_000, "12万", "120K"),
    ],
)
def test_figures(n: int, ja: str, en: str) -> None:
    assert (JA.figure(n), EN.figure(n)) == (ja, en)


TEN = Hours(time(10), time(11))
WAITS = [
    (When(), "すぐ", "right away"),
    (When(kind="after", amount=90, unit="minutes"), "90分後", "90 minutes later"),
    (When(kind="after", amount=1, hours=TEN), "1日後 10:00", "1 day later 10:00"),
    (When(kind="after", amount=0, hours=TEN), "その日 10:00", "the same day 10:00"),
    (
        When(kind="after", amount=3, hours=Hours(time(10), time(11, 30))),
        "3日後 10:00–11:30",
        "3 days later 10:00–11:30",
    ),
    (When(kind="after", amount=2, unit="weeks"), "2週間後", "2 weeks later"),
    (When(kind="after", amount=1, unit="months"), "1か月後", "1 month later"),
    (When(kind="weekday", weekday="mon", hours=TEN), "次の月曜 10:00", "next Monday 10:00"),
    (When(kind="day", day_of_month=25), "毎月25日", "day 25 of the month"),
    (When(kind="day", day_of_month="last"), "月末", "the last day of the month"),
    (When(kind="date", on=date(2026, 12, 24)), "12/24(木)", "Thu, Dec 24"),
    (
        When(kind="tapped", from_number="2", amount=2, hours=TEN),
        "ステップ2がタップされたら（遅くとも2日後 10:00）",
        "when step 2 is tapped, at the latest 2 days later 10:00",
    ),
    (
        When(kind="label", goal="来店済み", endless=True),
        "ラベル「来店済み」が付いたら",
        "when “来店済み” is attached",
    ),
    (
        When(kind="after", amount=5, counts_from="start"),
        "はじまりの5日後",
        "5 days later, from the start",
    ),
    (
        When(kind="after", amount=5, counts_from="step", from_number="2"),
        "2の5日後",
        "5 days later, from step 2",
    ),
    (
        When(kind="after", amount=3, hours=TEN, only_on=("mon", "thu")),
        "3日後（月・木のみ） 10:00",
        "3 days later (Mon, Thu only) 10:00",
    ),
]


@pytest.mark.parametrize(("wait", "ja", "en"), WAITS, ids=[en for _, _, en in WAITS])
def test_waits(wait: When, ja: str, en: str) -> None:
    assert (Wording(JA).when(wait), Wording(EN).when(wait)) == (ja, en)


STARTS = [
    (StartRow(kind="friend_added"), "友だち追加"),
    (StartRow(kind="friend_added", unblock=True), "友だち追加（ブロック解除も）"),
    (StartRow(kind="manual"), "手動で"),
    (StartRow(kind="keyword", words=("予約", "席")), "ことば：「予約」・「席」"),
    (StartRow(kind="keyword", match="contains", words=("予約",)), "ことば：「予約」をふくむ"),
    (StartRow(kind="keyword", match="starts_with", words=("予約",)), "ことば：「予約」で始まる"),
]


@pytest.mark.parametrize(("start", "ja"), STARTS)
def test_starts(start: StartRow, ja: str) -> None:
    assert Wording(JA).start(start) == ja


def test_kinds_are_counted_side_by_side() -> None:
    assert Wording(JA).kinds(["text", "text", "image", "text"]) == "文2・画像・文"
    assert Wording(EN).kinds(["text", "text", "image"]) == "Text (2), Picture"


def test_held_people_by_reason() -> None:
    rows = [HeldCount("blocked", 2), HeldCount("quota", 1312)]
    assert Wording(JA).held_counts(rows) == "ブロック 2・通数切れ 1,312"


def test_a_value_is_never_read_as_a_sentence() -> None:
    assert fill("{a} {名前}", {"a": "{b} {a}"}, str) == "{b} {a} {名前}"


def test_a_missing_value_is_a_mistake() -> None:
    with pytest.raises(RenderError, match="needs"):
        fill("{a} and {b}", {"a": 1}, str)


def test_numbers_in_sentences_are_written_as_people_do() -> None:
    assert JA.count("{n} friend", "{n} friends", 1240) == "友だち 1,240人"


def test_cutting_keeps_graphemes_whole() -> None:
    assert clip("👨‍👩‍👧あい", 2) == "👨‍👩‍👧…"
    assert clip("あい", 2) == "あい"
    assert cut("👨‍👩‍👧あ", 9) == "👨‍👩‍👧あ"
    assert cut("👨‍👩‍👧あい", 9) == "👨‍👩‍👧…"
    assert utf16_length("あ🍎") == 3

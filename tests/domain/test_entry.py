from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.document import Scenario, parse
from bot.domain.entry import (
    Followed,
    Happening,
    Previous,
    Wrote,
    is_resume,
    is_stop,
    may_enter,
    starts,
)
from bot.domain.schedule import Calendar

CALENDAR = Calendar(ZoneInfo("Asia/Tokyo"))
NOW = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)


def scenario(*start: dict[str, Any], **parts: Any) -> Scenario:
    return parse({"name": "x", "start": list(start), **parts})


FRIEND = {"when": "friend_added"}
UNBLOCK = {"when": "friend_added", "unblock": True}
COUPON = {"when": "keyword", "contains": ["クーポン"]}
MANUAL = {"when": "manual"}


@pytest.mark.parametrize(
    ("start", "happening", "starting"),
    [
        ([FRIEND], Followed(unblocked=False), True),
        ([FRIEND], Followed(unblocked=True), False),
        ([UNBLOCK], Followed(unblocked=True), True),
        ([UNBLOCK], Followed(unblocked=False), True),
        ([COUPON], Wrote("ｸｰﾎﾟﾝください"), True),
        ([COUPON], Wrote("こんにちは"), False),
        ([COUPON], Followed(unblocked=False), False),
        ([FRIEND, COUPON], Wrote("クーポン"), True),
        ([FRIEND], Wrote("friend_added"), False),
        ([MANUAL], Wrote("manual"), False),
        ([], Followed(unblocked=False), False),
    ],
)
def test_starts(start: list[dict[str, Any]], happening: Happening, starting: bool) -> None:
    assert starts(scenario(*start), happening) is starting


@pytest.mark.parametrize(
    ("reentry", "previous", "entry"),
    [
        ("never", "none", "enter"),
        ("never", "inside", "no"),
        ("never", "ended", "no"),
        ("after_finish", "none", "enter"),
        ("after_finish", "inside", "no"),
        ("after_finish", "ended", "enter"),
        ("always", "none", "enter"),
        ("always", "inside", "restart"),
        ("always", "ended", "enter"),
    ],
)
def test_reentry(reentry: str, previous: Any, entry: str) -> None:
    assert may_enter(scenario(reentry=reentry), Previous(previous), NOW, CALENDAR) == entry


@pytest.mark.parametrize(
    ("now", "entry"),
    [
        (datetime(2026, 11, 30, 14, 59, tzinfo=UTC), "no"),
        (datetime(2026, 11, 30, 15, 0, tzinfo=UTC), "enter"),
        (datetime(2026, 12, 31, 14, 59, tzinfo=UTC), "enter"),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), "no"),
    ],
)
def test_the_active_period_is_in_the_accounts_days(now: datetime, entry: str) -> None:
    period = scenario(active={"from": "2026-12-01", "until": "2026-12-31"})
    assert may_enter(period, Previous(), now, CALENDAR) == entry


@pytest.mark.parametrize(
    "text",
    [
        "停止",
        "配信停止",
        "やめて",
        "stop",
        "停止配信",
        "หยุด",
        " STOP ",
        "ＳＴＯＰ",
        "Stop\n",
        "停止　",
    ],
)
def test_stop_words(text: str) -> None:
    assert is_stop(text)
    assert not is_resume(text)


@pytest.mark.parametrize("text", ["停止してください", "バス停止", "stopover", "", "やめてよかった"])
def test_stop_words_only_count_alone(text: str) -> None:
    assert not is_stop(text)


@pytest.mark.parametrize("text", ["再開", "配信再開", "Resume"])
def test_resume_words(text: str) -> None:
    assert is_resume(text)
    assert not is_stop(text)

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.document import parse_rule
from bot.domain.looking import BY_THE_DAY, BY_THE_HOUR, BY_THE_MINUTE, every, next_look
from bot.domain.starts import GroupMatched

TOKYO = ZoneInfo("Asia/Tokyo")
CALENDAR = Calendar(TOKYO)
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("rule", "span"),
    [
        ({"label": "A"}, BY_THE_DAY),
        ({"not": {"attribute": "gender", "is": "female"}}, BY_THE_DAY),
        ({"label": "A", "for_at_least": {"days": 1}}, BY_THE_HOUR),
        ({"label": "A", "for_less_than": {"minutes": 5}}, BY_THE_MINUTE),
        (
            {"label": "A", "for_at_least": {"days": 1}, "for_less_than": {"hours": 30}},
            BY_THE_MINUTE,
        ),
        ({"any": [{"label": "A"}, {"days_since_friend": {"over": 7}}]}, BY_THE_HOUR),
        ({"attribute": "age", "under": 25}, BY_THE_HOUR),
        ({"month": 12}, BY_THE_HOUR),
        ({"all": [{"weekday": "mon"}, {"hour": 9}]}, BY_THE_MINUTE),
    ],
)
def test_how_often_everybody_is_looked_at(rule: dict[str, Any], span: timedelta) -> None:
    assert every([parse_rule(rule)]) == span


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("11:00", "2026-12-02 11:00"),
        ("12:00", "2026-12-02 12:00"),
        ("13:30", "2026-12-01 13:30"),
        (None, "2026-12-01 13:00"),
    ],
)
def test_the_next_look(at: str | None, expected: str) -> None:
    daily = {"check": "daily", "at": at} if at else {}
    start = GroupMatched.model_validate({"when": "group_matched", "group": "A", **daily})
    rule = parse_rule({"label": "A", "for_at_least": {"days": 1}})
    found = next_look(start, [rule], NOON, CALENDAR)
    assert f"{found.astimezone(TOKYO):%Y-%m-%d %H:%M}" == expected

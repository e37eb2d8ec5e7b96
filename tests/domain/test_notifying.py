"""When a group is told, and what that may cost."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.notifying import Choice, How, usual_choice
from bot.domain.quiet import Quiet

TOKYO = ZoneInfo("Asia/Tokyo")
CALENDAR = Calendar(TOKYO, Quiet(time(21), time(8)))
NOON = (time(12), time(18))


@pytest.mark.parametrize(
    ("choice", "now", "told"),
    [
        (Choice(), "11:59:59", "1 12:00"),
        (Choice(), "12:00", "1 18:00"),
        (Choice(), "18:00", "2 12:00"),
        (Choice(every=30), "11:59:59", "1 12:00"),
        (Choice(every=30), "12:00", "1 12:30"),
        (Choice(every=180), "13:00", "1 15:00"),
        (Choice(every=60), "20:30", "2 08:00"),
        (Choice(every=60, quiet=False), "23:30", "2 00:00"),
        (Choice(times=(time(22),)), "12:00", "2 08:00"),
        (Choice(times=(time(22),), quiet=False), "12:00", "1 22:00"),
        (Choice(how="at_once"), "12:00", "1 12:00"),
        (Choice(how="at_once"), "21:00", "2 08:00"),
        (Choice(how="at_once"), "03:00", "1 08:00"),
        (Choice(how="important", quiet=False), "21:00", "1 21:00"),
    ],
)
def test_when_something_is_told(choice: Choice, now: str, told: str) -> None:
    at = datetime.combine(datetime(2026, 12, 1), time.fromisoformat(now), TOKYO)
    assert f"{choice.next_at(at, CALENDAR).astimezone(TOKYO):%-d %H:%M}" == told


@pytest.mark.parametrize(
    ("choice", "people", "most"),
    [
        (Choice(), 5, 300),
        (Choice(), 3, 180),
        (Choice(cap=1_000, every=30), 5, 1_000),
        (Choice(cap=100), 5, 100),
        (Choice(how="tap"), 5, 0),
        (Choice(how="at_once", cap=40), 5, 40),
    ],
)
def test_what_it_may_cost_in_a_month(choice: Choice, people: int, most: int) -> None:
    assert choice.most_a_month(people) == most


@pytest.mark.parametrize(
    ("plan", "how", "cap"),
    [
        (200, "important", 40),
        (999, "important", 199),
        (1_000, "digest", 300),
        (None, "digest", 300),
    ],
)
def test_the_usual_choice_fits_the_plan(plan: int | None, how: How, cap: int) -> None:
    assert (usual_choice(plan).how, usual_choice(plan).cap) == (how, cap)


def test_what_is_left_out_takes_its_like_with_it() -> None:
    choice = Choice(off=frozenset({"blocked", "stopped"}), scenarios=frozenset({7}))
    wanted = {kind: choice.wants(kind, 7) for kind in ("blocked", "unblocked", "resumed", "sent")}
    assert wanted == {"blocked": False, "unblocked": False, "resumed": False, "sent": True}
    assert not choice.wants("sent", 8)
    assert choice.wants("manual", 0)

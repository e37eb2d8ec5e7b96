"""The time zone or the quiet hours change while somebody waits for a step."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.document import Wait, parse
from bot.domain.retiming import retimed
from bot.domain.schedule import Calendar, Quiet
from bot.domain.walk import Instants, Planned, Walk, plan
from tests.domain import strategies

NIGHT, LATER = Quiet(time(21), time(8)), Quiet(time(23), time(7))


def calendar(place: str, quiet: Quiet | None = NIGHT) -> Calendar:
    return Calendar(ZoneInfo(place), quiet)


TOKYO, TAIPEI, SYDNEY = map(calendar, ("Asia/Tokyo", "Asia/Taipei", "Australia/Sydney"))
HONOLULU, BERLIN = map(calendar, ("Pacific/Honolulu", "Europe/Berlin"))
TOKYO_LATER, TOKYO_ALWAYS = calendar("Asia/Tokyo", LATER), calendar("Asia/Tokyo", None)


def walk(*waits: object, **more: Any) -> Walk:
    steps = [{"id": f"s{n}", "wait": wait, "send": [{"text": "x"}]} for n, wait in enumerate(waits)]
    start = {"when": "friend_added"}
    return Walk(parse({"tobiishi": 1, "name": "n", "start": start, **more, "steps": steps}))


def at(text: str, where: Calendar) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=where.zone)


def planned(of: Walk, base: datetime, where: Calendar, *, own_act: bool = True) -> datetime:
    """The last step's due time."""
    stop = plan(of, len(of.stops) - 1, Instants.entering(base, own_act=own_act), where)
    assert isinstance(stop, Planned)
    return stop.due_at


# The step before was sent 2026-12-01 20:30 in Tokyo: 19:30 in Taipei, 12:30 in Berlin, 01:30 in
# Honolulu, 22:30 in Sydney. Both times are those of the calendar beside them.
CHANGES = [
    ({"days": 3, "at": "10:00"}, TOKYO, "2026-12-04 10:00", TAIPEI, "2026-12-04 10:00"),
    ({"days": 3, "at": "10:00"}, TOKYO, "2026-12-04 10:00", SYDNEY, "2026-12-04 10:00"),
    ({"days": 3, "at": "10:00"}, TOKYO, "2026-12-04 10:00", HONOLULU, "2026-12-04 10:00"),
    ({"days": 0, "at": "21:00-24:00"}, TOKYO, "2026-12-02 08:00", TAIPEI, "2026-12-02 08:00"),
    ({"days": 0, "at": "20:30"}, TOKYO, "2026-12-01 20:30", TAIPEI, "2026-12-01 20:30"),
    ({"days": 0, "at": "20:30"}, TOKYO, "2026-12-01 20:30", SYDNEY, "2026-12-02 20:30"),
    ({"weekday": "wed", "at": "10:00"}, TOKYO, "2026-12-02 10:00", BERLIN, "2026-12-02 10:00"),
    ({"day_of_month": 2, "at": "10:00"}, TOKYO, "2026-12-02 10:00", BERLIN, "2026-12-02 10:00"),
    ({"day_of_month": "last", "at": "9:00"}, TOKYO, "2026-12-31 09:00", SYDNEY, "2026-12-31 09:00"),
    ({"date": "2026-12-24", "at": "18:00"}, TOKYO, "2026-12-24 18:00", TAIPEI, "2026-12-24 18:00"),
    # the same instant, but that quiet hours begin and end at other instants
    ({"hours": 5}, TOKYO, "2026-12-02 08:00", BERLIN, "2026-12-01 17:30"),
    ({"hours": 30}, TOKYO, "2026-12-03 08:00", HONOLULU, "2026-12-02 08:00"),
    ({"days": 2}, TOKYO, "2026-12-03 20:30", TAIPEI, "2026-12-03 19:30"),
    ({"hours": 5}, TOKYO, "2026-12-02 08:00", TOKYO_LATER, "2026-12-02 07:00"),
    ({"hours": 5}, TOKYO, "2026-12-02 08:00", TOKYO_ALWAYS, "2026-12-02 01:30"),
    ({"days": 1, "at": "22:00"}, TOKYO, "2026-12-03 08:00", TOKYO_LATER, "2026-12-02 22:00"),
    ({"days": 1, "at": "10:00"}, TOKYO, "2026-12-02 10:00", TOKYO_ALWAYS, "2026-12-02 10:00"),
    # what was put off keeps its instant
    ({"days": 3, "at": "10:00"}, TOKYO, "2026-12-09 10:00", TAIPEI, "2026-12-09 09:00"),
    ({"hours": 1}, TOKYO, "2026-12-04 15:03", BERLIN, "2026-12-04 07:03"),
]


@pytest.mark.parametrize(("wait", "before", "due", "after", "then"), CHANGES)
def test_changes(wait: Any, before: Calendar, due: str, after: Calendar, then: str) -> None:
    base = at("2026-12-01 20:30", TOKYO)
    found = retimed(
        walk(0, wait),
        1,
        Instants(base, base),
        at(due, before),
        former=(before,),
        calendar=after,
    )
    assert f"{after.local(found):%Y-%m-%d %H:%M}" == then


def test_a_first_step_of_people_added_by_hand_waits_for_the_new_morning() -> None:
    at_night, first = at("2026-12-01 23:00", TOKYO), walk(0)
    for own_act, then in ((False, at("2026-12-02 08:00", TAIPEI)), (True, at_night)):
        due = planned(first, at_night, TOKYO, own_act=own_act)
        entered = Instants.entering(at_night)
        assert retimed(first, 0, entered, due, former=(TOKYO,), calendar=TAIPEI) == then


def test_a_second_change_before_the_first_is_through() -> None:
    base, second = at("2026-12-01 20:30", TOKYO), walk(0, {"days": 3, "at": "10:00"})
    for reached in (TOKYO, TAIPEI):
        due = planned(second, base, reached)
        moved = retimed(
            second, 1, Instants(base, base), due, former=(TOKYO, TAIPEI), calendar=BERLIN
        )
        assert moved == at("2026-12-04 10:00", BERLIN)


@given(strategies.waits, strategies.instants, st.lists(strategies.calendars, min_size=2))
def test_however_often_it_changes_the_plan_is_that_of_the_last(
    wait: Wait, base: datetime, calendars: list[Calendar]
) -> None:
    """Also for who was left out of some of the changes; and a second pass finds nothing to do."""
    base = base.replace(microsecond=0)
    document = walk(0, 0).scenario
    steps = (document.steps[0], document.steps[1].model_copy(update={"wait": wait}))
    of = Walk(document.model_copy(update={"steps": steps}))
    *former, last = calendars
    due = planned(of, base, former[0])
    for _ in range(2):
        due = retimed(of, 1, Instants(base, base), due, former=former, calendar=last)
        assert due == planned(of, base, last)
        former.append(last)

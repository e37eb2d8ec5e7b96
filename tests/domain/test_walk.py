from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.document import Scenario, parse
from bot.domain.schedule import Calendar, Quiet
from bot.domain.walk import Finished, Instants, Planned, Walk, plan

TOKYO = ZoneInfo("Asia/Tokyo")
CALENDAR = Calendar(TOKYO, Quiet(time(21), time(8)))


def scenario(*waits: Any, **parts: Any) -> Scenario:
    steps = [{"id": f"step-{number}", "wait": wait} for number, wait in enumerate(waits, 1)]
    return parse({"name": "x", "steps": steps, **parts})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO).astimezone(UTC)


def planned(found: Planned | Finished) -> str:
    assert isinstance(found, Planned)
    return f"{found.due_at.astimezone(TOKYO):%m-%d %H:%M}"


NIGHT = at("2026-12-01 23:30")


def test_an_answer_to_the_friends_own_act_comes_at_night_too() -> None:
    found = plan(Walk(scenario(0)), 0, Instants.entering(NIGHT), CALENDAR)
    assert found == Planned(0, NIGHT)


def test_people_added_by_hand_are_not_woken() -> None:
    entering = Instants.entering(NIGHT, own_act=False)
    assert planned(plan(Walk(scenario(0)), 0, entering, CALENDAR)) == "12-02 08:00"


def test_only_the_first_step_is_an_answer() -> None:
    walk = Walk(scenario(0, 0))
    assert planned(plan(walk, 1, Instants(NIGHT, NIGHT), CALENDAR)) == "12-02 08:00"


def test_a_first_step_that_waits_is_no_answer() -> None:
    walk = Walk(scenario({"minutes": 5}))
    assert planned(plan(walk, 0, Instants.entering(NIGHT), CALENDAR)) == "12-02 08:00"


def test_a_scenario_can_ignore_quiet_hours() -> None:
    walk = Walk(scenario({"minutes": 5}, quiet="ignore"))
    assert planned(plan(walk, 0, Instants.entering(NIGHT), CALENDAR)) == "12-01 23:35"


def test_waits_count_from_the_step_before() -> None:
    walk = Walk(scenario(0, {"days": 3, "at": "10:00"}))
    instants = Instants(entered_at=at("2026-12-01 09:00"), previous_at=at("2026-12-05 09:00"))
    assert planned(plan(walk, 1, instants, CALENDAR)) == "12-08 10:00"


def test_waits_can_count_from_the_start() -> None:
    walk = Walk(scenario(0, {"days": 5, "at": "11:00", "from": "start"}))
    instants = Instants(entered_at=at("2026-12-01 09:00"), previous_at=at("2026-12-03 09:00"))
    assert planned(plan(walk, 1, instants, CALENDAR)) == "12-06 11:00"


def test_waits_can_count_from_any_step_before() -> None:
    walk = Walk(scenario(0, {"days": 1}, {"days": 2, "from": "step-1"}))
    sent_at = at("2026-12-02 09:00")
    instants = Instants(at("2026-12-01 09:00"), at("2026-12-03 12:00"), of_step={"step-1": sent_at})
    assert planned(plan(walk, 2, instants, CALENDAR)) == "12-04 09:00"


def test_a_step_that_was_never_sent_counts_from_the_one_before() -> None:
    walk = Walk(scenario(0, {"days": 1}, {"days": 2, "from": "step-1"}))
    instants = Instants(at("2026-12-01 09:00"), at("2026-12-03 12:00"))
    assert planned(plan(walk, 2, instants, CALENDAR)) == "12-05 12:00"


def test_no_step_is_planned_before_the_one_in_front_of_it() -> None:
    walk = Walk(scenario(0, {"days": 5, "at": "11:00", "from": "start"}))
    instants = Instants(entered_at=at("2026-12-01 09:00"), previous_at=at("2026-12-10 15:00"))
    assert planned(plan(walk, 1, instants, CALENDAR)) == "12-11 11:00"


def test_a_date_that_has_passed_stays_in_the_past() -> None:
    walk = Walk(scenario({"date": "2026-11-20", "at": "10:00"}))
    assert planned(plan(walk, 0, Instants.entering(NIGHT), CALENDAR)) == "11-20 10:00"


def test_past_the_last_step_the_walk_is_finished() -> None:
    walk = Walk(scenario(0))
    assert plan(walk, 1, Instants.entering(NIGHT), CALENDAR) == Finished()
    assert plan(Walk(scenario()), 0, Instants.entering(NIGHT), CALENDAR) == Finished()


def test_steps_are_found_by_id() -> None:
    walk = Walk(scenario(0, 0))
    assert [walk.indexes_of(step.id) for step in walk.scenario.steps] == [(0,), (1,)]
    assert walk.indexes_of("gone") == ()


def test_a_whole_walk_stays_in_the_days_hours() -> None:
    walk = Walk(scenario(0, {"hours": 1}, {"days": 3, "at": "10:00-11:00"}, {"months": 1}))
    instants, seen = Instants.entering(NIGHT), []
    for index in range(4):
        found = plan(walk, index, instants, CALENDAR)
        seen.append(planned(found))
        assert isinstance(found, Planned)
        instants = Instants(NIGHT, found.due_at + timedelta(seconds=2))
    assert seen == ["12-01 23:30", "12-02 08:00", "12-05 10:00", "01-05 10:00"]

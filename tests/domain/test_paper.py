"""A walk on paper: the same decisions as the engine's, one after the other."""

from dataclasses import replace
from typing import Any

from bot.domain.document import parse
from bot.domain.effects import Then
from bot.domain.facts import Facts
from bot.domain.paper import timeline
from bot.domain.paper_lines import Meanwhile
from bot.domain.walk import Walk
from tests.domain.test_check import CALENDAR
from tests.domain.test_walk import at

HI = [{"text": "a"}]
NOON = Facts(at("2026-12-01 12:00"), CALENDAR)


def step(name: str, wait: Any = 0, **parts: Any) -> dict[str, Any]:
    return {"id": name, "wait": wait, **({} if "branch" in parts else {"send": HI}), **parts}


def walk(*steps: dict[str, Any], **parts: Any) -> Walk:
    start = {"when": "friend_added"}
    return Walk(parse({"tobiishi": 1, "name": "x", "start": start, "steps": list(steps), **parts}))


def told(walk: Walk, facts: Facts = NOON, *meanwhile: Meanwhile, **asked: Any) -> list[str]:
    return [
        f"{CALENDAR.local(line.at):%m-%d %H:%M} {line.what}"
        + (f" {line.stop.step.id}" if line.stop else "")
        for line in timeline(walk, facts, meanwhile, **asked)
    ]


def labelled(when: str, label: str) -> Meanwhile:
    return Meanwhile(at(when), Then(add_label=(label,)))


def test_steps_come_one_after_the_other() -> None:
    found = told(walk(step("hi"), step("later", {"days": 3, "at": "10:00"})))
    assert found == ["12-01 12:00 enter", "12-01 12:00 send hi", "12-04 10:00 send later",
                     "12-04 10:00 end"]  # fmt: skip


def test_what_a_step_does_is_known_to_the_next_branch() -> None:
    arms = [{"when": {"label": "X"}, "steps": [step("yes")]}, {"otherwise": None, "steps": []}]
    labelling = step("hi", then={"add_label": "X"})
    assert "12-01 12:00 send yes" in told(walk(labelling, step("which", branch=arms)))
    assert "12-01 12:00 send yes" not in told(walk(step("hi"), step("which", branch=arms)))


def test_numbers_are_counted_up() -> None:
    arms = [{"when": {"counter": "点", "at_least": 15}, "steps": [step("yes")]}]
    steps = step("a", then={"add": {"点": 10}}), step("b", then={"add": {"点": 5}})
    assert "12-01 12:00 send yes" in told(walk(*steps, step("which", branch=arms)))
    assert "12-01 12:00 no_arm which" in told(walk(steps[0], step("which", branch=arms)))


def test_everybody_has_one_place_in_every_split() -> None:
    parts = [{"split": 50, "steps": [step("left")]}, {"split": 50, "steps": [step("right")]}]
    halves = walk(step("which", branch=parts))
    assert "12-01 12:00 send left" in told(halves, draw=49)
    assert "12-01 12:00 send right" in told(halves, draw=50)


def test_a_goal_reached_on_the_way_ends_it_there() -> None:
    goal = walk(step("a"), step("b", {"days": 2}), stop_when={"label": "予約済み"})
    found = told(goal, NOON, labelled("2026-12-02 09:00", "予約済み"))
    assert found[-2:] == ["12-02 09:00 meanwhile", "12-02 09:00 goal"]


def test_a_wait_may_count_from_the_start_or_a_step() -> None:
    steps = (
        step("a", {"days": 1}), step("b", {"days": 3, "from": "start"}),
        step("c", {"days": 9, "from": "a"}),
    )  # fmt: skip
    assert told(walk(*steps))[1:-1] == ["12-02 12:00 send a", "12-04 12:00 send b",
                                        "12-11 12:00 send c"]  # fmt: skip


def test_a_date_that_has_passed_is_skipped_unless_late_says_hold() -> None:
    dated = step("a", {"date": "2026-11-20", "at": "10:00"})
    assert told(walk(dated))[1] == "12-01 12:00 late a"
    assert told(walk(dated, late="hold"))[1] == "12-02 10:00 send a"
    assert told(walk(dated, late={"send_within": {"hours": 2}}))[1] == "12-01 12:00 late a"


def test_what_repeats_without_an_end_is_cut() -> None:
    monthly = step("a", {"days": 1}, repeat={"every": {"months": 1, "at": "11:00"}})
    found = told(walk(monthly), most=20)
    assert found[-1].endswith("and_so_on a")
    assert len(found) == 21


def test_a_repetition_ends_by_number_and_by_what_it_waits_for() -> None:
    repeat = {"every": {"days": 1, "at": "11:00"}, "at_most": 3, "until": {"label": "X"}}
    daily = walk(step("a", {"days": 1}, repeat=repeat))
    assert [line.split()[2] for line in told(daily)] == ["enter", "send", "send", "send", "end"]
    found = told(daily, NOON, labelled("2026-12-02 18:00", "X"))
    assert found[-2:] == ["12-03 11:00 enough a", "12-03 11:00 end"]


def test_a_step_left_out_counts_from_when_it_was_due() -> None:
    known = replace(NOON, labels={"来店": at("2026-11-01 12:00")})
    steps = step("a", {"days": 1}, only={"not": {"label": "来店"}}), step("b", {"days": 1})
    assert told(walk(*steps), known)[1:3] == ["12-02 12:00 left_out a", "12-03 12:00 send b"]


def test_a_date_of_their_own_is_waited_for() -> None:
    reminders = walk(
        step("eve", {"before": "来店", "days": 1, "at": "18:00"}),
        step("soon", {"before": "来店", "minutes": 90}),
        goals={"来店": {"field": "予約日時"}},
    )  # fmt: skip
    assert told(reminders)[1:] == ["12-01 12:00 no_date eve"]
    booked = Meanwhile(at("2026-12-02 09:00"), Then(set_={"予約日時": "2026-12-05T15:00"}))
    moved = Meanwhile(at("2026-12-04 19:00"), Then(set_={"予約日時": "2026-12-07T15:00"}))
    assert told(reminders, NOON, booked)[2:] == [
        "12-04 18:00 send eve", "12-05 13:30 send soon", "12-05 13:30 end"]  # fmt: skip
    assert told(reminders, NOON, booked, moved)[-2:] == ["12-07 13:30 send soon", "12-07 13:30 end"]


def test_a_reminder_that_is_too_late_is_left_out_on_paper_too() -> None:
    soon = step("soon", {"before": "来店", "minutes": 90})
    booked = Meanwhile(at("2026-12-02 14:00"), Then(set_={"予約日時": "2026-12-02T15:00"}))
    found = told(walk(soon, goals={"来店": {"field": "予約日時"}}), NOON, booked)
    assert found[2:] == ["12-02 14:00 late soon", "12-02 14:00 end"]


def test_a_wait_ends_with_what_the_friend_does_or_with_its_limit() -> None:
    limit = {"days": 2, "at": "20:00"}
    found = walk(step("offer"), step("thanks", {"for": {"tapped": "offer"}, "at_most": limit}))
    tapped = Meanwhile(at("2026-12-02 23:00"), did=("tapped", "offer"))
    assert told(found, NOON, tapped)[3:] == ["12-02 23:00 meanwhile", "12-02 23:00 send thanks",
                                             "12-02 23:00 end"]  # fmt: skip
    assert told(found)[3:] == ["12-03 20:00 send thanks", "12-03 20:00 end"]
    watched = Meanwhile(at("2026-12-02 23:00"), did=("tapped", "other"))
    assert told(found, NOON, watched)[4:] == ["12-03 20:00 send thanks", "12-03 20:00 end"]


def test_a_wait_without_a_limit_may_be_the_last_thing() -> None:
    found = walk(step("hi"), step("thanks", {"for": {"label": "来店"}}))
    assert told(found)[-1] == "12-01 12:00 no_reaction thanks"
    assert told(found, NOON, labelled("2026-12-05 10:00", "来店"))[-2:] == [
        "12-05 10:00 send thanks", "12-05 10:00 end"]  # fmt: skip


def test_a_question_waits_for_its_answer() -> None:
    asks = {"id": "taste", "ask": {"text": "？", "at_most": {"days": 1}, "into": "好み"},
            "then": {"add_label": "回答済み"}}  # fmt: skip
    arms = [{"when": {"answered": "taste"}, "steps": [step("thanks")]}]
    found = walk(asks, step("ways", branch=arms))
    answered = Meanwhile(at("2026-12-01 15:00"), did=("answered", "taste"))
    assert told(found, NOON, answered)[1:] == [
        "12-01 12:00 send taste", "12-01 12:00 awaits taste", "12-01 15:00 meanwhile",
        "12-01 15:00 do taste", "12-01 15:00 arm ways", "12-01 15:00 send thanks",
        "12-01 15:00 end"]  # fmt: skip
    assert told(found)[1:] == [
        "12-01 12:00 send taste", "12-01 12:00 awaits taste", "12-02 12:00 left_out taste",
        "12-02 12:00 no_arm ways", "12-02 12:00 end"]  # fmt: skip


OFFER = step(
    "offer", send=[{"text": "a", "buttons": [{"label": "b", "link": "https://a.example"}]}]
)


def test_what_is_waited_for_is_told_once_and_not_when_it_is_there() -> None:
    after = step("after", {"for": {"tapped": "offer"}, "at_most": {"days": 2}})
    tapped = Meanwhile(at("2026-12-02 09:00"), did=("tapped", "offer"))
    other = labelled("2026-12-01 18:00", "X")
    assert told(walk(OFFER, after), NOON, other, tapped)[2:] == [
        "12-01 12:00 awaits after", "12-01 18:00 meanwhile", "12-02 09:00 meanwhile",
        "12-02 09:00 send after", "12-02 09:00 end",
    ]  # fmt: skip
    later = step("later", {"days": 3})
    assert not any("awaits" in line for line in told(walk(OFFER, later, after), NOON, tapped))


BOOKED = {"来店": {"field": "予約日時", "on_clear": "stop"}}
EVE = step("eve", {"before": "来店", "days": 1, "at": "18:00"})


def test_a_date_that_moves_takes_its_steps_along() -> None:
    first, moved = (
        Meanwhile(at(when), Then(set_={"予約日時": day}))
        for when, day in (("2026-12-02 09:00", "2026-12-10"), ("2026-12-03 09:00", "2026-12-20"))
    )
    lines = told(walk(EVE, goals=BOOKED), NOON, first, moved)
    assert lines[-2:] == ["12-19 18:00 send eve", "12-19 18:00 end"]


def test_a_date_that_is_taken_away_ends_the_walk_or_is_waited_for() -> None:
    booked = Meanwhile(at("2026-12-02 09:00"), Then(set_={"予約日時": "2026-12-10"}))
    gone = Meanwhile(at("2026-12-03 09:00"), gone="予約日時")
    assert told(walk(EVE, goals=BOOKED), NOON, booked, gone)[-1] == "12-03 09:00 cleared"
    waiting = {"来店": {"field": "予約日時"}}
    assert told(walk(EVE, goals=waiting), NOON, booked, gone)[-1] == "12-03 09:00 no_date eve"

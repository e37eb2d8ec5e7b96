"""Steps before and after a date of the friend's own, through the whole engine."""

from typing import Any

import pytest

from bot.clock import epoch
from bot.domain.attributes import Known
from bot.store import fields, friends
from bot.store.db import atomic, rows, sql
from bot.store.models import WITHOUT_DATE, EnrollmentState, ScenarioState
from tests.delivery.world import World, step, user_id

GOALS = {"来店": {"field": "予約日時"}}


def book(world: World, name: str, at: str, field: str = "予約日時") -> None:
    friend, now = friends.known(user_id(name)), epoch(world.clock.now())
    with atomic():
        row = fields.ensure({field: "date"})[field]
        fields.put([friend.id], row.id, Known(at, is_date=True), at=now)


def reminder(step_id: str, **wait: Any) -> dict[str, Any]:
    return step(step_id, {"before": "来店", **wait})


def later(world: World, **span: float) -> None:
    world.move(**span)
    world.send()


def dues() -> list[int]:
    return [row[0] for row in rows("SELECT due_at FROM enrollment ORDER BY id")]


def test_each_friend_is_reminded_by_their_own_date(world: World) -> None:
    friends.known(user_id("花"))
    friends.known(user_id("太郎"))
    book(world, "花", "2026-12-03T15:00")
    book(world, "太郎", "2026-12-05T15:00")
    world.scenario(reminder("eve", days=1, at="18:00"), reminder("soon", minutes=90), goals=GOALS)
    world.follow("花")
    world.follow("太郎")
    world.send()
    assert [world.texts(n) for n in ("花", "太郎")] == [[], []]
    later(world, days=1, hours=6)  # the 2nd, 18:00
    assert [world.texts(n) for n in ("花", "太郎")] == [["eve"], []]
    later(world, hours=19, minutes=29)
    assert world.texts("花") == ["eve"]
    later(world, minutes=1)  # the 3rd, 13:30
    assert [world.texts(n) for n in ("花", "太郎")] == [["eve", "soon"], []]
    later(world, days=1, hours=4, minutes=30)
    assert world.texts("太郎") == ["eve"]
    assert world.states()[0] == (1, EnrollmentState.DONE)


def test_without_a_date_they_wait_for_one(world: World) -> None:
    world.scenario(reminder("eve", days=1, at="18:00"), goals=GOALS)
    world.follow()
    world.send()
    assert dues() == [WITHOUT_DATE]
    later(world, days=300)
    assert world.line.entries == []
    assert world.states() == [(0, EnrollmentState.WAITING)]


def test_a_date_moved_later_is_never_missed(world: World) -> None:
    friends.known(user_id("花"))
    book(world, "花", "2026-12-03T15:00")
    world.scenario(reminder("soon", minutes=90), goals=GOALS)
    world.follow()
    world.send()
    book(world, "花", "2026-12-04T15:00")
    later(world, days=2, hours=2)
    assert world.texts() == []
    later(world, hours=23, minutes=30)
    assert world.texts() == ["soon"]


def test_a_reminder_whose_time_has_passed_is_left_out(world: World) -> None:
    """Booked at noon for one o'clock: the walk goes on to what can still be kept."""
    friends.known(user_id("花"))
    book(world, "花", "2026-12-01T13:00")
    world.scenario(
        reminder("eve", days=1, at="18:00"), reminder("soon", minutes=90),
        step("thanks", {"after": "来店", "hours": 2}), goals=GOALS,
    )  # fmt: skip
    world.follow()
    world.send()
    later(world, hours=3)
    assert world.texts() == ["thanks"]


def test_a_closed_window_keeps_nobody_from_a_later_step(world: World) -> None:
    """Who comes to yesterday's reminder in the evening is not held until tomorrow's window."""
    friends.known(user_id("花"))
    book(world, "花", "2026-12-01T17:00")
    world.scenario(
        reminder("morning", days=0, at="9:00"), reminder("soon", minutes=60),
        goals=GOALS, late="hold",
    )  # fmt: skip
    world.follow()
    later(world, hours=4)
    assert world.texts() == ["soon"]


def test_who_was_put_off_goes_when_they_were_put_off_to(world: World) -> None:
    """An owner has it sent once more, an hour after it failed."""
    friends.known(user_id("花"))
    book(world, "花", "2026-12-03T15:00")
    world.scenario(reminder("soon", minutes=90), goals=GOALS)
    world.follow()
    world.send()
    world.move(days=2, hours=2, minutes=30)
    with atomic():
        sql("UPDATE enrollment SET due_at = :now", {"now": epoch(world.clock.now())})
    world.send()
    assert world.texts() == ["soon"]


def test_a_short_delay_is_not_late_and_a_long_one_is(world: World) -> None:
    for name in ("花", "太郎"):
        friends.known(user_id(name))
    book(world, "花", "2026-12-01T15:00")
    book(world, "太郎", "2026-12-01T15:20")
    world.scenario(reminder("soon", minutes=60), goals=GOALS)
    world.follow("花")
    world.follow("太郎")
    world.send()
    later(world, hours=2, minutes=25)  # 25 minutes late for one, 5 for the other
    assert [world.texts(n) for n in ("花", "太郎")] == [[], ["soon"]]


def test_what_was_held_too_long_is_left_out(world: World) -> None:
    """`expires`, where the scenario says that what is late is sent nevertheless."""
    for name in ("花", "太郎"):
        friends.known(user_id(name))
    book(world, "花", "2026-12-02T12:00")
    book(world, "太郎", "2026-12-02T16:00")
    number = world.scenario(
        reminder("menu", days=1) | {"expires": {"before": "来店", "hours": 2}},
        goals=GOALS, late="hold",
    )  # fmt: skip
    world.follow("花")
    world.follow("太郎")
    world.set_state(number, ScenarioState.PAUSED)
    later(world, hours=23)
    world.set_state(number, ScenarioState.RUNNING)
    world.send()
    assert [world.texts(n) for n in ("花", "太郎")] == [[], ["menu"]]


def test_a_birthday_comes_every_year(world: World) -> None:
    friends.known(user_id("花"))
    book(world, "花", "1990-12-05", field="birthday")
    world.scenario(
        step("gift", {"before": "誕生日", "days": 0, "at": "10:00"}),
        goals={"誕生日": {"field": "birthday", "yearly": True}}, reentry="after_finish",
    )  # fmt: skip
    world.follow()
    world.send()
    later(world, days=3, hours=22)
    assert world.texts() == ["gift"]


def test_a_branch_waits_for_the_date_too(world: World) -> None:
    friends.known(user_id("花"))
    book(world, "花", "2026-12-03T15:00")
    arms = [{"otherwise": None, "steps": [step("eve")]}]
    wait = {"before": "来店", "days": 1}
    world.scenario({"id": "which", "branch": arms, "wait": wait}, goals=GOALS)
    world.follow()
    later(world, hours=26)
    assert world.texts() == []
    later(world, hours=1)
    assert world.texts() == ["eve"]


def clear(world: World, name: str) -> None:
    friend = friends.known(user_id(name))
    with atomic():
        field = fields.known(["予約日時"])["予約日時"]
        fields.clear([friend.id], field.id, at=epoch(world.clock.now()))


def test_a_date_that_becomes_known_or_comes_nearer_is_kept(world: World) -> None:
    world.scenario(reminder("soon", minutes=90), goals=GOALS)
    world.follow("花")
    world.follow("太郎")
    world.send()
    book(world, "花", "2026-12-03T15:00")
    book(world, "太郎", "2026-12-30T15:00")
    book(world, "太郎", "2026-12-03T15:00")
    world.react()
    later(world, days=2, hours=1, minutes=30)
    assert [world.texts(n) for n in ("花", "太郎")] == [["soon"], ["soon"]]


def test_a_moved_date_never_repeats_what_was_sent(world: World) -> None:
    friends.known(user_id("花"))
    book(world, "花", "2026-12-03T15:00")
    world.scenario(reminder("eve", days=1, at="18:00"), reminder("soon", minutes=90), goals=GOALS)
    world.follow()
    world.send()
    later(world, days=1, hours=6)
    book(world, "花", "2026-12-20T15:00")
    world.react()
    later(world, days=1)
    assert world.texts() == ["eve"]
    later(world, days=16, hours=19, minutes=30)
    assert world.texts() == ["eve", "soon"]


@pytest.mark.parametrize(
    ("on_clear", "expected"),
    [("stop", EnrollmentState.STOPPED), ("wait", EnrollmentState.WAITING)],
)
def test_a_booking_that_is_cancelled(world: World, on_clear: str, expected: int) -> None:
    friends.known(user_id("花"))
    book(world, "花", "2026-12-03T15:00")
    goals = {"来店": {"field": "予約日時", "on_clear": on_clear}}
    world.scenario(step("hello"), reminder("soon", minutes=90), goals=goals)
    world.follow()
    world.send()
    clear(world, "花")
    world.react()
    later(world, days=5)
    assert world.texts() == ["hello"]
    assert world.states() == [(1, expected)]
    if on_clear == "wait":
        book(world, "花", "2026-12-10T15:00")
        world.react()
        later(world, days=4, hours=1, minutes=30)
        assert world.texts() == ["hello", "soon"]


NOTED = {"when": "date_noted", "field": "予約日時"}


def test_a_date_that_is_noted_begins_it_and_one_that_is_taken_away_does_not(world: World) -> None:
    world.scenario(step("thanks"), reminder("eve", days=1, at="18:00"), goals=GOALS, start=NOTED)
    world.follow()
    world.send()
    assert world.texts() == []
    book(world, "花", "2026-12-03T15:00")
    world.react()
    world.send()
    assert world.texts() == ["thanks"]
    later(world, days=1, hours=6)
    assert world.texts() == ["thanks", "eve"]


def test_at_another_date_a_walk_may_end_instead_and_begin_anew(world: World) -> None:
    goals = {"来店": {"field": "予約日時", "on_change": "stop"}}
    world.scenario(
        step("thanks"),
        reminder("eve", days=1, at="18:00"),
        goals=goals,
        start=NOTED,
        reentry="after_finish",
    )
    world.follow()
    book(world, "花", "2026-12-03T15:00")
    world.react()
    world.send()
    book(world, "花", "2026-12-05T15:00")
    world.react()
    world.send()
    assert world.texts() == ["thanks", "thanks"]
    assert [state for _, state in world.states()] == [
        EnrollmentState.STOPPED,
        EnrollmentState.WAITING,
    ]


def test_the_first_date_of_who_waits_for_one_ends_nothing(world: World) -> None:
    goals = {"来店": {"field": "予約日時", "on_change": "stop"}}
    world.scenario(reminder("eve", days=1, at="18:00"), goals=goals)
    world.follow()
    world.send()
    book(world, "花", "2026-12-03T15:00")
    world.react()
    world.send()
    later(world, days=1, hours=6)
    assert world.texts() == ["eve"]

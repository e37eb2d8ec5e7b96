"""Whom an owner lets go on without what they missed: at once for the engine, in slices for them."""

import pytest

from bot.clock import epoch
from bot.delivery.holding import has_work
from bot.delivery.moving import Mover
from bot.delivery.skipping import Skipping
from bot.store import broken, moving, overdue, settings, versions
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState, ScenarioState, ScenarioVersion
from bot.store.overdue import skipped
from bot.store.versions import forget
from tests.delivery.crashing import CRASHED, lead_on
from tests.delivery.test_goal_dates import GOALS, book
from tests.delivery.world import World, step, unreserved

WAITING = EnrollmentState.WAITING
NAMES = ("花", "太郎", "次郎", "三郎", "四郎")
STEPS = (step("one", {"hours": 1}), step("two", {"hours": 1}), step("three", {"days": 9}))


def skip(world: World, until: int | None = None) -> None:
    """The owner's act."""
    with atomic():
        overdue.skip(ScenarioState.RUNNING, until=until or epoch(world.clock.now()))


def end(world: World) -> None:
    """The owner's other act, for those at the first step."""
    with atomic():
        overdue.end_one(1, 0, until=epoch(world.clock.now()))


def slices(world: World, stop_after: int | None = None) -> None:
    """All of them, or so many of one person each."""
    done: list[str] = []

    def checkpoint(place: str) -> None:
        done.extend([place] if place == "skipped" else [])

    leading = Skipping(world.clock, lambda: settings.account("Asia/Tokyo"), checkpoint)
    leading.run(30, lambda: stop_after is not None and len(done) >= stop_after)


def late(world: World) -> None:
    """All five have missed the first two of three steps."""
    world.scenario(*STEPS)
    for name in NAMES:
        world.follow(name)
    world.move(hours=3)


PLACES = (
    ("skip.picked", 1),
    ("skip.moved", 1),
    ("skipped", 1),
    ("skip.picked", 3),
    ("skip.moved", 3),
    ("skip.finished", 1),
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0]}-{place[1]}")
def test_a_process_dies_at_it_and_the_next_one_goes_on(
    world: World, migrated_url: str, place: tuple[str, int]
) -> None:
    late(world)
    skip(world)
    assert lead_on(migrated_url, *place) == CRASHED
    world.send()
    assert lead_on(migrated_url) == 0
    world.send()
    assert world.line.requests == []
    assert world.states() == [(2, WAITING)] * 5
    assert rows("SELECT state, count(*) FROM delivery GROUP BY state") == [(5, 10)]
    assert skipped() == []


def test_nothing_they_missed_leaves_while_it_lasts_and_all_else_does(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.skipping.SLICE", 1)
    late(world)
    skip(world)
    world.move(minutes=10)
    world.follow("五郎")
    assert not has_work(epoch(world.clock.now()), world.clock.real())
    slices(world, stop_after=2)
    world.move(hours=1)
    world.send()
    assert world.texts("五郎") == ["one"]
    assert [world.texts(name) for name in NAMES] == [[]] * 5
    slices(world)
    world.move(days=9)
    world.send()
    assert [world.texts(name) for name in NAMES] == [["three"]] * 5
    assert skipped() == []


@pytest.mark.parametrize("text", ["one", "{{ friend.name }}さん"], ids=["multicast", "push"])
def test_who_is_claimed_but_not_handed_over_is_led_on_too(world: World, text: str) -> None:
    world.scenario(step("one", text=text), step("two", {"days": 9}))
    for name in NAMES:
        world.follow(name)

    def checkpoint(place: str) -> None:
        if place == "claimed":
            skip(world)
            slices(world)  # they are not there to be led on yet, and so it is not over
            assert skipped()

    world.checkpoint = checkpoint
    world.send()
    assert (world.line.requests, unreserved()) == ([], 0)
    slices(world)
    world.checkpoint = lambda _: None
    world.send()
    assert world.line.requests == []
    assert world.states() == [(1, WAITING)] * 5
    assert skipped() == []


def test_what_was_handed_over_before_goes_out(world: World) -> None:
    world.scenario(step("one"), step("two", {"days": 9}))
    world.follow()
    world.checkpoint = lambda place: skip(world) if place == "handed" else None
    world.send()
    slices(world)
    assert world.texts() == ["one"]
    assert world.states() == [(1, WAITING)]
    assert skipped() == []


@pytest.mark.parametrize("name", [name for name, passage in PLACES if passage == 1])
def test_a_process_dies_at_it_and_the_next_one_takes_the_others_out(
    world: World, migrated_url: str, name: str
) -> None:
    late(world)
    end(world)
    assert lead_on(migrated_url, name, 1) == CRASHED
    world.send()
    assert lead_on(migrated_url) == 0
    world.send()
    assert world.line.requests == []
    assert world.states() == [(0, EnrollmentState.STOPPED)] * 5
    assert rows("SELECT state, count(*) FROM delivery GROUP BY state") == [(5, 5)]
    assert skipped() == []
    assert rows("SELECT count(*) FROM ending_lane") == [(0,)]


def test_who_comes_to_it_later_is_not_taken_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.skipping.SLICE", 1)
    late(world)
    end(world)
    slices(world, stop_after=2)
    world.follow("五郎")
    world.move(hours=1)
    skip(world)
    slices(world)
    world.send()
    assert world.line.requests == []
    assert world.states() == [(0, EnrollmentState.STOPPED)] * 5 + [(1, WAITING)]
    assert skipped() == []


@pytest.mark.parametrize("text", ["one", "{{ friend.name }}さん"], ids=["multicast", "push"])
def test_who_is_claimed_but_not_handed_over_is_taken_out_too(world: World, text: str) -> None:
    world.scenario(step("one", text=text), step("two", {"days": 9}))
    for name in NAMES:
        world.follow(name)
    world.checkpoint = lambda place: end(world) if place == "claimed" else None
    world.send()
    slices(world)
    assert (world.line.requests, unreserved()) == ([], 0)
    assert world.states() == [(0, EnrollmentState.STOPPED)] * 5
    assert skipped() == []


def test_who_waits_for_a_date_to_come_has_missed_nothing(world: World) -> None:
    """They stand there as if due at once until their date is looked up."""
    book(world, "花", "2026-12-20T10:00")
    world.scenario(step("soon", {"before": "来店", "days": 1}), goals=GOALS)
    world.follow("花")
    skip(world)
    slices(world)
    world.move(days=17, hours=22)
    world.send()
    assert world.texts() == ["soon"]


def test_a_version_that_cannot_be_read_stops_no_other(world: World) -> None:
    world.scenario(*STEPS, name="甲")
    world.scenario(*STEPS, name="乙")
    world.follow()
    world.move(hours=3)
    ScenarioVersion.update(document="{}").where(ScenarioVersion.id == 1).execute()
    forget()
    skip(world)
    slices(world)
    assert world.states() == [(0, WAITING), (2, WAITING)]
    [lane] = broken.with_people(epoch(world.clock.now()))
    assert (lane.version_id, lane.step, lane.people) == (1, 0, 1)
    assert {place.version_id for place in skipped()} == {1}


def test_a_later_word_of_the_owner_stands(world: World) -> None:
    late(world)
    skip(world, until=epoch(world.clock.now()) - 3600)
    again: list[int] = []

    def checkpoint(place: str) -> None:
        if place == "skipped" and not again:
            again.append(1)
            skip(world)

    Skipping(world.clock, lambda: settings.account("Asia/Tokyo"), checkpoint).run(30, lambda: False)
    assert skipped()
    slices(world)
    world.send()
    assert world.line.requests == []
    assert world.states() == [(2, WAITING)] * 5


def test_who_moves_to_a_new_version_meanwhile_misses_it_there(world: World) -> None:
    scenario = world.scenario(*STEPS)
    world.follow()
    world.move(hours=3)
    skip(world)
    document = versions.document(1)
    now = epoch(world.clock.now())
    with atomic():
        new = versions.publish(scenario, document, at=now, by="test")
        moving.leave([1], new.id, at=now)
    slices(world, stop_after=0)
    world.send()
    Mover(world.clock, lambda: settings.account("Asia/Tokyo")).run(30, lambda: False)
    world.send()
    slices(world)
    world.send()
    assert world.line.requests == []
    assert world.states() == [(2, WAITING)]
    assert skipped() == []

"""Steps that wait for something the friend does, or for a label, through the whole engine."""

from typing import Any

import pytest

from bot.clock import epoch
from bot.domain.holds import Hold
from bot.services import reacting
from bot.store import engine, friends, labels, walk_holds
from bot.store.db import atomic, rows
from bot.store.models import WITHOUT_DATE, EnrollmentState, ScenarioState
from flex_templates.views.friend import What
from tests.delivery.world import World, step, user_id

OFFER = {"id": "offer", "send": [{"text": "ご予約は", "buttons": [
    {"label": "こちら", "link": "https://shop.example/"}]}]}  # fmt: skip
TAPPED = {"tapped": "offer"}


def until(awaited: dict[str, str], **limit: Any) -> dict[str, Any]:
    return {"for": awaited, **({"at_most": limit} if limit else {})}


def tap(world: World, walk: int = 1) -> None:
    with atomic():
        reacting.react(walk, 1, "offer", "tapped", at=epoch(world.clock.now()))


def attach(world: World, name: str, label: str = "来店済み") -> None:
    now = epoch(world.clock.now())
    with atomic():
        number = labels.ensure([label], at=now)[label]
        labels.attach([friends.known(user_id(name)).id], number, at=now)


def later(world: World, **span: float) -> None:
    world.move(**span)
    world.react()
    world.send()


def said(world: World, name: str = "花") -> list[str]:
    return [
        message.get("text", message.get("altText"))
        for entry in world.line.entries
        if user_id(name) in entry.to
        for message in entry.messages
    ]


def started(world: World, *steps: dict[str, Any], **more: Any) -> int:
    number = world.scenario(OFFER, *steps, **more)
    world.follow()
    world.send()
    return number


def test_who_taps_goes_on_at_once(world: World) -> None:
    started(world, step("thanks", until(TAPPED, days=2, at="20:00")))
    world.follow("太郎")
    world.send()
    later(world, hours=3)
    assert (said(world), said(world, "太郎")) == (["ご予約は"], ["ご予約は"])
    tap(world)
    world.send()
    assert (said(world), said(world, "太郎")) == (["ご予約は", "thanks"], ["ご予約は"])
    later(world, days=2, hours=4)  # the 3rd, 19:00
    assert said(world, "太郎") == ["ご予約は"]
    later(world, hours=1)
    assert said(world, "太郎") == ["ご予約は", "thanks"]
    later(world, days=9)
    assert len(world.line.entries) == 4


def test_a_branch_behind_it_parts_who_did_from_who_did_not(world: World) -> None:
    started(
        world,
        {"id": "ways", "wait": until(TAPPED, days=1), "branch": [
            {"when": TAPPED, "steps": [step("yes")]},
            {"otherwise": None, "steps": [step("no")]},
        ]},
    )  # fmt: skip
    world.follow("太郎")
    world.send()
    world.move(hours=1)
    tap(world)
    later(world, days=1)
    assert (said(world)[1:], said(world, "太郎")[1:]) == (["yes"], ["no"])


def test_a_step_follows_some_minutes_after_the_tap_and_nobody_elses(world: World) -> None:
    """How to use this coupon: ten minutes after it was opened."""
    how_to = step("how-to", {"minutes": 10})
    started(
        world,
        {"id": "ways", "wait": until(TAPPED, days=1), "branch": [
            {"when": TAPPED, "steps": [how_to]},
            {"otherwise": None, "steps": []},
        ]},
    )  # fmt: skip
    world.follow("太郎")
    world.send()
    world.move(hours=1)
    tap(world)
    world.send()
    later(world, minutes=9, seconds=59)
    assert said(world) == ["ご予約は"]
    later(world, seconds=1)
    assert said(world)[1:] == ["how-to"]
    later(world, days=2)
    assert said(world, "太郎") == ["ご予約は"]


def test_what_has_happened_already_is_not_waited_for(world: World) -> None:
    started(world, step("day", {"days": 1}), step("thanks", until(TAPPED, days=30)))
    tap(world)
    later(world, days=1)
    assert said(world) == ["ご予約は", "day", "thanks"]


def test_without_a_limit_they_wait_for_good(world: World) -> None:
    started(world, step("thanks", until(TAPPED)))
    assert rows("SELECT due_at FROM enrollment") == [(WITHOUT_DATE,)]
    assert engine.next_due(epoch(world.clock.now())) is None
    told = world.friends.what(friends.known(user_id("花")))
    assert isinstance(told, What)
    assert [row.next_at for row in told.rows] == [None]
    later(world, days=300)
    assert said(world) == ["ご予約は"]
    tap(world)
    world.send()
    assert said(world) == ["ご予約は", "thanks"]


def test_a_tap_in_the_night_is_answered_then(world: World) -> None:
    """Who did not tap hears nothing before the morning."""
    number = started(world, step("thanks", until(TAPPED, hours=9)))
    world.follow("太郎")
    world.send()
    world.set_state(number, ScenarioState.PAUSED)  # both are held over nine in the evening
    later(world, hours=10)
    tap(world)
    world.set_state(number, ScenarioState.RUNNING)
    world.send()
    assert (said(world)[1:], said(world, "太郎")[1:]) == (["thanks"], [])
    later(world, hours=10)
    assert said(world, "太郎")[1:] == ["thanks"]


def test_a_tap_while_the_scenario_is_paused_counts(world: World) -> None:
    number = started(
        world, step("thanks", until(TAPPED, days=9)), late={"send_within": {"hours": 48}}
    )
    world.set_state(number, ScenarioState.PAUSED)
    later(world, days=3)
    tap(world)
    later(world, days=1)
    world.set_state(number, ScenarioState.RUNNING)
    world.send()
    assert said(world) == ["ご予約は", "thanks"]


def test_a_tap_counts_for_the_walk_it_was_made_in(world: World) -> None:
    started(world, step("thanks", until(TAPPED, days=2)), reentry="always",
            start=[{"when": "keyword", "exact": ["予約"]}, {"when": "friend_added"}])  # fmt: skip
    world.move(hours=1)
    with atomic():
        world.friends.wrote(friends.known(user_id("花")), "予約")
    world.send()
    assert said(world) == ["ご予約は"] * 2
    tap(world, 1)
    world.send()
    assert said(world) == ["ご予約は"] * 2
    tap(world, 2)
    world.send()
    assert said(world) == ["ご予約は", "ご予約は", "thanks"]


def test_a_label_is_waited_for_too(world: World) -> None:
    started(world, step("thanks", until({"label": "来店済み"}, days=7)))
    world.follow("太郎")
    world.follow("次郎")
    attach(world, "次郎", "別のもの")
    world.send()
    later(world, hours=1)
    assert said(world)[1:] == []
    attach(world, "花")
    later(world, minutes=1)
    assert [said(world, who)[1:] for who in ("花", "太郎", "次郎")] == [["thanks"], [], []]
    later(world, days=7)
    assert [said(world, who)[1:] for who in ("太郎", "次郎")] == [["thanks"]] * 2


def test_a_label_they_have_is_not_waited_for(world: World) -> None:
    friends.known(user_id("花"))
    attach(world, "花")
    started(world, step("thanks", until({"label": "来店済み"})))
    assert said(world) == ["ご予約は", "thanks"]


def test_a_label_that_comes_in_the_night_waits_for_the_morning(world: World) -> None:
    started(world, step("thanks", until({"label": "来店済み"})))
    later(world, hours=11)
    attach(world, "花")
    later(world, minutes=1)
    assert said(world)[1:] == []
    later(world, hours=10)
    assert said(world)[1:] == ["thanks"]


@pytest.mark.parametrize("first", ["wait", "tap"])
def test_a_goal_is_reached_while_they_wait(world: World, first: str) -> None:
    started(world, step("thanks", until(TAPPED)), stop_when={"label": "来店済み"})
    if first == "tap":
        tap(world)
    attach(world, "花")
    later(world, days=1)
    assert said(world) == ["ご予約は"]
    assert world.states()[0][1] == EnrollmentState.GOAL


def test_who_was_put_off_goes_when_they_were_put_off_to(world: World) -> None:
    started(world, step("thanks", until(TAPPED, days=1)))
    world.move(days=1, hours=3)
    with atomic():
        walk_holds.hold(friends.known(user_id("花")).id, Hold.BLOCKED)
    world.send()
    with atomic():
        walk_holds.lift(friends.known(user_id("花")).id, Hold.BLOCKED, now=epoch(world.clock.now()))
    world.send()
    assert said(world) == ["ご予約は", "thanks"]

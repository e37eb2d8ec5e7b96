"""When there are messages again what was held goes by itself, in order, each looked at again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import pytest

from admin_flows.ports.commands import SetQuiet
from bot.clock import epoch
from bot.delivery.holding import has_work
from bot.domain.outcomes import Outcome, QuotaSpent
from bot.domain.schedule import Quiet
from bot.services.owner.desk import Desk
from bot.services.owner.office import set_quiet
from bot.services.quota import QuotaService
from bot.store import friends, settings
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState, ScenarioState
from simulator.testing import SimulatorHandle, start_simulator
from tests.delivery.crashing import run_round
from tests.delivery.ledger import LedgerSender
from tests.delivery.test_crash import followers
from tests.delivery.test_quota import figures, limited, refresh, sent
from tests.delivery.world import NOON, TOKYO, World, step, unreserved, user_id
from tests.services.shop import OWNER
from tests.services.test_quota import Plan

WAITING, STOPPED = EnrollmentState.WAITING, EnrollmentState.STOPPED


class Refusing:
    """LINE's word is that nothing is left, whatever its figures say."""

    def __init__(self) -> None:
        self.refuses = True

    def __call__(self, _: int, __: Sequence[str]) -> Outcome | None:
        return QuotaSpent() if self.refuses else None


@pytest.fixture
def refusing(world: World) -> Refusing:
    fault = Refusing()
    world.line = LedgerSender(before=fault)
    service = asked(world, Plan(used=0, limit=5_000))
    world.scenario(step("one"))
    world.follow("花")
    world.clock.tick(1)
    assert not service.is_due()
    world.send()
    return fault


def asked(world: World, plan: Plan) -> QuotaService:
    """Long before the refused message would be tried again."""
    world.clock.tick(1)
    service = QuotaService(plan, world.clock, 300)
    service.refresh()
    return service


def waits(world: World) -> bool:
    return not has_work(epoch(world.clock.now()), world.clock.real())


# LINE refuses for the quota although there is some left: something else holds it back for a while


def test_line_is_asked_for_its_figures_at_once(world: World, refusing: Refusing) -> None:
    plan = Plan(used=0, limit=5_000)
    assert QuotaService(plan, world.clock, 300).is_due()
    assert not asked(world, plan).is_due()
    hold = settings.account_hold()
    assert hold is not None
    assert hold.disputed
    assert waits(world)


def test_it_is_tried_again_after_a_while_and_goes_on(world: World, refusing: Refusing) -> None:
    asked(world, Plan(used=0, limit=5_000))
    world.clock.tick(301)
    world.send()
    assert len(world.line.requests) == 2
    hold = settings.account_hold()
    assert hold is not None
    assert hold.disputed  # found again, it keeps what is known of it
    assert waits(world)
    refusing.refuses = False
    world.clock.tick(301)
    world.send()
    assert (sent(world), settings.account_hold()) == (1, None)
    assert figures()[3] == 0


@pytest.mark.parametrize(
    "plan", [Plan(used=0, limit=5_001), Plan(used=0, limit=None)], ids=["raised", "no limit"]
)
def test_a_raised_limit_is_tried_at_once(world: World, refusing: Refusing, plan: Plan) -> None:
    refusing.refuses = False
    asked(world, plan)
    assert not waits(world)
    world.send()
    assert sent(world) == 1


def test_use_that_drops_is_tried_at_once(world: World, refusing: Refusing) -> None:
    asked(world, Plan(used=4_990, limit=5_000))
    assert waits(world)
    refusing.refuses = False
    asked(world, Plan(used=0, limit=5_000))
    assert not waits(world)
    world.send()
    assert sent(world) == 1


def test_what_the_figures_agree_with_is_not_disputed(world: World, refusing: Refusing) -> None:
    asked(world, Plan(used=5_000, limit=5_000))
    hold = settings.account_hold()
    assert hold is not None
    assert not hold.disputed


@pytest.fixture(scope="module")
def line() -> Iterator[SimulatorHandle]:
    handle = start_simulator()
    yield handle
    handle.stop()


def test_one_message_is_enough_to_learn_that_line_still_refuses(
    world: World, migrated_url: str, line: SimulatorHandle
) -> None:
    world.scenario(step("one", text="{{ friend.name }}さん"))
    followers(world, line, 120)
    line.client.quota(value=0)
    asked = [_asked(migrated_url, line, later) for later in (0, 301, 602)]
    assert asked[0] > 1
    assert asked[1:] == [1, 1]
    assert unreserved() == 0
    line.client.quota(value=1_000)
    assert _asked(migrated_url, line, 903) == 120
    assert sorted(line.client.counts().values()) == [1] * 120
    assert settings.account_hold() is None


def _asked(url: str, line: SimulatorHandle, later: float) -> int:
    """How many requests LINE sees of one round."""
    before = len(_pushes(line))
    assert run_round(url, line.url, line.token, later) == 0
    return len(_pushes(line)) - before


def _pushes(line: SimulatorHandle) -> list[dict[str, Any]]:
    return [seen for seen in line.client.requests() if seen["path"].endswith("/push")]


def test_a_hold_that_ended_meanwhile_does_not_come_back(world: World, refusing: Refusing) -> None:
    hold = settings.account_hold()
    assert hold is not None
    settings.lift_account_hold()
    settings.change_account_hold(hold, hold)
    assert settings.account_hold() is None


# In the order of their schedule


def came(world: World) -> list[str]:
    """Who got something, in order."""
    names = {user_id(name): name for name in "一二三四五"}
    return [names[user] for entry in world.line.entries for user in entry.to]


def test_who_was_due_first_goes_first_across_scenarios(world: World) -> None:
    first = world.scenario(step("a", {"hours": 1}), name="甲")
    world.set_state(first, ScenarioState.PAUSED)
    second = world.scenario(step("b", {"hours": 1}), name="乙")
    for number, name in enumerate("一二三四五"):
        world.set_state((first, second)[number % 2], ScenarioState.RUNNING)
        world.set_state((first, second)[1 - number % 2], ScenarioState.DRAFT)
        world.follow(name)
        world.move(minutes=10)
    for scenario_id in (first, second):
        world.set_state(scenario_id, ScenarioState.RUNNING)
    limited(200)
    world.move(hours=2)
    world.send()
    assert came(world) == []
    for room in (1, 3):
        limited(200 - room)
        world.clock.tick(301)
        world.send()
    assert came(world) == list("一二三四")


def test_with_enough_for_all_no_scenario_waits_for_another(world: World) -> None:
    for name in ("a", "b"):
        world.scenario(step(name, {"hours": 1}), name=name)
    limited(0, 5_000)
    world.follow("一")
    world.move(minutes=30)
    world.follow("二")
    world.move(hours=2)
    world.send()
    texts = [entry.messages[0]["text"] for entry in world.line.entries]
    assert sorted(texts) == ["a", "b"]  # two people each in one request, not one by one in turn


def test_days_on_hold_do_not_change_the_order_within_a_window(world: World) -> None:
    world.scenario(step("one", {"days": 1, "at": "10:00-11:00"}))
    limited(200)
    for name in "三二一":
        world.follow(name)
    world.move(days=-3)
    for name in "一二三":
        _enter_anew(world, name)
        world.move(days=1)
    for _ in range(4):  # every day's window opens and closes on hold
        world.move(hours=22)
        world.clock.tick(301)
        world.send()
        world.move(hours=2)
        world.clock.tick(301)
        world.send()
    for room in (1, 1, 1):
        world.move(hours=22)
        limited(200 - room)
        world.clock.tick(301)
        world.send()
        world.move(hours=2)
    assert came(world) == list("一二三")


def _enter_anew(world: World, name: str) -> None:
    """Ids in another order than the times, so that only the schedule can tell who is first."""
    due = epoch(world.clock.now().replace(hour=10)) + 24 * 3600
    rows(
        "UPDATE enrollment SET due_at = :due WHERE friend_id ="
        " (SELECT id FROM friend WHERE user_id = :user) RETURNING 1",
        {"due": due, "user": user_id(name)},
    )


# Spread over their time windows, each looked at once more


def held_over(world: World, *steps: dict[str, Any], **more: Any) -> None:
    """Nothing is left from noon of December 1, and 花 and 太郎 are inside."""
    limited(200)
    world.scenario(*steps, **more)
    enter(world)


def enter(world: World) -> None:
    for name in ("花", "太郎"):
        world.follow(name)


def back(world: World) -> None:
    refresh(world, Plan(used=0, limit=200))
    world.send()


def test_a_timed_step_waits_for_its_window_and_the_others_go_at_once(world: World) -> None:
    limited(200)
    world.scenario(step("timed", {"days": 1, "at": "10:00-11:00"}), name="甲")
    world.scenario(step("any", {"hours": 1}), name="乙")
    enter(world)
    world.move(days=3)
    world.send()
    back(world)
    assert world.texts() == ["any"]
    assert waits(world)
    world.move(hours=22)
    world.send()
    assert [world.texts(name) for name in ("花", "太郎")] == [["any", "timed"]] * 2


def test_who_stopped_or_blocked_meanwhile_gets_nothing(world: World) -> None:
    held_over(world, step("one", {"hours": 1}))
    world.follow("次郎")
    world.move(hours=1)
    world.send()
    world.clock.tick(1)
    with atomic():
        world.friends.stop(friends.known(user_id("花")))
        world.friends.unfollowed(friends.known(user_id("太郎")), at_ms=world.ms())
    back(world)
    assert [world.texts(name) for name in ("花", "太郎", "次郎")] == [[], [], ["one"]]


@pytest.mark.parametrize("state", [ScenarioState.PAUSED, ScenarioState.ENDED])
def test_what_no_longer_runs_sends_nothing(world: World, state: ScenarioState) -> None:
    limited(200)
    scenario_id = world.scenario(step("one"))
    world.follow()
    world.send()
    world.set_state(scenario_id, state)
    back(world)
    assert sent(world) == 0


@pytest.mark.parametrize(
    ("late", "days", "texts"),
    [
        ("hold", 3, ["one"]),
        ("skip", 3, ["two"]),
        ({"send_within": {"hours": 2}}, 3, []),
        ({"send_within": {"hours": 100}}, 3, ["one"]),
    ],
)
def test_what_came_too_late_is_judged_by_its_rule(
    world: World, late: object, days: int, texts: list[str]
) -> None:
    window = {"days": 1, "at": "10:00-11:00"}
    held_over(world, step("one", window), step("two", {"hours": 1}), late=late)
    world.move(days=days)
    world.send()
    back(world)
    world.move(hours=22)
    world.send()
    assert world.texts()[:1] == texts


def period(until: str) -> dict[str, str]:
    return {"from": "2026-11-01", "until": until}


@pytest.mark.parametrize("wait", [{"days": 1}, {"days": 1, "at": "10:00-11:00"}])
def test_what_was_due_in_the_period_does_not_go_after_it(
    world: World, wait: dict[str, Any]
) -> None:
    """Steps that are due after the end by themselves still go: who is inside finishes."""
    held_over(world, step("in", wait), step("out", {"days": 2}), active=period("2026-12-03"))
    world.move(days=3)
    world.send()
    back(world)
    world.move(hours=22)
    world.send()
    world.move(days=2)
    world.send()
    assert world.texts() == ["out"]


def test_within_the_period_it_goes_late(world: World) -> None:
    held_over(world, step("in", {"days": 1}), active=period("2026-12-04"))
    world.move(days=3)
    back(world)
    assert world.texts() == ["in"]


def test_a_busy_midnight_is_no_reason_to_skip(world: World) -> None:
    world.clock.business = datetime(2026, 12, 3, 23, 50, tzinfo=TOKYO)
    world.scenario(step("in", {"minutes": 5}), active=period("2026-12-03"), quiet="ignore")
    world.follow()
    world.move(minutes=20)
    world.send()
    assert world.texts() == ["in"]


# A closed window


def test_a_closed_window_keeps_everybodys_time(world: World) -> None:
    world.scenario(step("one", {"days": 1, "at": "10:00-11:00"}))
    world.follow()
    before = rows("SELECT due_at FROM enrollment")
    world.move(days=1)
    world.send()
    assert rows("SELECT due_at FROM enrollment") == before
    assert waits(world)


def test_other_quiet_hours_open_it_at_once(world: World) -> None:
    world.scenario(step("one", {"hours": 8}))
    world.follow()
    settings.set_quiet(None)
    rows("UPDATE enrollment SET due_at = due_at - 3600 RETURNING 1")
    settings.set_quiet(Quiet(NOON.time().replace(hour=19), NOON.time().replace(hour=8)))
    world.move(hours=8)
    world.send()
    assert waits(world)
    desk = Desk(world.clock, lambda: settings.account("Asia/Tokyo"))
    set_quiet(desk, SetQuiet(None), OWNER)
    world.send()
    assert world.texts() == ["one"]


def test_a_clock_set_back_looks_again(world: World) -> None:
    world.scenario(step("one", {"days": 1, "at": "10:00-11:00"}))
    world.follow()
    world.move(days=20)
    world.send()
    assert waits(world)
    world.move(days=-19, hours=-1, minutes=-30)
    world.send()
    assert world.texts() == ["one"]

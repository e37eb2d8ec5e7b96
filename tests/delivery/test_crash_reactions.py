"""The process ends while it reacts to changes: all of it has happened, or nothing."""

import pytest

from bot.store import changes
from bot.store.db import rows
from bot.store.models import EnrollmentState
from tests.delivery.crashing import CRASHED, react
from tests.delivery.test_branches import attach
from tests.delivery.test_groups_react import define
from tests.delivery.test_reactions import walks_of
from tests.delivery.world import World, step

NAMES = ("花", "太郎", "次郎")


@pytest.mark.parametrize(
    "place", ["react.taken", "react.goals", "react.entered", "react.reacted", "reacted"]
)
def test_nothing_is_lost_and_nothing_doubled(
    world: World, migrated_database: str, place: str
) -> None:
    goal = world.scenario(step("a", {"days": 1}), name="一", stop_when={"label": "購入"})
    for name in NAMES:
        world.follow(name)
    begun = world.scenario(
        step("b", {"days": 1}),
        name="二", start={"when": "label_added", "label": "購入"}, reentry="always",
    )  # fmt: skip
    for name in NAMES:
        attach(world, name, "購入")
    assert react(migrated_database, place, 1) == CRASHED
    assert react(migrated_database) == 0
    assert not changes.waiting()
    found = rows("SELECT scenario_id, state, count(*) FROM enrollment GROUP BY 1, 2 ORDER BY 1")
    assert found == [
        (goal, EnrollmentState.GOAL, len(NAMES)),
        (begun, EnrollmentState.WAITING, len(NAMES)),
    ]


@pytest.mark.parametrize("place", ["look.judged", "look.entered", "looked"])
def test_who_comes_to_fit_a_group_enters_once(
    world: World, migrated_database: str, place: str
) -> None:
    define(world, {"label": "購入"})
    matched = {"when": "group_matched", "group": "常連", "check": "daily", "at": "11:00"}
    begun = world.scenario(step("b", {"days": 1}), start=matched, reentry="always")
    world.move(days=-1)
    world.react()
    for name in NAMES:
        world.follow(name)
        attach(world, name, "購入")
    assert react(migrated_database, place, 1) == CRASHED
    assert react(migrated_database) == 0
    assert react(migrated_database) == 0
    assert walks_of(begun) == [EnrollmentState.WAITING] * len(NAMES)

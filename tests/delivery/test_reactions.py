"""What follows from a change: starts, goals reached at once, rings that stop."""

from typing import Any

import pytest

from bot.clock import epoch
from bot.services.leading import ENTRIES_A_DAY
from bot.store import changes, friends, labels, listening, runaways, user_groups, walks
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState, Friend, ScenarioState
from tests.delivery.test_branches import attach
from tests.delivery.world import World, step, user_id
from tests.domain.condition_strategies import condition

ON_LABEL = {"when": "label_added", "label": "購入"}
BY_HAND = {"when": "manual"}


def known(world: World, *names: str) -> list[Friend]:
    """Friends whom nothing has started yet."""
    return [world.follow(name) for name in names]


def detach(world: World, name: str, label: str) -> None:
    with atomic():
        labels.detach([friends.known(user_id(name)).id], labels.known([label])[label], at=0)


def walks_of(scenario_id: int) -> list[int]:
    """The states of the walks through it."""
    found = rows(f"SELECT state FROM enrollment WHERE scenario_id = {scenario_id} ORDER BY id")
    return [row[0] for row in found]


def test_a_label_attached_starts_a_scenario_once(world: World) -> None:
    known(world, "花", "太郎")
    scenario = world.scenario(step("thanks"), start=ON_LABEL)
    attach(world, "花", "購入")
    attach(world, "花", "別")
    world.react()
    assert not changes.waiting()
    attach(world, "花", "購入")
    world.react()
    world.send()
    assert (world.texts("花"), world.texts("太郎")) == (["thanks"], [])
    assert walks_of(scenario) == [EnrollmentState.DONE]


@pytest.mark.parametrize("reentry", ["never", "after_finish", "always"])
def test_attached_again_follows_reentry(world: World, reentry: str) -> None:
    known(world, "花")
    world.scenario(step("one"), step("two", {"days": 1}), start=ON_LABEL, reentry=reentry)
    for _ in range(2):
        attach(world, "花", "購入")
        world.react()
        world.send()
        detach(world, "花", "購入")
    assert len(world.texts("花")) == (2 if reentry == "always" else 1)
    world.move(days=1)
    world.send()
    attach(world, "花", "購入")
    world.react()
    world.send()
    assert world.texts("花").count("one") == {"never": 1, "after_finish": 2, "always": 3}[reentry]


def test_who_finished_one_scenario_begins_the_next(world: World) -> None:
    """But not who left it before its end."""
    world.scenario(step("a"), step("a2", {"days": 1}), name="一")
    world.scenario(
        step("b"), name="二", start=[BY_HAND, {"when": "scenario_finished", "scenario": "一"}]
    )
    world.scenario(
        {"id": "n", "then": {"end": True}},
        name="三",
        start={"when": "scenario_finished", "scenario": "二"},
    )
    hana, _ = known(world, "花", "太郎")
    world.send()
    with atomic():
        world.friends.stop(hana)
    world.move(days=1)
    world.send()
    world.react()
    world.send()
    world.react()
    world.send()
    assert (world.texts("花"), world.texts("太郎")) == (["a"], ["a", "a2", "b"])
    finished = rows("SELECT count(*) FROM enrollment WHERE state = 4")[0][0]
    assert finished == 3


def test_who_left_one_scenario_begins_the_next_but_not_who_reached_its_goal(world: World) -> None:
    one = world.scenario(
        step("a"), step("a2", {"days": 1}), name="一", stop_when={"label": "予約済み"}
    )
    world.scenario(step("b"), name="二", start={"when": "scenario_stopped", "scenario": "一"})
    hana, taro = known(world, "花", "太郎")
    world.send()
    with atomic():
        walks.end([hana.id], one, now=epoch(world.clock.now()))
    attach(world, "太郎", "予約済み")
    world.react()
    world.send()
    assert (world.texts("花"), world.texts("太郎")) == (["a", "b"], ["a"])
    assert taro.id != hana.id


def test_a_friends_own_stop_of_one_scenario_is_leaving_it(world: World) -> None:
    one = world.scenario(step("a"), step("a2", {"days": 1}), name="一")
    world.scenario(step("b"), name="二", start={"when": "scenario_stopped", "scenario": "一"})
    [hana] = known(world, "花")
    world.send()
    with atomic():
        world.friends.stop_one(hana, one)
    world.react()
    world.send()
    assert world.texts("花") == ["a", "b"]


def test_paused_takes_people_in_and_waits_draft_and_ended_do_nothing(world: World) -> None:
    known(world, "花")
    made = {
        state: world.scenario(step(name), name=name, start=ON_LABEL)
        for state, name in ((ScenarioState.PAUSED, "p"), (ScenarioState.ENDED, "e"))
    }
    for state, scenario in made.items():
        world.set_state(scenario, state)
    attach(world, "花", "購入")
    world.react()
    world.send()
    assert world.texts("花") == []
    assert walks_of(made[ScenarioState.PAUSED]) == [EnrollmentState.WAITING]
    assert walks_of(made[ScenarioState.ENDED]) == []
    world.set_state(made[ScenarioState.PAUSED], ScenarioState.RUNNING)
    world.send()
    assert world.texts("花") == ["p"]


def test_outside_its_period_nobody_enters(world: World) -> None:
    known(world, "花")
    later: dict[str, Any] = {"from": "2026-12-02", "until": "2026-12-03"}
    scenario = world.scenario(step("a"), start=ON_LABEL, reentry="always", active=later)
    for expected in (0, 1, 1, 1):
        attach(world, "花", "購入")
        world.react()
        assert len(walks_of(scenario)) >= expected
        detach(world, "花", "購入")
        world.move(days=1)
    assert len(walks_of(scenario)) == 2


def test_unless_keeps_out_whatever_way_they_come(world: World) -> None:
    followed = world.scenario(step("a"), name="一", unless={"label": "社員"})
    labelled = world.scenario(step("b"), name="二", start=ON_LABEL, unless={"label": "社員"})
    world.scenario({"id": "go", "then": {"jump": "二"}}, name="三", start={"when": "friend_added"})
    attach(world, "花", "社員")
    known(world, "花", "太郎")
    attach(world, "花", "購入")
    world.react()
    world.send()
    assert (world.texts("花"), sorted(world.texts("太郎"))) == ([], ["a", "b"])
    assert (len(walks_of(followed)), len(walks_of(labelled))) == (1, 1)


def test_a_goal_is_reached_at_once_also_in_an_older_version(world: World) -> None:
    scenario = world.scenario(
        step("a"), step("b", {"days": 1}), stop_when={"any": [{"label": "予約"}, {"label": "退会"}]}
    )
    known(world, "花", "太郎")
    world.send()
    attach(world, "花", "退会")
    world.react()
    assert walks_of(scenario) == [EnrollmentState.GOAL, EnrollmentState.WAITING]
    world.move(days=1)
    world.send()
    assert (world.texts("花"), world.texts("太郎")) == (["a"], ["a", "b"])


def test_a_goal_may_speak_of_a_group_and_of_another_walk(world: World) -> None:
    user_groups.create("予約した人", condition({"any": [{"label": "予約"}]}), at=0)
    goal = {"any": [{"group": "予約した人"}, {"finished": "短い"}]}
    scenario = world.scenario(step("a"), step("b", {"days": 9}), name="長い", stop_when=goal)
    world.scenario(step("c", {"days": 1}), name="短い")
    with atomic():
        listening.renew()
    known(world, "花", "太郎")
    world.send()
    attach(world, "花", "予約")
    world.react()
    assert walks_of(scenario) == [EnrollmentState.GOAL, EnrollmentState.WAITING]
    world.move(days=1)
    world.send()
    world.react()
    assert walks_of(scenario) == [EnrollmentState.GOAL, EnrollmentState.GOAL]


def test_a_ring_of_scenarios_stops_and_is_told(world: World) -> None:
    ring = {"then": {"remove_label": "購入"}}
    world.scenario({"id": "off", **ring}, name="一", start=ON_LABEL, reentry="after_finish")
    again = {"when": "scenario_finished", "scenario": "一"}
    world.scenario(
        {"id": "on", "then": {"add_label": "購入"}}, name="二", start=again, reentry="after_finish"
    )
    known(world, "花", "太郎")
    attach(world, "花", "購入")
    for _ in range(4 * ENTRIES_A_DAY):
        world.react()
        world.send()
    assert rows("SELECT count(*) FROM enrollment")[0][0] == 2 * ENTRIES_A_DAY
    [case] = runaways.listed(epoch(world.clock.now()) - 1)
    assert (case.scenario, case.times) == ("一", 1)
    attach(world, "太郎", "購入")
    world.react()
    assert rows("SELECT count(*) FROM enrollment")[0][0] == 2 * ENTRIES_A_DAY + 1


def test_a_label_that_nobody_had_ever_made_is_waited_for(world: World) -> None:
    known(world, "花")
    world.scenario(step("a"), start=ON_LABEL, stop_when={"attribute": "来店日", "known": True})
    assert (1, 0) in {(int(kind), what) for kind, what in changes.listeners()}
    attach(world, "花", "購入")
    world.react()
    assert [state for _, state in world.states()] == [EnrollmentState.WAITING]
    label = labels.known(["購入"])["購入"]
    assert (1, label) in {(int(kind), what) for kind, what in changes.listeners()}


def test_what_breaks_comes_alone_and_is_given_up_on(world: World) -> None:
    known(world, "花", "太郎")
    scenario = world.scenario(step("a"), start=ON_LABEL)
    attach(world, "花", "購入")
    bad = friends.known(user_id("花")).id
    world.checkpoint = broken_for(bad)
    attach(world, "太郎", "購入")
    world.react()
    given_up = changes.given_up()
    assert given_up is not None
    assert given_up.number == 1
    assert rows("SELECT friend_id FROM change") == [(bad,)]
    assert len(walks_of(scenario)) == 1
    world.checkpoint = lambda _: None
    changes.try_again()
    world.react()
    assert len(walks_of(scenario)) == 2


def broken_for(friend_id: int) -> Any:
    """Breaks as long as this friend's change is among those taken out."""

    def checkpoint(place: str) -> None:
        left = rows("SELECT count(*) FROM change WHERE friend_id = :one", {"one": friend_id})
        if place == "react.taken" and not left[0][0]:
            raise ValueError("this one")

    return checkpoint


def test_who_stops_one_scenario_is_not_inside_it_for_another(world: World) -> None:
    short = world.scenario(step("a", {"days": 9}), name="短い")
    goal = world.scenario(
        step("b", {"days": 9}), name="長い", stop_when={"not": {"inside": "短い"}}
    )
    hana = world.follow("花")
    world.react()
    assert walks_of(goal) == [EnrollmentState.WAITING]
    with atomic():
        world.friends.stop_one(hana, short)
    world.react()
    assert walks_of(goal) == [EnrollmentState.GOAL]

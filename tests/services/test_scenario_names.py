"""Scenarios under other names: what speaks of them goes on meaning them, over the database."""

from typing import Any

from admin_flows.ports.commands import ChangeUserGroup, MakeUserGroup, RenameScenario, Undo
from bot.domain.document import ScenarioFinished
from bot.domain.rules import part_of
from bot.store import fragments, scenarios
from tests.delivery.world import step
from tests.services.shop import EDITOR, Shop, document

INSIDE = {"inside": "春"}


def spring(shop: Shop, *steps: dict[str, Any]) -> int:
    """Whoever is added walks it for some days."""
    return shop.started(*(steps or (step("a"), step("z", {"days": 9}))), name="春")


def named(shop: Shop, scenario_id: int, name: str) -> int:
    act = shop.do(RenameScenario(scenario_id, name), EDITOR).act
    assert act is not None
    return act


def test_what_is_published_goes_on_meaning_it(shop: Shop) -> None:
    number = spring(shop)
    shop.started(step("in", {"days": 1}, only=INSIDE), name="条件")
    named(shop, number, "夏")
    shop.follow("花")
    shop.send()
    shop.move(days=1)
    shop.send()
    assert shop.world.texts("花") == ["a", "in"]


def test_who_finishes_or_is_led_there_enters_under_the_new_name(shop: Shop) -> None:
    number = shop.started(step("a"), name="春")
    after = {"when": "scenario_finished", "scenario": "春"}
    shop.started(step("after"), name="後", start=after)
    goal = shop.started(step("b"), name="次", start={"when": "manual"})
    shop.started(step("c", {"days": 1}, then={"jump": "次"}), name="導く")
    named(shop, number, "夏")
    named(shop, goal, "その次")
    shop.follow("花")
    shop.send()
    shop.world.react()
    shop.send()
    assert shop.world.texts("花") == ["a", "after"]
    shop.move(days=1)
    shop.send()
    shop.send()
    assert shop.world.texts("花") == ["a", "after", "c", "b"]


def test_a_goal_that_speaks_of_it_is_reached_at_once(shop: Shop) -> None:
    number = shop.started(step("a"), name="春")
    shop.started(step("x", {"hours": 1}), name="目標", stop_when={"finished": "春"})
    named(shop, number, "夏")
    shop.follow("花")
    shop.send()
    shop.world.react()
    shop.move(days=1)
    shop.send()
    assert shop.world.texts("花") == ["a"]


def test_its_old_and_its_new_name_are_asked_for_together(shop: Shop) -> None:
    """The step was written before it was renamed, the group's rule after."""
    number = spring(shop)
    group = shop.do(MakeUserGroup("中", part_of({"label": "x"})), EDITOR).made or 0
    both = {"all": [{"inside": "春"}, {"group": "中"}]}
    shop.started(step("in", {"days": 1}, only=both), name="条件")
    named(shop, number, "夏")
    shop.do(ChangeUserGroup(group, part_of({"inside": "夏"})), EDITOR)
    shop.follow("花")
    shop.send()
    shop.move(days=1)
    shop.send()
    assert shop.world.texts("花") == ["a", "in"]


def test_owners_read_the_new_name_everywhere(shop: Shop) -> None:
    number = spring(shop)
    scenario = shop.started(step("b", only=INSIDE), name="条件")
    draft = shop.create("下書き")
    shop.write(draft, document(step("c", only=INSIDE, then={"jump": "春"}), name="下書き"))
    group = shop.do(MakeUserGroup("常連", part_of({"not": INSIDE})), EDITOR).made or 0
    fragments.keep(document(step("d", only=INSIDE), name="部品"), at=0)
    named(shop, number, "夏")
    new = part_of({"inside": "夏"})
    assert shop.facts(scenario).document.steps[0].only == new
    written = shop.draft(draft).document.steps[0]
    assert written.only == new
    assert written.then is not None and written.then.jump is not None
    assert written.then.jump.to == "夏"
    found = shop.reads.user_group(group)
    assert found is not None and found.rule == part_of({"not": {"inside": "夏"}})
    assert fragments.known()["部品"].steps[0].only == new


def test_renaming_is_undone_for_all_of_them(shop: Shop) -> None:
    number = spring(shop)
    scenario = shop.started(step("b", {"days": 1}, only=INSIDE), name="条件")
    group = shop.do(MakeUserGroup("常連", part_of(INSIDE)), EDITOR).made or 0
    act = named(shop, number, "夏")
    shop.write(scenario, shop.draft(scenario).document)
    shop.do(Undo(act), EDITOR)
    found = shop.reads.user_group(group)
    assert found is not None and found.rule == part_of(INSIDE)
    assert shop.facts(scenario).document.steps[0].only == part_of(INSIDE)
    assert shop.draft(scenario).document.steps[0].only == part_of(INSIDE)
    shop.follow("花")
    shop.send()
    shop.move(days=1)
    shop.send()
    assert shop.world.texts("花") == ["a", "b"]


def test_of_two_with_one_name_the_other_is_still_meant(shop: Shop) -> None:
    spring(shop)
    second = shop.create("春")
    group = shop.do(MakeUserGroup("常連", part_of(INSIDE)), EDITOR).made or 0
    named(shop, second, "夏")
    found = shop.reads.user_group(group)
    assert found is not None and found.rule == part_of(INSIDE)
    shop.follow("花")
    shop.send()
    assert shop.reads.fitting(part_of(INSIDE)) == (1,)


def test_it_is_not_taken_for_another_of_its_new_name(shop: Shop) -> None:
    first = spring(shop)
    shop.started(step("q"), step("r", {"days": 9}), name="夏", start={"when": "manual"})
    group = shop.do(MakeUserGroup("常連", part_of(INSIDE)), EDITOR).made or 0
    scenario = shop.started(step("b", only=INSIDE), name="条件")
    named(shop, first, "夏")
    found = shop.reads.user_group(group)
    assert found is not None and found.rule == part_of(INSIDE)
    read = shop.facts(scenario).document
    assert read.steps[0].only == part_of(INSIDE)
    assert scenarios.formerly(["春"]) == {"春": (first,)}


def test_a_former_name_is_taken_as_long_as_it_means_one(shop: Shop) -> None:
    first, second = spring(shop), shop.create("秋")
    named(shop, first, "夏")
    assert shop.reads.scenario_names() == {"春", "夏", "秋"}
    assert shop.reads.scenario_names(but=first) == {"秋"}
    assert shop.reads.scenario_names(but=second) == {"春", "夏"}
    assert shop.reads.others().scenarios == {"春", "夏", "秋"}


def test_one_that_begins_anew_after_itself_still_does(shop: Shop) -> None:
    again = [{"when": "friend_added"}, {"when": "scenario_finished", "scenario": "春"}]
    number = shop.started(step("a", {"days": 1}), name="春", start=again, reentry="always")
    named(shop, number, "夏")
    assert ScenarioFinished(scenario="夏") in shop.facts(number).document.start
    shop.follow("花")
    for _ in range(2):
        shop.move(days=1)
        shop.send()
        shop.world.react()
    assert shop.world.texts("花") == ["a", "a"]

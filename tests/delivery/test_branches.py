"""Branches and steps that only do something: decided for each person when they are due."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from bot.clock import epoch
from bot.domain.document import parse
from bot.domain.outcomes import Outcome, Rejected
from bot.store import counts, fields, friends, labels, scenarios, settings, versions
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState, Friend, ScenarioState
from bot.store.settings import AccountHold
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step, user_id


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    asked: list[str] = []
    log = logging.getLogger("peewee")
    handler = logging.Handler()
    handler.emit = lambda record: asked.append(str(record.msg))  # type: ignore[method-assign]
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    yield asked
    log.removeHandler(handler)
    log.setLevel(logging.NOTSET)


def attach(world: World, name: str, label: str) -> None:
    at = epoch(world.clock.now())
    with atomic():
        labels.attach([friend(name).id], labels.ensure([label], at=at)[label], at=at)


def friend(name: str) -> Friend:
    return friends.known(user_id(name))


def labels_of(name: str) -> set[str]:
    return {label for _, label, _ in labels.of(friend(name).id)}


def branch(step_id: str, *arms: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": step_id, "branch": list(arms), **more}


def follow_all(world: World, *names: str) -> None:
    for name in names:
        world.follow(name)
    world.send()


def later(world: World, **span: float) -> None:
    world.move(**span)
    world.send()


def test_the_first_fitting_arm_is_taken_and_the_walk_goes_on_behind_the_branch(
    world: World,
) -> None:
    world.scenario(
        step("hello"),
        branch(
            "which",
            {"when": {"label": "A"}, "steps": [step("a"), step("a2", {"hours": 1})]},
            {"when": {"label": "B"}, "steps": [step("b")]},
            wait={"days": 1},
        ),
        step("bye", {"days": 1}),
    )
    follow_all(world, "花", "太郎", "次郎")
    attach(world, "花", "A")
    attach(world, "花", "B")
    attach(world, "太郎", "B")
    later(world, days=1)
    assert [world.texts(n)[1:] for n in ("花", "太郎", "次郎")] == [["a"], ["b"], []]
    later(world, hours=1)
    later(world, days=1)
    assert world.texts("花") == ["hello", "a", "a2", "bye"]
    assert world.texts("太郎") == ["hello", "b", "bye"]
    assert world.texts("次郎") == ["hello", "bye"]
    assert {state for _, state in world.states()} == {EnrollmentState.DONE}
    assert rows("SELECT count(*) FROM batch WHERE state <> 2")[0][0] == 0


def test_what_is_true_when_it_is_due_counts_not_what_was_before(world: World) -> None:
    world.scenario(
        branch(
            "which",
            {"when": {"label": "A"}, "steps": [step("a")]},
            {"otherwise": None, "steps": [step("other")]},
            wait={"days": 1},
        )
    )
    follow_all(world, "花", "太郎")
    attach(world, "花", "A")
    with atomic():
        labels.detach([friend("花").id], labels.known(["A"])["A"], at=0)
    world.move(days=1)
    attach(world, "太郎", "A")
    world.send()
    assert (world.texts("花"), world.texts("太郎")) == (["other"], ["a"])


def test_branches_inside_branches_are_gone_through_at_once(world: World) -> None:
    """What an effect has changed is known to the branch behind it."""
    inner = branch(
        "inner",
        {"when": {"all": [{"label": "A"}, {"label": "B"}]}, "steps": [step("both")]},
        {"otherwise": None, "steps": [step("one")]},
    )
    world.scenario(
        branch("outer", {"when": {"label": "B"}, "steps": [{"id": "n", "then": NOTE}, inner]}),
        step("bye", {"hours": 1}),
    )
    attach(world, "花", "B")
    with counted() as statements:
        follow_all(world, "花", "太郎")
    assert (world.texts("花"), world.texts("太郎")) == (["both"], [])
    assert sum("FROM enrollment e JOIN friend" in text for text in statements) == 2
    later(world, hours=1)
    assert (world.texts("花"), world.texts("太郎")) == (["both", "bye"], ["bye"])


NOTE = {"add_label": "A", "set": {"来た日": "today", "担当": "佐藤"}, "add": {"点": 10}}


def test_effects_of_a_message_come_with_its_sending(world: World) -> None:
    def refused(_: int, to: Sequence[str]) -> Outcome | None:
        return (
            Rejected("The user hasn't added the account", None) if user_id("太郎") in to else None
        )

    world.line = LedgerSender(before=refused)
    world.scenario(step("hello", text="{{ friend.name }}さん", then=NOTE))
    follow_all(world, "花", "太郎")
    assert (labels_of("花"), labels_of("太郎")) == ({"A"}, set())
    known = fields.of([friend("花").id], [row.id for row in fields.known(FIELDS).values()])
    values = [value.text for value in known[friend("花").id].values()]
    assert sorted(values) == ["10", "2026-12-01", "佐藤"]


FIELDS = ("来た日", "担当", "点")


def test_a_step_is_only_for_those_of_whom_its_condition_is_true(world: World) -> None:
    world.scenario(
        step("hello", {"days": 1}, only={"not": {"label": "来店"}}, then={"add_label": "送った"}),
        step("bye", {"days": 1}),
    )
    follow_all(world, "花", "太郎")
    attach(world, "花", "来店")
    later(world, days=1)
    assert (world.texts("花"), labels_of("花")) == ([], {"来店"})
    assert (world.texts("太郎"), labels_of("太郎")) == (["hello"], {"送った"})
    later(world, days=1)
    assert (world.texts("花"), world.texts("太郎")) == (["bye"], ["hello", "bye"])


def test_at_the_goal_the_walk_is_over(world: World) -> None:
    scenario = world.scenario(
        step("hello"),
        step("more", {"days": 1}),
        branch("which", {"otherwise": None, "steps": [step("last")]}, wait={"days": 1}),
        stop_when={"label": "予約"},
    )
    follow_all(world, "花", "太郎")
    attach(world, "花", "予約")
    later(world, days=1)
    attach(world, "太郎", "予約")
    later(world, days=1)
    assert (world.texts("花"), world.texts("太郎")) == (["hello"], ["hello", "more"])
    assert {state for _, state in world.states()} == {EnrollmentState.GOAL}
    tally = counts.tallies(scenario)[scenario]
    assert (tally.goal, tally.inside, tally.stopped) == (2, 0, 0)


def test_places_for_the_first_ones_are_counted_exactly(world: World) -> None:
    scenario = world.scenario(
        branch(
            "lucky",
            {"first": 2, "steps": [step("gift")]},
            {"first": 1, "steps": [step("card")]},
            {"otherwise": None, "steps": [step("thanks")]},
        )
    )
    for name in "abcde":
        follow_all(world, name)
    assert [world.texts(name) for name in "abcde"] == [
        ["gift"], ["gift"], ["card"], ["thanks"], ["thanks"],
    ]  # fmt: skip
    found = rows("SELECT arm, taken FROM arm_count WHERE scenario_id = :id", {"id": scenario})
    assert dict(found) == {-1: 0, 0: 2, 1: 1}


def test_places_stay_those_of_their_arm_when_another_one_comes_before_it(world: World) -> None:
    gift = {"first": 2, "steps": [step("gift")]}
    card = {"first": 2, "steps": [step("card")]}
    rest = {"otherwise": None, "steps": [step("thanks")]}
    scenario = world.scenario(branch("lucky", gift, rest))
    follow_all(world, "a")
    republish(world, scenario, branch("lucky", card, gift, rest))
    for name in "bcde":
        follow_all(world, name)
    assert [world.texts(name) for name in "abcde"] == [
        ["gift"], ["card"], ["card"], ["gift"], ["thanks"],
    ]  # fmt: skip
    republish(world, scenario, branch("lucky", {**gift, "first": 3}, rest))
    for name in "fg":
        follow_all(world, name)
    assert [world.texts(name) for name in "fg"] == [["gift"], ["thanks"]]


def republish(world: World, scenario: int, *steps: dict[str, Any]) -> None:
    """For those who come from now on."""
    start = {"when": "friend_added"}
    document = parse({"tobiishi": 1, "name": "ご案内", "start": start, "steps": list(steps)})
    with atomic():
        version = versions.publish(scenario, document, at=epoch(world.clock.now()), by="test")
        scenarios.published(scenario, version.id)


def test_halves_stay_the_same_for_a_friend(world: World) -> None:
    half, rest = {"split": 50, "steps": [step("a")]}, {"otherwise": None, "steps": [step("b")]}
    world.scenario(branch("test", half, rest), reentry="after_finish", start={"when": "manual"})
    names = [f"友{number}" for number in range(20)]
    for name in names:
        world.follow(name)
    for _ in range(2):
        with atomic():
            world.jumping.enter("ご案内", [friend(name).id for name in names])
        later(world, hours=2)
    got = [world.texts(name) for name in names]
    assert all(texts in (["a", "a"], ["b", "b"]) for texts in got)
    assert len({texts[0] for texts in got}) == 2


def test_a_step_repeats_so_often(world: World) -> None:
    world.scenario(
        step("hello", repeat={"every": {"days": 1}, "at_most": 3}), step("bye", {"days": 1})
    )
    follow_all(world, "花")
    for _ in range(4):
        later(world, days=1)
    assert world.texts() == ["hello"] * 3 + ["bye"]


def test_a_step_repeats_until(world: World) -> None:
    repeat = {"every": {"days": 1, "at": "11:00-12:00"}, "until": {"label": "来店"}}
    world.scenario(step("hello", repeat=repeat), step("bye", {"hours": 1}))
    follow_all(world, "花")
    later(world, days=2)
    assert world.texts() == ["hello"]  # noon is over
    later(world, hours=23)
    assert world.texts() == ["hello"] * 2
    attach(world, "花", "来店")
    later(world, days=1)
    later(world, hours=1)
    assert world.texts() == ["hello", "hello", "bye"]


def test_a_walk_ends_where_it_is_said(world: World) -> None:
    world.scenario(
        branch("which", {"when": {"label": "A"}, "steps": [{"id": "x", "then": {"end": True}}]}),
        step("hello", then={"end": True}),
        step("never"),
    )
    attach(world, "花", "A")
    follow_all(world, "花", "太郎")
    assert (world.texts("花"), world.texts("太郎")) == ([], ["hello"])
    assert {state for _, state in world.states()} == {EnrollmentState.DONE}


def test_a_walk_leads_into_another_scenario(world: World) -> None:
    world.scenario(step("other"), name="別", start={"when": "manual"})
    world.scenario(step("beside"), name="並行", start={"when": "manual"})
    world.scenario(
        {"id": "both", "then": {"jump": {"to": "並行", "keep": True}}},
        step("hello", then={"jump": "別"}),
        step("never"),
    )
    follow_all(world, "花", "太郎")
    assert sorted(world.texts("花")) == sorted(world.texts("太郎")) == ["beside", "hello", "other"]
    assert {state for _, state in world.states()} == {EnrollmentState.DONE}


def test_a_jump_to_nowhere_just_ends_the_walk(world: World) -> None:
    world.scenario(step("hello", then={"jump": "ない"}), step("never"))
    world.scenario(step("closed"), name="閉", start={"when": "manual"})
    world.set_state(2, ScenarioState.ENDED)
    world.scenario({"id": "go", "then": {"jump": "閉"}}, name="三")
    follow_all(world, "花")
    assert world.texts() == ["hello"]
    assert [state for _, state in world.states()] == [EnrollmentState.DONE] * 2


def test_scenarios_that_lead_into_each_other_do_not_go_round_for_ever(world: World) -> None:
    again = {"reentry": "always"}
    world.scenario({"id": "a", "then": {"jump": "乙"}}, name="甲", **again)
    world.scenario(
        {"id": "b", "then": {"jump": "甲"}}, name="乙", start={"when": "manual"}, **again
    )
    follow_all(world, "花")
    assert len(world.states()) == 2
    later(world, hours=2)
    assert len(world.states()) == 2


def test_who_has_stopped_everything_does_not_jump(world: World) -> None:
    world.scenario(step("other"), name="別", start={"when": "manual"})
    world.scenario(step("hello", then={"jump": "別"}))
    world.follow("花")

    def stop(here: str) -> None:
        if here == "handed":
            with atomic():
                world.friends.stop(friend("花"))

    world.checkpoint = stop
    world.send()
    assert world.texts() == ["hello"]
    assert len(world.states()) == 1


def test_branches_need_no_messages_of_the_month(world: World) -> None:
    world.scenario(branch("which", {"otherwise": None, "steps": [{"id": "n", "then": NOTE}]}))
    for hold in ("usual", "line"):
        settings.set_account_hold(AccountHold("quota", 0, world.clock.real() + 300, hold))
        follow_all(world, hold)
        assert labels_of(hold) == {"A"}


def test_a_paused_scenario_decides_nothing(world: World) -> None:
    scenario = world.scenario({"id": "n", "then": NOTE, "wait": {"days": 1}})
    follow_all(world, "花")
    world.set_state(scenario, ScenarioState.PAUSED)
    later(world, days=1)
    assert labels_of("花") == set()
    world.set_state(scenario, ScenarioState.RUNNING)
    world.send()
    assert labels_of("花") == {"A"}


def test_a_branch_waits_for_its_time_of_day(world: World) -> None:
    world.scenario(
        branch(
            "which", {"otherwise": None, "steps": [step("hello")]}, wait={"days": 1, "at": "10:00"}
        )
    )
    follow_all(world, "花")
    later(world, days=1)  # 12:00
    assert world.texts() == []
    later(world, hours=22)
    assert world.texts() == ["hello"]


def test_a_plain_step_costs_no_statement_more(world: World) -> None:
    world.scenario(step("hello"))
    world.follow("花")
    with counted() as statements:
        world.send()
    for table in ("friend_label", "arm_count", "friend_field"):
        assert not any(table in text for text in statements)

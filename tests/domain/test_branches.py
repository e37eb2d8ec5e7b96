"""Branches, effects and repetitions: as they are written, and the way that leads through them."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from bot.domain import edit
from bot.domain.check import check
from bot.domain.deciding import arm_for, draw, verdict
from bot.domain.document import Otherwise, Scenario, Split, parse
from bot.domain.edit import Spot
from bot.domain.errors import DocumentError, Refused
from bot.domain.facts import Facts
from bot.domain.finding import Finding, Others
from bot.domain.walk import Walk
from bot.domain.yaml import dump_yaml, load_yaml
from tests.domain.test_check import CALENDAR
from tests.domain.test_walk import at

NOON = at("2026-12-01 12:00")
FILE = """\
tobiishi: 1
name: 分岐
start: {when: friend_added}
stop_when: {label: 予約済み}
steps:
  - id: hello
    wait: 0
    send:
      - text: a
    then: {add_label: 案内済み, set: {来店日: today}, add: {点: 10}}
  - id: which
    wait: {days: 1}
    branch:
      - when: {label: A}
        steps:
          - id: a
            wait: 0
            branch:
              - first: 10
                steps:
                  - id: lucky
                    wait: 0
                    send:
                      - text: b
              - split: 30
                steps: []
      - otherwise:
        steps:
          - id: leave
            wait: 0
            then: {jump: 別}
  - id: again
    wait: {days: 2}
    only: {not: {label: 来店}}
    send:
      - text: c
    repeat: {every: {months: 1, at: "11:00"}, at_most: 3, until: {label: 済み}}
"""


def walk(*steps: dict[str, Any], **more: Any) -> Walk:
    return Walk(parse({"name": "x", "start": {"when": "friend_added"}, "steps": steps, **more}))


def step(step_id: str, **more: Any) -> dict[str, Any]:
    return {"id": step_id, "send": [{"text": "a"}], **more}


def arm(*steps: dict[str, Any], **whom: Any) -> dict[str, Any]:
    return {**whom, "steps": list(steps)}


def facts(*labels: str) -> Facts:
    return Facts(NOON, CALENDAR, labels=dict.fromkeys(labels, NOON))


def test_what_is_written_is_read_again() -> None:
    scenario = load_yaml(FILE)
    assert dump_yaml(scenario) == FILE
    assert [each.id for each in scenario.all_steps] == [
        "hello", "which", "a", "lucky", "leave", "again",
    ]  # fmt: skip


BROKEN = [
    ({"branch": [{"whem": {"label": "A"}}]}, "steps[0].branch[0].whem", "unknown_key"),
    ({"branch": [{"split": 101}]}, "steps[0].branch[0].split", "out_of_range"),
    ({"branch": [{"first": 0}]}, "steps[0].branch[0].first", "out_of_range"),
    ({"branch": [{"split": 5}] * 11}, "steps[0].branch", "too_many"),
    ({"branch": [{"otherwise": None}] * 2}, "steps[0].branch", "too_many"),
    ({"branch": [{"split": 5}], "send": [{"text": "a"}]}, "steps[0]", "branch_alone"),
    ({"branch": [arm({"id": "a"}, split=5)]}, "steps[0].branch[0].steps[0].id", "duplicate_id"),
    ({"then": {}}, "steps[0].then", "empty"),
    ({"then": {"add_lable": "x"}}, "steps[0].then.add_lable", "unknown_key"),
    ({"then": {"add": {"点": "x"}}}, "steps[0].then.add.点", "not_a_number"),
    ({"then": {"jump": {"too": "x"}}}, "steps[0].then.jump.too", "unknown_key"),
    ({"repeat": {"every": {"days": 0}}}, "steps[0].repeat.every", "not_recurring"),
    ({"repeat": {"every": 0}}, "steps[0].repeat.every", "not_recurring"),
    (
        {"repeat": {"every": {"days": 1}, "at_most": 367}},
        "steps[0].repeat.at_most",
        "out_of_range",
    ),
]


@pytest.mark.parametrize(("parts", "place", "code"), BROKEN)
def test_what_is_wrong_is_told_with_its_place(parts: Any, place: str, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse({"name": "x", "steps": [{"id": "a", **parts}]})
    problem = caught.value.problems[0]
    assert (problem.place, problem.code) == (place, code)


def nested(depth: int) -> dict[str, Any]:
    inner = nested(depth - 1) if depth else {"id": "deep"}
    return {"id": f"at-{depth}", "branch": [arm(inner, split=50)]} if depth else inner


def test_limits_count_the_whole_tree() -> None:
    assert len(walk(nested(5)).stops) == 6
    many = [step(f"s{number}") for number in range(100)]
    for steps, code in (([nested(6)], "branches_too_deep"), ([nested(1), *many], "too_many")):
        with pytest.raises(DocumentError) as caught:
            walk(*steps)
        assert caught.value.problems[0].code == code


def test_a_step_inside_is_named_with_its_line() -> None:
    text = FILE.replace("- text: b", "- txt: b")
    with pytest.raises(DocumentError) as caught:
        load_yaml(text)
    problem = caught.value.problems[0]
    line = text.splitlines().index("                      - txt: b") + 1
    assert (problem.values["step"], problem.values["line"]) == ("lucky", line)


# The way through


def test_stops_stand_in_the_order_of_reading_and_know_what_follows() -> None:
    way = Walk(load_yaml(FILE))
    assert [stop.step.id for stop in way.stops] == [
        "hello", "which", "a", "lucky", "leave", "again", "again",
    ]  # fmt: skip
    assert [stop.place for stop in way.stops] == [1, 2, 3, 4, 5, 6, 6]
    assert [stop.sends for stop in way.stops] == [True, False, False, True, False, True, True]
    assert way.stops[1].arms == (2, 4)
    assert way.stops[2].arms == (3, 5)
    assert [way.after(index) for index in range(5)] == [1, 5, 5, 5, 7]
    assert way.past(4) == 5
    assert [way.after(5), way.after(6), way.after(6, 1)] == [6, 6, 7]
    assert [way.left(index) for index in range(8)] == [5, 4, 4, 4, 3, 3, 2, 0]


def test_what_is_gone_through_at_once_still_answers_the_friends_own_act() -> None:
    arms = [arm(step("a"), split=50), arm(step("b", wait={"days": 1}), split=50)]
    way = walk({"id": "which", "branch": arms}, step("bye"))
    assert [way.answers_at_once(index) for index in range(4)] == [True, True, False, False]
    effects = walk({"id": "label", "then": {"add_label": "A"}}, step("hello"), step("more"))
    assert [effects.answers_at_once(index) for index in range(3)] == [True, True, False]


# Deciding


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["予約済み", "済み"], "goal"),
        (["済み", "来店"], "no_more"),
        (["来店"], "leave_out"),
        ([], "go"),
    ],
)
def test_the_goal_comes_before_everything_else(labels: list[str], expected: str) -> None:
    assert verdict(Walk(load_yaml(FILE)), 5, facts(*labels)) == expected


def arms_of(*arms: dict[str, Any]) -> Any:
    return walk({"id": "a", "branch": list(arms)}).stops[0].step.branch


def test_the_first_fitting_arm_is_taken() -> None:
    arms = arms_of({"when": {"label": "A"}}, {"when": {"label": "B"}}, {"otherwise": None})
    taken = [arm_for(arms, facts(*labels), 0, {}) for labels in ("A", "AB", "B", "C")]
    assert taken == [0, 0, 1, 2]
    assert arm_for(arms[:2], facts(), 0, {}) is None


def test_places_are_taken_until_there_are_none() -> None:
    arms, room = arms_of({"first": 2}, {"first": 1}), {0: 2, 1: 1}
    assert [arm_for(arms, facts(), 0, room) for _ in range(4)] == [0, 0, 1, None]


def test_shares_stand_beside_each_other() -> None:
    arms = arms_of({"split": 30}, {"split": 50}, {"otherwise": None})
    taken = [arm_for(arms, facts(), number, {}) for number in range(100)]
    assert Counter(taken) == {0: 30, 1: 50, 2: 20}
    assert [taken[number] for number in (0, 29, 30, 79, 80)] == [0, 0, 1, 1, 2]


def test_the_draw_is_fair_and_never_changes() -> None:
    draws = [draw(7, "test", friend) for friend in range(20_000)]
    assert draws[:5] == [draw(7, "test", friend) for friend in range(5)]
    assert set(draws) == set(range(100))
    assert 9_600 < sum(number < 50 for number in draws) < 10_400
    both = sum(draw(7, "test", n) < 50 and draw(7, "other", n) < 50 for n in range(20_000))
    assert 4_600 < both < 5_400  # two tests are independent of each other
    assert draw(1, "a", 1) == 11


# Checking


def codes(*steps: dict[str, Any], others: Others | None = None, **more: Any) -> list[str]:
    scenario = walk(*steps, **more).scenario
    return [finding.code for finding in check(scenario, CALENDAR, others=others)]


A, B = {"label": "A"}, {"label": "B"}
REST = arm(otherwise=None)


@pytest.mark.parametrize(
    ("arms", "found"),
    [
        ([arm(step("a"), split=50), arm(step("b"), otherwise=None)], []),
        ([arm(step("a"), split=50), arm(step("b"), split=50)], []),
        ([arm(step("a"), when={"label": "A"})], ["no_otherwise"]),
        ([arm(step("a"), otherwise=None), arm(step("b"), split=5)], ["unreachable_arm"]),
        ([arm(step("a"), split=100), arm(step("b"), when={"label": "A"})], ["unreachable_arm"]),
        ([arm(step("a"), when=A), arm(step("b"), when=A), REST], ["unreachable_arm"]),
        ([arm(step("a"), when=A), arm(step("b"), when={"all": [B, A]}), REST], ["unreachable_arm"]),
        ([arm(step("a"), when={"any": [A, B]}), arm(step("b"), when=B), REST], ["unreachable_arm"]),
        ([arm(step("a"), when={"all": [B, A]}), arm(step("b"), when=A), REST], []),
        ([arm(step("a"), when=A), arm(step("b"), when={"any": [B, A]}), REST], []),
        ([arm(step("a"), when=A), arm(step("b"), when={"not": A}), REST], []),
        ([arm(step("a"), first=5), arm(step("b"), first=5), REST], []),
        ([arm(step("a"), split=60), arm(step("b"), split=60)], ["split_over_100"]),
        ([arm(split=60), arm(otherwise=None)], ["branch_does_nothing"]),
    ],
)
def test_branches_are_checked(arms: list[dict[str, Any]], found: list[str]) -> None:
    assert codes({"id": "which", "branch": arms}) == found


def test_steps_inside_are_checked_too() -> None:
    found = check(
        walk({"id": "b", "branch": [arm({"id": "in"}, otherwise=None)]}).scenario, CALENDAR
    )
    assert found == (Finding("error", "no_content", "in"),)
    assert codes({"id": "label", "then": {"add_label": "A"}}) == []


def test_a_wait_counts_from_a_step_on_its_own_way() -> None:
    def counting(step_id: str) -> list[str]:
        late = step("b", wait={"days": 1, "from": step_id})
        split = [arm(step("a"), split=50), arm(late, otherwise=None)]
        return codes(step("start-here"), {"id": "which", "branch": split})

    assert counting("start-here") == counting("which") == []
    assert counting("a") == counting("b") == ["unknown_step"]
    behind = step("bye", wait={"days": 1, "from": "a"})
    assert codes({"id": "w", "branch": [arm(step("a"), otherwise=None)]}, behind) == []


def test_a_repetition_has_to_end_somehow() -> None:
    every = {"every": {"days": 1}}
    assert codes(step("a", repeat=every)) == ["endless_repeat"]
    assert codes(step("a", repeat={**every, "at_most": 2})) == []
    assert codes(step("a", repeat={**every, "until": {"label": "A"}})) == []
    assert codes(step("a", repeat=every), stop_when={"label": "A"}) == []


def test_a_reaction_in_another_scenario_may_never_come() -> None:
    asks = step("a", only={"any": [
        {"tapped": "offer", "scenario": "別"}, {"watched": "gone", "scenario": "別"},
        {"tapped": "x", "scenario": "無い"}]})  # fmt: skip
    others = Others(frozenset({"別"}), reactions={"別": frozenset({("tapped", "offer")})})
    assert codes(asks, others=others) == ["reaction_nowhere", "unknown_scenario"]


def test_names_are_those_of_something() -> None:
    steps = [
        step("a", only={"label": "A"}, then={"jump": "別"}),
        step("b", only={"all": [{"group": "常連"}, {"finished": "前"}]}),
    ]
    assert codes(*steps) == []  # nobody said what there is
    nothing = codes(*steps, others=Others())
    assert sorted(nothing) == [
        "label_never_attached", "unknown_group", "unknown_scenario", "unknown_scenario",
    ]  # fmt: skip
    there = Others(frozenset({"別", "前"}), frozenset({"常連"}), frozenset({"A"}))
    assert codes(*steps, others=there) == []
    attaches = step("first", then={"add_label": "A"})
    assert "label_never_attached" not in codes(attaches, *steps, others=Others())


# Editing


def tree() -> Scenario:
    return walk(
        step("a"),
        {"id": "w", "branch": [arm(step("b"), step("c"), split=50), arm(otherwise=None)]},
        step("d", wait={"days": 1, "from": "b"}),
    ).scenario


def outline(scenario: Scenario) -> str:
    def shown(steps: Any) -> str:
        return " ".join(
            each.id + "".join(f"[{shown(one.steps)}]" for one in each.branch) for each in steps
        )

    return shown(scenario.steps)


def test_steps_inside_arms_are_edited_where_they_stand() -> None:
    scenario = tree()
    assert outline(scenario) == "a w[b c][] d"
    titled = edit.replace_step(scenario, scenario.all_steps[2].model_copy(update={"title": "新"}))
    assert titled.all_steps[2].title == "新"
    new = scenario.steps[0].model_copy(update={"id": "n"})
    assert outline(edit.add_step(scenario, new, edit.spot_of(scenario, "c"))) == "a w[b n c][] d"
    assert outline(edit.add_step(scenario, new, Spot(0, "w", 1))) == "a w[b c][n] d"
    assert outline(edit.move_step(scenario, "c", 0)) == "a w[c b][] d"
    assert outline(edit.move_behind(scenario, "a", "b")) == "w[b a c][] d"
    assert outline(edit.move_behind(scenario, "c", None)) == "c a w[b][] d"
    assert outline(edit.move_behind(scenario, "w", "c")) == "a w[b c][] d"
    with pytest.raises(Refused):
        edit.add_step(scenario, new, Spot(0, "gone", 1))


def test_a_branch_is_copied_and_removed_with_all_that_is_in_it() -> None:
    copied, new_id = edit.copy_step(tree(), "w")
    assert outline(copied) == f"a w[b c][] {new_id}[step-7 step-8][] d" and new_id == "step-6"
    rest = edit.remove_step(tree(), "w")
    assert outline(rest) == "a d"
    assert rest.steps[1].wait.from_ == "previous"  # type: ignore[union-attr]


def test_arms_know_their_kind_after_an_edit() -> None:
    half, rest = edit.move_step(tree(), "c", 0).steps[1].branch
    assert isinstance(half, Split) and isinstance(rest, Otherwise)


def test_a_set_day_that_is_over_is_only_asked_about() -> None:
    scenario = parse({"name": "x", "start": {"when": "date", "on": "2026-12-24T10:00"}})
    for minute, found in ((59, []), (0, ["day_is_over"])):
        now = datetime(2026, 12, 24, 9 if minute else 10, minute)
        said = [one.code for one in check(scenario, CALENDAR, "", Others(now=now))]
        assert [code for code in said if code == "day_is_over"] == found

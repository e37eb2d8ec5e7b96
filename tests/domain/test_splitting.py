"""Branches made and changed, effects put together, and what is known of an answer."""

import pytest

from bot.domain import splitting
from bot.domain.answered import answered_with
from bot.domain.asking import Ask
from bot.domain.document import (
    After,
    Arm,
    Manual,
    OnWeekday,
    Otherwise,
    Scenario,
    Split,
    Step,
    Text,
    Then,
    When,
)
from bot.domain.doing import with_effect, without
from bot.domain.edit import Spot, move_into
from bot.domain.errors import Problem
from bot.domain.repeating import recurs, with_copies
from bot.domain.rules import loaded
from bot.domain.ruling import RulePlace, rule_at, with_rule
from bot.domain.ways import end_of_way, one_before, step_called
from bot.domain.window import Window

TEN = Window.from_text("10:00")
A, B = loaded('{"label": "A"}'), loaded('{"label": "B"}')
INNER = Step(id="a2", wait=After(days=1, from_="a1"), send=(Text(text="…"),))
BRANCH = Step(
    id="b",
    branch=(
        When(when=A, steps=(Step(id="a1", send=(Text(text="x"),)), INNER)),
        When(when=B),
        Otherwise(otherwise=None),
    ),
)
SCENARIO = Scenario(name="x", start=(Manual(),), steps=(Step(id="s"), BRANCH, Step(id="e")))


def rules(arms: tuple[Arm, ...]) -> list[object]:
    return [arm.when for arm in arms if isinstance(arm, When)]


@pytest.mark.parametrize(
    ("arms", "expected"),
    [
        (
            splitting.by_ages([30]),
            ['{"attribute":"age","under":30}', '{"attribute":"age","at_least":30}'],
        ),
        (splitting.by_labels(["A", "B"]), ['{"label":"A"}', '{"label":"B"}']),
        (splitting.by_areas(["東京"]), ['{"attribute":"area","is":"東京"}']),
        (splitting.by_reaction("s", "watched"), ['{"watched":"s"}']),
    ],
)
def test_ways_by(arms: tuple[Arm, ...], expected: list[str]) -> None:
    assert rules(arms) == [loaded(each) for each in expected]
    assert arms[-1] == Otherwise(otherwise=None)


def test_shares_leave_nobody_over() -> None:
    assert splitting.by_shares((70, 30)) == (Split(split=70), Split(split=30))


AGES = Ask(text="?", choices=("20代", "30代以上"), into="age")
BOUNDS = Ask(text="?", choices=("~19", "20~"), into="age")
GENDERS = Ask(text="?", choices=("女", "男"), into="gender")
TASTE = Ask(text="?", choices=("肉", "魚"), into="好み")
LABELS = Ask(text="?", choices=("肉", "魚"), label=True)


@pytest.mark.parametrize(
    ("ask", "choice", "rule"),
    [
        (AGES, "20代", '{"attribute":"age","between":[20,29]}'),
        (AGES, "30代以上", '{"attribute":"age","at_least":30}'),
        (BOUNDS, "~19", '{"attribute":"age","under":20}'),
        (BOUNDS, "20~", '{"attribute":"age","at_least":20}'),
        (GENDERS, "女", '{"attribute":"gender","is":"female"}'),
        (TASTE, "魚", '{"attribute":"好み","is":"魚"}'),
        (LABELS, "魚", '{"label":"魚"}'),
    ],
)
def test_what_an_answer_tells(ask: Ask, choice: str, rule: str) -> None:
    assert answered_with(ask, choice) == loaded(rule)


def test_an_answer_that_is_not_kept_tells_nothing() -> None:
    assert answered_with(Ask(text="?", choices=("肉", "魚"), label="答えた"), "魚") is None


def test_what_is_for_everybody_else_stays_last() -> None:
    more = splitting.with_arm(BRANCH, loaded('{"label": "C"}'))
    assert rules(more.branch)[-1] == loaded('{"label": "C"}')
    assert isinstance(more.branch[-1], Otherwise)
    assert rules(splitting.with_moved(BRANCH, 0, 1).branch) == [B, A]
    assert splitting.with_moved(BRANCH, 1, 1) == BRANCH
    assert splitting.with_moved(BRANCH, 2, -1) == BRANCH
    assert rules(splitting.without_arm(BRANCH, 0).branch) == [B]


def test_copies_speak_of_each_other() -> None:
    steps = BRANCH.branch[0].steps
    changed, ids = splitting.copied_into(SCENARIO, "b", steps, [1, 2])
    assert len(ids) == len(set(ids)) == 4
    for number in (1, 2):
        first, second = changed.steps[1].branch[number].steps
        assert isinstance(second.wait, After)
        assert second.wait.from_ == first.id


def test_a_step_is_found_by_its_way() -> None:
    assert step_called(SCENARIO, "2-a-2") == INNER
    for nowhere in ("2-a-3", "2-d-1", "1-a-1", "9-a-1", "2-a", "4", "0", "x"):
        assert step_called(SCENARIO, nowhere) is None


def test_every_step_has_a_number_and_one_before_it() -> None:
    numbers = SCENARIO.numbers
    assert list(numbers.values()) == ["1", "2", "2-A-1", "2-A-2", "3"]
    before = [one_before(number) for number in numbers.values()]
    assert before == [None, "1", "2", "2-A-1", "2"]


def test_a_step_is_moved_to_the_end_of_a_way() -> None:
    spot = end_of_way(SCENARIO, "2-b")
    assert spot == Spot(0, "b", 1)
    assert [step.id for step in move_into(SCENARIO, "s", spot).all_steps] == [
        "b",
        "a1",
        "a2",
        "s",
        "e",
    ]
    again = end_of_way(SCENARIO, "2-a")
    assert again
    assert [step.id for step in move_into(SCENARIO, "a1", again).all_steps] == [
        "s",
        "b",
        "a2",
        "a1",
        "e",
    ]
    assert move_into(SCENARIO, "b", again) == SCENARIO
    for nowhere in ("2-d", "1-a", "9-a", "2", "a", "2-a-1", ""):
        assert end_of_way(SCENARIO, nowhere) is None


@pytest.mark.parametrize(
    "place",
    [
        RulePlace("unless"),
        RulePlace("stop_when"),
        RulePlace("only", "s"),
        RulePlace("arm", "b", 1),
    ],
)
def test_a_rule_is_put_in_its_place(place: RulePlace) -> None:
    rule = loaded('{"group": "常連"}')
    assert rule_at(with_rule(SCENARIO, place, rule), place) == rule


def test_effects_one_at_a_time() -> None:
    then = with_effect(None, "add_label", ["A", "B"])
    assert then == Then(add_label=("A", "B"))
    then = with_effect(then, "remove_label", ["B"])
    assert then == Then(add_label=("A",), remove_label=("B",))
    assert isinstance(then, Then)
    then = with_effect(then, "set", {"日": "today"})
    assert isinstance(then, Then)
    then = with_effect(then, "end", True)
    assert isinstance(then, Then)
    jumps = with_effect(then, "jump", {"to": "次", "keep": False})
    assert isinstance(jumps, Then)
    assert not jumps.end
    assert without(jumps, "jump") == Then(
        add_label=("A",), remove_label=("B",), set_={"日": "today"}
    )
    assert without(Then(end=True), "end") is None
    assert isinstance(with_effect(None, "add", {"点": "たくさん"}), Problem)


def test_copies_come_behind_it() -> None:
    weekly = Step(id="w", wait=OnWeekday(weekday="mon", at=TEN), send=(Text(text="x"),))
    scenario = Scenario(name="x", steps=(weekly, Step(id="e")))
    changed, ids = with_copies(scenario, "w", 2)
    assert [step.id for step in changed.steps] == ["w", *ids, "e"]
    assert recurs(weekly.wait)
    assert not recurs(After(days=1, from_="start"))

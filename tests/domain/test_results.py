"""The one sentence of advice, by the order of its rules."""

from typing import Any

import pytest

from bot.domain.document import parse
from bot.domain.results import Advice, ArmSums, Stop, Sums, advise, is_tappable, splits
from bot.domain.shares import Share

CALM = Stop("a", "1", Sums(sent=1_000, tapped=300, stopped=10, blocked=20), tappable=True)
FINE = Stop("b", "2", Sums(sent=900, tapped=280, stopped=9, blocked=15), tappable=True)
LINK = {"label": "予約", "link": "https://shop.example/book"}
ALIKE = [ArmSums("A", Share(22, 100)), ArmSums("B", Share(31, 100))]
APART = [ArmSums("A", Share(220, 1_000)), ArmSums("B", Share(310, 1_000))]


def stop(**sums: int) -> Stop:
    return Stop("c", "3", Sums(**({"sent": 800, "tapped": 250} | sums)), tappable=True)


@pytest.mark.parametrize(
    ("third", "arms", "what"),
    [
        (stop(blocked=64, stopped=64, tapped=3), APART, "blocked"),
        (stop(blocked=16, stopped=64, tapped=3), APART, "stopped"),
        (stop(blocked=16, stopped=8, tapped=24), APART, "tapped"),
        (stop(blocked=16, stopped=8), APART, "arm"),
        (stop(blocked=16, stopped=8), ALIKE, "fine"),
        (stop(sent=10, blocked=1, tapped=3), ALIKE, "fine"),  # one of ten may be chance
    ],
)
def test_the_first_rule_that_fits(third: Stop, arms: list[ArmSums], what: str) -> None:
    assert advise([CALM, FINE, third], [arms], 1_000).what == what


def test_it_names_the_step_and_how_much_worse_it_is() -> None:
    third = stop(blocked=64)
    advice = advise([CALM, FINE, third], [], 1_000)
    assert advice == Advice("blocked", third, Share(64, 800), Share(35, 1_900))
    assert (advice.share.percent, advice.times) == (8, 4)


def test_the_worst_of_several_is_named() -> None:
    bad, worse = stop(blocked=64), Stop("d", "4", Sums(sent=800, blocked=160))
    assert advise([CALM, bad, worse], [], 1_000).stop == worse


def test_where_nobody_else_blocked_there_is_no_multiple() -> None:
    calm = Stop("a", "1", Sums(sent=1_000))
    assert advise([calm, stop(blocked=64)], [], 1_000).times == 0


def test_a_single_step_has_nothing_to_be_held_against() -> None:
    assert advise([stop(blocked=400)], [], 800).what == "fine"


def test_what_cannot_be_tapped_is_not_blamed_for_it() -> None:
    plain = Stop("c", "3", Sums(sent=800), tappable=False)
    assert advise([CALM, FINE, plain], [], 1_000).what == "fine"


@pytest.mark.parametrize(("people", "what"), [(0, "few"), (49, "few"), (50, "fine")])
def test_from_fifty_people_on_more_can_be_said(people: int, what: str) -> None:
    advice = advise([], [], people)
    assert (advice.what, advice.people) == (what, people)


def test_the_better_arm_is_named_with_the_next() -> None:
    third = ArmSums("C", Share(100, 1_000))
    advice = advise([], [[*APART, third]], 3_000)
    assert (advice.letter, advice.share.percent, advice.other.percent) == ("B", 31, 22)


def _arm(name: str) -> list[dict[str, Any]]:
    """Its second step has a button."""
    return [
        {"id": f"{name}1", "send": [{"text": "x"}]},
        {"id": f"{name}2", "send": [{"text": "予約", "buttons": [LINK]}]},
    ]


def test_arms_by_chance_are_compared_by_their_first_step_with_taps() -> None:
    scenario = parse(
        {
            "tobiishi": 1,
            "name": "x",
            "start": {"when": "manual"},
            "steps": [
                {
                    "id": "ab",
                    "branch": [
                        {"split": 50, "steps": _arm("a")},
                        {"otherwise": None, "steps": _arm("b")},
                    ],
                },
                {
                    "id": "by",
                    "branch": [{"when": {"label": "x"}, "steps": _arm("c")}, {"otherwise": None}],
                },
            ],
        }
    )
    assert splits(scenario) == [[("A", "a2"), ("B", "b2")]]
    assert [step.id for step in scenario.all_steps if is_tappable(step)] == ["a2", "b2", "c2"]

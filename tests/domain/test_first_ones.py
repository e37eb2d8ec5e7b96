"""What arms for the first ones are counted as, from version to version."""

from typing import Any

import pytest

from bot.domain.document import Scenario, parse
from bot.domain.first_ones import counted_as

REST: dict[str, Any] = {"otherwise": None, "steps": []}


def version(*arms: dict[str, Any], branch: str = "lucky") -> Scenario:
    return parse({"tobiishi": 1, "name": "x", "steps": [{"id": branch, "branch": list(arms)}]})


def first(*steps: str, most: int = 5) -> dict[str, Any]:
    return {"first": most, "steps": [{"id": one, "send": [{"text": "a"}]} for one in steps]}


WHEN: dict[str, Any] = {"when": {"label": "会員"}, "steps": []}
A, B, C = first("a"), first("b"), first("c")


@pytest.mark.parametrize(
    ("versions", "counted"),
    [
        ([(A, B, REST)], {0: 0, 1: 1}),
        ([(WHEN, A, REST)], {1: 1}),
        ([(A, B, REST), (B, A, REST)], {0: 1, 1: 0}),
        ([(A, B, REST), (B, REST)], {0: 1}),
        ([(A, B, REST), (B, REST), (A, B, REST)], {0: 0, 1: 1}),
        ([(A, REST), (B, A, REST)], {0: 2, 1: 0}),
        ([(A, REST), (WHEN, A, REST)], {1: 0}),
        # Another limit, a step more or less: still the same one.
        ([(A, REST), (B, first("a", "a2", most=9), REST)], {0: 2, 1: 0}),
        ([(first("a", "b"), REST), (first("b"), first("a"), REST)], {0: 0, 1: 2}),
        # All its steps are others: whoever stands where it stood gives no more than it may.
        ([(A, REST), (B, REST)], {0: 0}),
        ([(first(), first(), REST), (first(), REST)], {0: 0}),
        # What was gone for a while, as by an undo, gives no more than it may.
        ([(A, REST), (WHEN, REST), (WHEN, A, REST)], {1: 0}),
        ([(A, REST), (WHEN, REST), (C, WHEN, REST)], {0: 2}),
    ],
)
def test_an_arm_keeps_its_count_wherever_it_stands(
    versions: list[tuple[dict[str, Any], ...]], counted: dict[int, int]
) -> None:
    assert counted_as([version(*arms) for arms in versions], "lucky") == counted


def test_a_version_without_the_branch_changes_nothing() -> None:
    versions = [version(A, B, REST), version(REST, branch="other"), version(B, REST)]
    assert counted_as(versions, "lucky") == {0: 1}

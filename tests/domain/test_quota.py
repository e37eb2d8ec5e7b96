import pytest

from bot.domain.document import dump, parse
from bot.domain.errors import DocumentError
from bot.domain.quota import Allowance, kept
from bot.domain.yaml import dump_yaml, load_yaml


@pytest.mark.parametrize(
    ("cap", "told", "keep"),
    [(200, 0, 0), (200, 6, 12), (200, 10, 20), (200, 11, 20), (5_000, 25, 50), (5, 3, 0)],
)
def test_the_reserve_is_for_everybody_twice_and_never_above_a_tenth(
    cap: int, told: int, keep: int
) -> None:
    assert kept(cap, told) == keep


@pytest.mark.parametrize(
    ("used", "usual", "urgent"),
    [(0, 180, 200), (179, 1, 21), (180, 0, 20), (195, 0, 5), (200, 0, 0), (260, 0, 0)],
)
def test_only_what_is_urgent_may_use_the_reserve(used: int, usual: int, urgent: int) -> None:
    allowance = Allowance(200, used, 20)
    assert (allowance.room(urgent=False), allowance.room(urgent=True)) == (usual, urgent)


def test_a_plan_without_a_limit_has_room_for_any_number() -> None:
    assert Allowance(None, 1_000_000, 0).room(urgent=False) is None


def test_a_document_says_what_happens_at_the_limit() -> None:
    usual = parse({"name": "x"})
    assert (usual.at_limit, usual.urgent) == ("hold", False)
    assert dump(usual) == {"tobiishi": 1, "name": "x"}
    special = load_yaml("tobiishi: 1\nname: x\nat_limit: skip\nurgent: true\n")
    assert (special.at_limit, special.urgent) == ("skip", True)
    assert load_yaml(dump_yaml(special)) == special


@pytest.mark.parametrize(
    ("line", "code"), [("at_limit: drop", "unknown_value"), ("urgent: perhaps", "wrong_type")]
)
def test_another_word_is_refused_with_its_line(line: str, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        load_yaml(f"tobiishi: 1\nname: x\n{line}\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["line"]) == (code, 3)

import pytest

from bot.domain.document import dump, parse
from bot.domain.errors import DocumentError
from bot.domain.quota import Allowance, Told, kept, level, news
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


def heard(*looks: tuple[str, int, int | None]) -> list[str]:
    """What owners hear as the figures (month, used, cap) are looked at in turn."""
    told = Told()
    words: list[str] = []
    for month, used, cap in looks:
        word, told = news(told, month, used, cap, kept(cap or 0, 6))
        words.append(word or "")
    return words


DEC, JAN = "2026-12", "2027-01"


def told_of(*looks: tuple[int, bool]) -> list[str]:
    """The same of a plan of 200 for (used, LINE refuses although there is some left)."""
    told = Told()
    words: list[str] = []
    for used, refused in looks:
        word, told = news(told, DEC, used, 200, 0, refused=refused)
        words.append(word or "")
    return words


@pytest.mark.parametrize(
    ("looks", "words"),
    [
        ([(10, True), (10, True), (10, False), (10, False)], ["refused", "", "back", ""]),
        ([(160, True), (160, True), (160, False)], ["nearing", "refused", "back"]),
        ([(160, True), (165, True), (190, True)], ["nearing", "refused", "nearly"]),
        ([(10, True), (200, True), (200, False)], ["refused", "spent", ""]),
        ([(200, True), (200, False), (10, False)], ["spent", "", ""]),
        ([(10, True), (10, False), (10, True)], ["refused", "back", "refused"]),
    ],
)  # fmt: skip
def test_owners_hear_that_line_refuses_against_its_figures(
    looks: list[tuple[int, bool]], words: list[str]
) -> None:
    assert told_of(*looks) == words


def test_a_reserve_is_what_an_owner_wants_up_to_half_of_the_plan() -> None:
    assert [kept(200, 6, wanted) for wanted in (None, 0, 30, 100, 150)] == [12, 0, 30, 100, 100]


def test_of_a_large_reserve_the_levels_come_earlier() -> None:
    assert [level(used, 1_000, 500) for used in (399, 400, 475, 500)] == [0, 80, 95, 100]


def test_the_first_level_comes_when_the_owner_says() -> None:
    assert [level(used, 100, 0, 90) for used in (89, 90, 95, 100)] == [0, 80, 95, 100]
    assert [level(used, 100, 0, 0) for used in (94, 95, 100)] == [0, 95, 100]


@pytest.mark.parametrize(
    ("looks", "words"),
    [
        ([(DEC, 0, 200), (DEC, 150, 200)], ["", ""]),
        ([(DEC, 151, 200), (DEC, 170, 200)], ["nearing", ""]),
        ([(DEC, 178, 200), (DEC, 179, 200)], ["nearing", "nearly"]),
        ([(DEC, 160, 200), (DEC, 188, 200)], ["nearing", "spent"]),
        ([(DEC, 4_750, 5_000), (DEC, 4_100, 5_000)], ["nearly", ""]),
        ([(DEC, 188, 200), (DEC, 187, 200), (DEC, 188, 200)], ["spent", "", ""]),
        ([(DEC, 188, 200), (JAN, 188, 200), (JAN, 3, 200)], ["spent", "", "back"]),
        ([(DEC, 188, 200), (JAN, 0, 200), (JAN, 188, 200)], ["spent", "back", "spent"]),
        ([(DEC, 160, 200), (JAN, 0, 200), (JAN, 165, 200)], ["nearing", "", "nearing"]),
        ([(DEC, 188, 200), (DEC, 188, 5_000), (DEC, 4_000, 5_000)], ["spent", "back", "nearing"]),
        ([(DEC, 188, 200), (DEC, 200, 205)], ["spent", "spent"]),
        ([(DEC, 188, 200), (DEC, 188, None), (DEC, 9_999, None)], ["spent", "back", ""]),
        ([(DEC, 0, 0), (DEC, 0, 0)], ["spent", ""]),
    ],
)
def test_owners_hear_each_level_once_a_month_and_plan(
    looks: list[tuple[str, int, int | None]], words: list[str]
) -> None:
    assert heard(*looks) == words

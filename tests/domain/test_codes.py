from itertools import cycle

import pytest

from bot.domain.codes import ALPHABET, as_code, code_hash, new_code


def test_a_code_is_easy_to_read_out() -> None:
    letters = cycle("K7QM4XPR")
    assert new_code(lambda _: next(letters)) == "tobi-K7QM-4XPR"
    assert not set(ALPHABET) & set("01258BILOSUVZ")


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "text",
    [
        "tobi-K7QM-4XPR",
        "TOBI-k7qm-4xpr",
        "tobiK7QM4XPR",
        " tobi-K7QM4XPR\n",
        "ｔｏｂｉ－Ｋ７ＱＭ－４ＸＰＲ",
        "tobi ー K7QM ー 4XPR",
        "tobi–K7QM–4XPR",
    ],
)
def test_every_way_to_type_a_code(text: str) -> None:
    assert as_code(text) == "K7QM4XPR"
    assert code_hash(text) == code_hash("K7QM4XPR")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tobi",
        "tobishima",
        "K7QM-4XPR",
        "tobi-K7QM-4XP",
        "tobi-K7QM-4XPRR",
        "tobi-O0IL-4XPR",
        "code tobi-K7QM-4XPR please",
        "とび-K7QM-4XPR",
    ],
)
def test_nothing_else_is_a_code(text: str) -> None:
    assert as_code(text) is None


def test_the_hash_says_nothing_of_the_code() -> None:
    code = new_code()
    assert code_hash(code) != code_hash(new_code())
    assert code[5:9] not in code_hash(code)
    assert len(code_hash(code)) == 64

"""CSV files: for Excel, and without formulas."""

import csv
from io import StringIO

import pytest

from bot.domain.tables import as_csv, harmless


def test_excel_reads_it_as_it_is() -> None:
    body = as_csv([["名前", "人数"], ['花,子\n"さん"', 12], [None, 0]])
    assert body.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in body
    read = list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))
    assert read == [["名前", "人数"], ['花,子\n"さん"', "12"], ["", "0"]]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+81", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠x"],
)
def test_what_would_be_a_formula_stays_words(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "花子", "1-2", "a=b", "'=1", "メール@店"])
def test_other_words_are_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_numbers_stay_numbers() -> None:
    assert as_csv([[-5, 3]]).decode("utf-8-sig") == "-5,3\r\n"


def test_half_a_character_breaks_nothing() -> None:
    assert as_csv([["a\ud83d"]]).decode("utf-8-sig") == "a?\r\n"

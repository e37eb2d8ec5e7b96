"""Coupon codes in a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.code_lists import LONGEST, CodeList, read_list
from bot.domain.errors import Problem
from bot.services.files import BYTES, text_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A-1\nA-2", CodeList(("A-1", "A-2"))),
        ("\ufeffcode\r\nA-1\r\n\r\nA-2\r\n", CodeList(("A-1", "A-2"))),
        ("コード,メモ\nA-1,x\nA-1,y\n", CodeList(("A-1",), twice=(3,))),
        ('"A, 1"\n A-2 \n', CodeList(("A, 1", "A-2"))),
        ("x" * 40 + "\n" + "x" * 41, CodeList(("x" * 40,), wrong=(2,), too_long=41)),
        ("A\x07B\nA-1", CodeList(("A-1",), wrong=(1,), too_long=3)),
        ('"never closed\nA-1', CodeList(("never closed", "A-1"))),
        ("", CodeList()),
        ("コード", CodeList()),
    ],
)
def test_lists(text: str, found: CodeList) -> None:
    assert read_list(text) == found


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = read_list(text)
    assert len(set(found.codes)) == len(found.codes)
    assert all(0 < len(code) <= LONGEST and code.isprintable() for code in found.codes)
    lines = len(text.splitlines())
    assert all(1 <= line <= lines for line in (*found.twice, *found.wrong))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("コード\nA-1".encode(), "コード\nA-1"),
        ("コード\nA-1".encode("utf-8-sig"), "コード\nA-1"),
        ("コード\nA-1".encode("cp932"), "コード\nA-1"),
        (b"", ""),
        (b"PK\x03\x04rest", Problem("file_is_a_workbook")),
        (b"\xd0\xcf\x11\xe0rest", Problem("file_is_a_workbook")),
        (b"\xff\xfe\x00\x81", Problem("file_not_text")),
        (b"A" * (BYTES + 1), Problem("file_too_big", values={"limit": 5})),
    ],
)
def test_files(body: bytes, told: str | Problem) -> None:
    assert text_of(body) == told

"""Lists of coupon codes as files hold them: a code in the first cell of each line."""

import csv
import io
from dataclasses import dataclass

LONGEST = 40
MOST = 100_000
# What spreadsheets put above the codes.
HEADERS = frozenset({"code", "codes", "coupon", "coupon code", "コード", "クーポンコード"})


@dataclass(frozen=True, slots=True)
class CodeList:
    """`codes` in the order of the file, each once; `twice` and `wrong` are numbers of lines, from
    1: what stood before, and what is too long or not to be read by people.
    """

    codes: tuple[str, ...] = ()
    twice: tuple[int, ...] = ()
    wrong: tuple[int, ...] = ()
    too_long: int = 0
    """The length of the first that is wrong."""


def read_list(text: str) -> CodeList:
    """Empty lines and a header are passed over."""
    found: dict[str, None] = {}
    twice, wrong, first = list[int](), list[int](), 0
    for line, code in _cells(text):
        if code in found:
            twice.append(line)
        elif len(code) > LONGEST or not code.isprintable():
            first = first or len(code)
            wrong.append(line)
        else:
            found[code] = None
    return CodeList(tuple(found), tuple(twice), tuple(wrong), first)


def _cells(text: str) -> list[tuple[int, str]]:
    lines = text.lstrip("\ufeff").replace("\x00", "\ufffd").splitlines()
    cells = [(number, _first(line)) for number, line in enumerate(lines, 1)]
    found = [(number, code) for number, code in cells if code]
    return found[1:] if found and found[0][1].casefold() in HEADERS else found


def _first(line: str) -> str:
    try:
        row = next(csv.reader(io.StringIO(line)), [])
    except csv.Error:
        return line.strip()
    return row[0].strip() if row else ""

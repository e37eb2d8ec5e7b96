"""Lists of friends as files hold them: one a line, by LINE's id or by the shop's own."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MOST = 20_000
_LINE_ID = re.compile(r"U[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Found:
    """Friends by id, each once; `unknown` are numbers of lines, from 1."""

    friends: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()


def ids_in(text: str) -> list[tuple[int, str]]:
    """(line, id): LINE's id wherever it stands in the line, else what stands first. Empty lines are
    passed over.
    """
    lines = text.lstrip("\ufeff").replace("\x00", "\ufffd").splitlines()
    found = [(number, _id(line)) for number, line in enumerate(lines, 1)]
    return [(number, one) for number, one in found if one]


def _id(line: str) -> str:
    cells = list(_cells(line))
    return next((cell for cell in cells if _LINE_ID.fullmatch(cell)), cells[0] if cells else "")


def _cells(line: str) -> Iterator[str]:
    try:
        row = next(csv.reader(io.StringIO(line)), [])
    except csv.Error:
        row = [line]
    yield from (cell.strip() for cell in row)


def found(listed: list[tuple[int, str]], known: Mapping[str, int]) -> Found:
    """The first line may be a heading: that nobody is called so is no news."""
    friends = dict.fromkeys(known[one] for _, one in listed if one in known)
    unknown = [line for line, one in listed if one not in known]
    if len(listed) > 1 and unknown and unknown[0] == listed[0][0]:
        unknown = unknown[1:]
    return Found(tuple(friends), tuple(unknown))

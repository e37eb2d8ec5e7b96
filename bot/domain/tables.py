"""A table as a CSV file that spreadsheets open as it is."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

Cell = str | int | None
# Excel takes the wide ones for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """In UTF-8 with a mark, without which Excel reads another encoding."""
    out = StringIO(newline="")
    csv.writer(out).writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _written(cell: Cell) -> str | int:
    if cell is None:
        return ""
    return cell if isinstance(cell, int) else harmless(cell)


def harmless(text: str) -> str:
    """Words that a spreadsheet would take for a formula stay words."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text

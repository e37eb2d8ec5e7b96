"""Lists on several pages, with rows that are numbered from 1 on each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SHOWN = 8


@dataclass(frozen=True)
class Paged(Generic[T]):
    """`earlier` and `later`: where the pages beside it begin, from 0; None where there is none."""

    rows: tuple[T, ...]
    earlier: int | None
    later: int | None

    def at(self, number: int) -> T | None:
        return self.rows[number - 1] if 1 <= number <= len(self.rows) else None


def paged(found: Sequence[T], first: int, size: int = SHOWN) -> Paged[T]:
    """The page of the whole list that begins there."""
    return Paged(
        rows=tuple(found[first : first + size]),
        earlier=max(0, first - size) if first else None,
        later=first + size if first + size < len(found) else None,
    )

"""Lists on several pages, with rows that are numbered from 1 on each of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SHOWN = 8


@dataclass(frozen=True)
class Paged(Generic[T]):
    """`earlier` and `later`: what opens the pages beside it; None where there is none."""

    rows: tuple[T, ...]
    earlier: int | None
    later: int | None

    def at(self, number: int) -> T | None:
        return self.rows[number - 1] if 1 <= number <= len(self.rows) else None


def paged(found: Sequence[T], first: int, size: int = SHOWN) -> Paged[T]:
    """Of a list that is known as a whole; pages open by where they begin, from 0. Where it has
    become shorter than that, its beginning.
    """
    begin = first if first < len(found) else 0
    return _page(found[begin : begin + size + 1], begin, size)


def page_read(read: Callable[[int, int], Sequence[T]], first: int, size: int = SHOWN) -> Paged[T]:
    """Of a list of which `read` gives so many rows from a place on; pages open by that place."""
    return _page(read(first, size + 1), first, size)


def page_behind(
    read: Callable[[int], Sequence[T]], number_of: Callable[[T], int], size: int = SHOWN
) -> Paged[T]:
    """Of a list that goes on behind a row, of which `read` gives so many: pages open by that row's
    number, and lead on alone.
    """
    found = read(size + 1)
    shown = tuple(found[:size])
    return Paged(shown, None, number_of(shown[-1]) if len(found) > size else None)


def _page(found: Sequence[T], first: int, size: int) -> Paged[T]:
    """One more than is shown tells that there are more."""
    return Paged(
        rows=tuple(found[:size]),
        earlier=max(0, first - size) if first else None,
        later=first + size if len(found) > size else None,
    )

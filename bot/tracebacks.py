"""Tracebacks for the log: where it broke and with what kind of error, but never people's words.

What an error says may hold a message's text or a name: a database repeats a value it dislikes, a
document the sentence it cannot read. Only errors that speak of code or of the system are quoted.
"""

import traceback
from collections.abc import Iterator

# Those of databases by their names, since there are two of them behind a third.
_QUOTED = (AttributeError, ImportError, NameError, TypeError, NotImplementedError)
_QUOTED_NAMES = frozenset({"InterfaceError", "OperationalError"})


def told(error: BaseException) -> str:
    """As Python writes it, the cause first."""
    return "\n".join(_lines(error, set()))


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "then:"
    if error.__traceback__:
        yield "Traceback (most recent call last):"
        yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
    yield _named(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _lines(one, seen)


def _named(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else _full_name(kind)
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"  # not the file's name
    if isinstance(error, _QUOTED) or kind.__name__ in _QUOTED_NAMES:
        return f"{name}: {error}"
    return name


def _full_name(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"

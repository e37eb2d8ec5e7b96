"""Many ids or rows as one parameter: an array on PostgreSQL, JSON on SQLite."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.store.db import is_postgres

_LETTERS = "abcdef"


def strings(name: str) -> str:
    """`` IN (…)`` over the strings of one JSON list."""
    return f" IN ({each(name)})"


def each(name: str) -> str:
    """A ``SELECT`` of the strings of one JSON list, as the column ``value``."""
    if is_postgres():
        return f"SELECT json_array_elements_text({name}::json) AS value"
    return f"SELECT value FROM json_each({name})"


def among(name: str) -> str:
    """`` = ANY(:name)`` or its like, to stand behind a column; its value comes from ``ids``."""
    return f" = ANY({name})" if is_postgres() else f" IN (SELECT value FROM json_each({name}))"


def ids(members: Sequence[int]) -> Any:
    return list(members) if is_postgres() else json.dumps(list(members))


def texts(values: Iterable[str]) -> str:
    """The parameter of ``strings`` and ``each``."""
    return _json(list(values))


def text_table(width: int) -> str:
    """`` FROM`` a table of ``width`` text columns named a, b, c …, one row a line of ``lines``."""
    if is_postgres():
        cells = ", ".join(f"e ->> {place} AS {_LETTERS[place]}" for place in range(width))
        return f" FROM (SELECT {cells} FROM json_array_elements(:lines::json) AS j(e)) t"
    cells = ", ".join(
        f"json_extract(value, '$[{place}]') AS {_LETTERS[place]}" for place in range(width)
    )
    return f" FROM (SELECT {cells} FROM json_each(:lines)) t"


def lines(table_rows: Iterable[Sequence[str | None]]) -> str:
    """The parameter of ``text_table``."""
    return _json([list(row) for row in table_rows])


def _json(value: Any) -> str:
    """Half surrogates stay what they are, so that the driver refuses them as it always does."""
    return json.dumps(value, ensure_ascii=False)


def table(width: int) -> str:
    """`` FROM`` a table of ``width`` bigint columns named a, b, c …"""
    letters = _LETTERS[:width]
    if is_postgres():
        arrays = ", ".join(f":col_{letter}::bigint[]" for letter in letters)
        return f" FROM unnest({arrays}) AS t({', '.join(letters)})"
    parts = ", ".join(
        f"json_extract(value, '$[{place}]') AS {letter}" for place, letter in enumerate(letters)
    )
    return f" FROM (SELECT {parts} FROM json_each(:rows)) t"


def columns(table_rows: Sequence[Sequence[int]], width: int) -> dict[str, Any]:
    """The parameters of ``table``, from rows of ``width`` numbers."""
    if is_postgres():
        return {
            f"col_{letter}": [row[place] for row in table_rows]
            for place, letter in enumerate(_LETTERS[:width])
        }
    return {"rows": json.dumps([list(row) for row in table_rows])}

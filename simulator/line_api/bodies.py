"""Reads the JSON of a request, refusing as LINE does."""

import json
from collections.abc import Sequence

from simulator import ids
from simulator.errors import LineError, bad_property
from simulator.gate import LineHandler
from simulator.web import Json, Request

Row = tuple[str, str, str, LineHandler]  # method, path pattern, endpoint's name, handler


def json_body(request: Request) -> Json:
    kind = request.headers.get("content-type", "")
    if not kind.startswith("application/json"):
        raise LineError(400, f"The content type, {kind or 'none'}, is not supported")
    try:
        body = json.loads(request.body)
    except json.JSONDecodeError as error:
        place = f"(line: {error.lineno}, column: {error.colno})"
        raise LineError(400, f"The request body could not be parsed as JSON {place}") from None
    except (UnicodeDecodeError, RecursionError):
        text = "The request body could not be parsed as JSON (line: 1, column: 1)"
        raise LineError(400, text) from None
    if not isinstance(body, dict):
        raise LineError(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    return body


def user_ids(body: Json, name: str, most: int = 500) -> Sequence[str]:
    """1 to `most` well-formed user ids."""
    given = body.get(name)
    if not isinstance(given, list) or not 1 <= len(given) <= most:
        details = [{"message": f"Size must be between 1 and {most}", "property": name}]
        raise LineError(400, "The request body has 1 error", details)
    fullmatch = ids.USER_ID.fullmatch
    for index, user in enumerate(given):
        if not isinstance(user, str) or not fullmatch(user):
            raise bad_property(f"{name}[{index}]")
    return given

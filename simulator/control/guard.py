"""Reads requests of the control API and turns refusals into answers."""

import json
from collections.abc import Awaitable
from typing import Any

from simulator.errors import LineError, Refusal
from simulator.web import Answer, Handler, Json, Outcome, Request, Response, Stream, Vanish

Row = tuple[str, str, Handler]  # method, path pattern below /sim, handler


def guard(handler: Handler) -> Handler:
    def answer(request: Request) -> Answer:
        try:
            found = handler(request)
        except (Refusal, LineError) as error:
            return _refused(error)
        if isinstance(found, Response | Vanish | Stream):
            return found
        return _awaited(found)

    return answer


async def _awaited(found: Awaitable[Outcome]) -> Outcome:
    try:
        return await found
    except (Refusal, LineError) as error:
        return _refused(error)


def _refused(error: Refusal | LineError) -> Response:
    if isinstance(error, LineError):
        error.body["error"] = error.body["message"]
    return error.response()


def body_of(request: Request) -> Json:
    """The JSON object of a request; an empty body is an empty object."""
    if not request.body:
        return {}
    try:
        body = json.loads(request.body)
    except ValueError as error:
        raise Refusal(400, f"The body is not JSON: {error}.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "The body has to be a JSON object.")
    return body


def wanted(body: Json, name: str, kind: type | tuple[type, ...] = str) -> Any:
    """A part of the body that has to be there, and of that kind."""
    value = body.get(name)
    if value is None:
        raise Refusal(400, f'The body has to have "{name}".')
    if not isinstance(value, kind):
        raise Refusal(400, f'"{name}" cannot be {value!r}.')
    return value


def number_arg(request: Request, name: str) -> int | None:
    value = request.arg(name)
    if value is None:
        return None
    if not value.isascii() or not value.isdigit():
        raise Refusal(400, f"{name} has to be a whole number, not {value!r}.")
    return int(value)

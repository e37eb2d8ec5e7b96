"""The clock, and what only the bot can tell: when it is due next, and a code for its owner."""

from typing import Any

import aiohttp

from simulator.control.guard import Row, body_of
from simulator.errors import Refusal
from simulator.platform import Platform
from simulator.web import Json, Request, Response, json_response

ASK_TIMEOUT_S = 10.0
YEARS_20_S = 20 * 366 * 24 * 3600


class TimeControl:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Row]:
        return [
            ("GET", "/clock", self.show),
            ("POST", "/clock", self.move),
            ("POST", "/owner-code", self.owner_code),
        ]

    def show(self, _request: Request) -> Response:
        return json_response(self._platform.clock.shown())

    async def move(self, request: Request) -> Response:
        body = body_of(request)
        clock = self._platform.clock
        if body.get("reset"):
            clock.set_offset(0.0)
        elif body.get("to_next_due"):
            await self._to_next_due()
        elif "to" in body:
            clock.move_to(int(_number(body["to"])))
        elif "advance_seconds" in body:
            clock.advance(_number(body["advance_seconds"]))
        else:
            raise Refusal(400, "Say advance_seconds, to, to_next_due or reset.")
        self._platform.changes.note("clock")
        return json_response(clock.shown())

    async def _to_next_due(self) -> None:
        answer = await self._ask_bot("GET", "/laptop/next-due")
        at = answer.get("at")
        if isinstance(at, int | float) and at > self._platform.clock.now_ms():
            self._platform.clock.move_to(int(at))

    async def owner_code(self, _request: Request) -> Response:
        answer = await self._ask_bot("POST", "/laptop/owner-code")
        code = answer.get("code")
        if not isinstance(code, str):
            raise Refusal(502, "The bot gave no code.")
        self._platform.owner_code = code
        self._platform.changes.note("state")
        return json_response({"code": code})

    async def _ask_bot(self, method: str, path: str) -> Json:
        if self._platform.bot_url is None:
            raise Refusal(409, "The simulator was started without --bot, so it cannot ask the bot.")
        url = self._platform.bot_url.rstrip("/") + path
        headers = {"authorization": f"Bearer {self._platform.account.token}"}
        timeout = aiohttp.ClientTimeout(total=ASK_TIMEOUT_S)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.request(method, url, headers=headers) as response,
            ):
                if response.status != 200:
                    raise Refusal(502, f"The bot answered {response.status} at {path}.")
                answer = await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Refusal(502, f"The bot did not answer at {url} ({error}).") from None
        return answer if isinstance(answer, dict) else {}


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refusal(400, f"A time is a number, not {value!r}.")
    if abs(value) > YEARS_20_S * 1000 * 10:
        raise Refusal(400, f"{value} is too far away.")
    return value

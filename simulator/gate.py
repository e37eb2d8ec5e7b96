"""What stands before every endpoint of LINE's API: token, limits, faults; and after it, the log."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from simulator import faults as fault_kinds
from simulator import ids
from simulator.errors import BAD_TOKEN, NO_HEADER, RATE_EXCEEDED, LineError
from simulator.faults import SENDING, Fault
from simulator.platform import Platform
from simulator.web import Answer, Handler, Outcome, Request, Response, Vanish

JSON_LIMIT = 2 * 1024 * 1024
RETRY_KEY = "x-line-retry-key"
RETRYABLE = SENDING - {"reply"}
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
HUNG_UP = 0  # the logged status of a request without an answer
LineHandler = Callable[[Request], Response | Awaitable[Response]]


class Gate:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._ids = ids.request_ids()
        self._bearer = f"Bearer {platform.account.token}"

    def guard(self, endpoint: str, handler: LineHandler, *, token: bool = True) -> Handler:
        """The handler behind the gate; `endpoint` is the name that limits and faults go by.
        `token`: the channel's is wanted.
        """

        def answer(request: Request) -> Answer:
            request.id = next(self._ids)
            try:
                self._admit(endpoint, request, token=token)
            except LineError as error:
                return self._finish(endpoint, request, error.response())
            if self._platform.faults.active:
                fault = self._platform.faults.next(endpoint)
                if fault is not None:
                    return self._with_fault(fault, endpoint, request, handler)
            return self._process(endpoint, request, handler)

        return answer

    def _admit(self, endpoint: str, request: Request, *, token: bool) -> None:
        if token:
            self._check_token(request.headers.get("authorization"))
        if self._platform.limiter.active and not self._platform.limiter.allows(endpoint):
            raise LineError(429, RATE_EXCEEDED)
        if len(request.body) > JSON_LIMIT:
            raise LineError(413, "The request body is too large")
        key = request.headers.get(RETRY_KEY)
        if key is not None:
            _check_key(endpoint, key)

    def _check_token(self, given: str | None) -> None:
        if given is None or not given.startswith("Bearer "):
            raise LineError(401, NO_HEADER)
        if given != self._bearer:
            raise LineError(401, BAD_TOKEN)

    def _process(self, endpoint: str, request: Request, handler: LineHandler) -> Answer:
        try:
            response = handler(request)
        except LineError as error:
            response = error.response()
        if isinstance(response, Response):
            return self._finish(endpoint, request, response)
        return self._process_later(endpoint, request, response)

    async def _process_later(
        self, endpoint: str, request: Request, awaited: Awaitable[Response]
    ) -> Outcome:
        try:
            response = await awaited
        except LineError as error:
            response = error.response()
        return self._finish(endpoint, request, response)

    def _finish(self, endpoint: str, request: Request, response: Response) -> Response:
        response.headers.append(("x-line-request-id", request.id))
        self._log(request, response.status)
        if endpoint in SENDING:
            response.delay_s = self._platform.faults.latency_s
        return response

    def _log(self, request: Request, status: int) -> None:
        self._platform.requests.add(
            request.method,
            request.path,
            status,
            request.headers.get(RETRY_KEY),
            self._platform.clock.real_ms(),
        )

    def _with_fault(
        self, fault: Fault, endpoint: str, request: Request, handler: LineHandler
    ) -> Answer:
        if fault.kind in ("drop_before", "hang"):
            self._log(request, HUNG_UP)
            return Vanish(hang=fault.kind == "hang")
        refused = fault_kinds.refusal(fault.kind)
        if refused is not None:
            return self._finish(endpoint, request, refused)
        return self._strike(fault, endpoint, request, handler)

    async def _strike(
        self, fault: Fault, endpoint: str, request: Request, handler: LineHandler
    ) -> Outcome:
        if fault.kind == "slow":
            await asyncio.sleep(fault.delay_ms / 1000)
        answer: Any = self._process(endpoint, request, handler)
        outcome: Outcome = answer if isinstance(answer, Response) else await answer
        if isinstance(outcome, Response) and outcome.status < 300:
            return _spoilt(fault.kind, outcome)
        return outcome


def _check_key(endpoint: str, key: str) -> None:
    if endpoint not in RETRYABLE:
        raise LineError(400, "The retry key is not supported by this API")
    if not UUID.fullmatch(key):
        raise LineError(400, "The retry key is invalid")


def _spoilt(kind: str, response: Response) -> Outcome:
    """The answer to a request that was accepted all the same."""
    if kind == "drop_after":
        return Vanish()
    if kind == "error_after":
        response.status, response.body = 500, b'{"message":"Internal server error"}'
    elif kind == "odd_200":
        response.body = b'{"unexpected":true}'
    return response

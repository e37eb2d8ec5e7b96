"""The asynchronous client of the delivery engine: hundreds of sends in flight on one loop."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.outcomes import NotSent, Outcome, Unavailable
from bot.line.answers import classify
from bot.line.client import (
    API_HOST,
    READ_SECONDS,
    RETRY_KEY,
    Told,
    configuration,
    headers,
    push_body,
    untold,
)
from bot.line.connections import Broken, Connections, NotConnected
from bot.line.gateway import Message

CONNECTIONS = 800


class LineSender:
    """`gateway.Sender`: the requests that line-bot-sdk makes, without its models, over connections
    of our own. Made anywhere, used on one event loop.
    """

    def __init__(
        self,
        token: str,
        api_base: str | None = None,
        *,
        deadline: float = READ_SECONDS,
        connections: int = CONNECTIONS,
        told: Told = untold,
    ) -> None:
        self._headers = headers(configuration(token, api_base, connections))
        self._connections = Connections(api_base or API_HOST, connections, deadline)
        self._heads = {
            endpoint: self._connections.head(f"/v2/bot/message/{endpoint}", self._headers)
            for endpoint in ("push", "multicast", "reply")
        }
        self._told = told

    async def push(
        self, to: str, messages: Sequence[Message], retry_key: str, unit: str = ""
    ) -> Outcome:
        return await self._send("push", push_body(to, messages, unit), retry_key)

    async def multicast(
        self, to: Sequence[str], messages: Sequence[Message], retry_key: str, unit: str = ""
    ) -> Outcome:
        return await self._send("multicast", push_body(list(to), messages, unit), retry_key)

    async def aclose(self) -> None:
        self._connections.close()

    async def _send(self, endpoint: str, body: Mapping[str, Any], retry_key: str = "") -> Outcome:
        head = self._heads[endpoint]
        if retry_key:
            head = b"%b%b: %b\r\n" % (head, RETRY_KEY.encode(), retry_key.encode())
        try:
            answer = await self._connections.request(head, json.dumps(body).encode())
        except NotConnected as error:
            self._told(endpoint, "none")
            return NotSent(str(error))
        except Broken as error:
            self._told(endpoint, "none")
            return Unavailable(str(error))
        self._told(endpoint, str(answer.status))
        return classify(answer.status, answer.headers, answer.body)

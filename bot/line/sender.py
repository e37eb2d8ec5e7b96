"""The asynchronous client of the delivery engine: hundreds of sends in flight on one loop."""

from collections.abc import Sequence
from typing import Any

import aiohttp
from linebot.v3.messaging import ApiException, AsyncApiClient

from bot.domain.outcomes import NotSent, Outcome, Unavailable
from bot.line.answers import classify
from bot.line.client import (
    API_HOST,
    CONNECT_SECONDS,
    READ_SECONDS,
    configuration,
    headers,
    push_body,
    refused,
)
from bot.line.gateway import Message

CONNECTIONS = 500


class LineSender:
    """`gateway.Sender` over line-bot-sdk's asynchronous transport, with ready dict bodies: its
    models would cost seven times the CPU. Made anywhere, used on one event loop.
    """

    def __init__(
        self,
        token: str,
        api_base: str | None = None,
        *,
        deadline: float = READ_SECONDS,
        connections: int = CONNECTIONS,
    ) -> None:
        self._configuration = configuration(token, api_base, connections)
        self._api = api_base or API_HOST
        self._timeout = aiohttp.ClientTimeout(
            total=deadline, sock_connect=min(CONNECT_SECONDS, deadline)
        )
        self._client: AsyncApiClient | None = None

    async def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Outcome:
        return await self._send("/v2/bot/message/push", push_body(to, messages), retry_key)

    async def multicast(
        self, to: Sequence[str], messages: Sequence[Message], retry_key: str
    ) -> Outcome:
        body = push_body(list(to), messages)
        return await self._send("/v2/bot/message/multicast", body, retry_key)

    async def aclose(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _send(self, path: str, body: dict[str, Any], retry_key: str) -> Outcome:
        client = self._open()
        try:
            answer = await client.rest_client.request(
                "POST",
                self._api + path,
                headers=headers(client.default_headers, retry_key),
                body=body,
                _request_timeout=self._timeout,
            )
        except ApiException as error:
            return refused(error)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return _broken(error)
        return classify(answer.status, answer.getheaders(), answer.data)

    def _open(self) -> AsyncApiClient:
        if self._client is None:  # the SDK's client can only be made inside a running loop
            self._client = AsyncApiClient(self._configuration)
            _replace_session(self._client.rest_client)
        return self._client


def _replace_session(rest_client: Any) -> None:
    """The SDK's session looks for a proxy in the environment and `.netrc` before every request,
    which costs more than the rest of a push.
    """
    session = rest_client.pool_manager
    rest_client.pool_manager = aiohttp.ClientSession(
        connector=session.connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=False,
        middlewares=(_no_redirect,),
    )
    session.detach()


async def _no_redirect(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """LINE never redirects. A proxy that does must not turn a send into a page read with 200."""
    response = await handler(request)
    if 300 <= response.status < 400:
        response.close()
        raise aiohttp.ClientPayloadError(f"redirected with {response.status}")
    return response


def _broken(error: Exception) -> Outcome:
    kind = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return NotSent(kind)
    return Unavailable(kind)

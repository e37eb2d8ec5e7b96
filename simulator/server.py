"""A small HTTP/1.1 server: head and body leave in one write, and it can hang up without a word.

An ASGI server cannot drop a connection on purpose, and writes head and body apart.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from typing import cast
from urllib.parse import unquote

import httptools

from simulator.web import Answer, Handler, Outcome, Request, Response, Stream, Vanish

log = logging.getLogger(__name__)

MAX_BODY = 64 * 1024 * 1024
REASONS = {status.value: status.phrase for status in HTTPStatus}
STATUS_LINES = {code: f"HTTP/1.1 {code} {phrase}\r\n" for code, phrase in REASONS.items()}
TOO_LARGE = Response(413, b'{"error":"The body is larger than 64 MB."}')
BROKEN = Response(400, b'{"error":"This is not HTTP."}')
FAILED = Response(500, b'{"error":"The simulator has a bug; see its log."}')


class HttpConnection(asyncio.Protocol):
    """One connection: requests are answered one at a time, in order."""

    def __init__(self, handler: Handler, open_connections: set["HttpConnection"]) -> None:
        self._handler = handler
        self._open = open_connections
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[Request, bool]] = deque()
        self._busy = False
        self._stream: asyncio.Task[None] | None = None
        self._later: set[asyncio.Task[None]] = set()
        self._reset()

    def _reset(self) -> None:
        self._url = b""
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []
        self._size = 0

    # -- asyncio's side ---------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._parser = httptools.HttpRequestParser(self)
        self._open.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self._open.discard(self)
        self._waiting.clear()
        if self._stream:
            self._stream.cancel()

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._write(BROKEN, keep_alive=False)

    def hang_up(self) -> None:
        self._transport.abort()

    # -- the parser's side ------------------------------------------------------------

    def on_message_begin(self) -> None:
        self._reset()

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        if self._headers.get("expect", "").lower() == "100-continue":
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        self._size += len(body)
        if self._size <= MAX_BODY:
            self._body.append(body)

    def on_message_complete(self) -> None:
        keep_alive = self._parser.should_keep_alive()
        if self._size > MAX_BODY:
            self._write(TOO_LARGE, keep_alive=False)
            return
        path, _, query = self._url.decode("latin-1").partition("?")
        request = Request(
            self._parser.get_method().decode(),
            unquote(path) if "%" in path else path,
            query,
            self._headers,
            self._body[0] if len(self._body) == 1 else b"".join(self._body),
        )
        if self._busy:
            self._waiting.append((request, keep_alive))
        else:
            self._begin(request, keep_alive)

    # -- answering --------------------------------------------------------------------

    def _begin(self, request: Request, keep_alive: bool) -> None:
        self._busy = True
        try:
            answer: Answer = self._handler(request)
        except Exception:
            log.exception("%s %s failed", request.method, request.path)
            answer = FAILED
        if isinstance(answer, Response | Vanish | Stream):
            self._finish(answer, keep_alive)
        else:
            # Not cancelled when the other side leaves: LINE, too, goes on with what it received.
            task = self._loop.create_task(self._answer_later(answer, request, keep_alive))
            self._later.add(task)
            task.add_done_callback(self._later.discard)

    async def _answer_later(
        self, answer: Awaitable[Outcome], request: Request, keep_alive: bool
    ) -> None:
        try:
            outcome = await answer
        except Exception:
            log.exception("%s %s failed", request.method, request.path)
            outcome = FAILED
        self._finish(outcome, keep_alive)

    def _finish(self, outcome: Outcome, keep_alive: bool) -> None:
        if isinstance(outcome, Response):
            if outcome.delay_s > 0:
                self._loop.call_later(outcome.delay_s, self._write, outcome, keep_alive)
            else:
                self._write(outcome, keep_alive)
        elif isinstance(outcome, Stream):
            self._stream = self._loop.create_task(self._write_stream(outcome))
        elif not outcome.hang:
            self._transport.abort()

    def _write(self, response: Response, keep_alive: bool) -> None:
        if self._transport.is_closing():
            return
        self._transport.write(_head(response, keep_alive) + response.body)
        self._busy = False
        if not keep_alive:
            self._transport.close()
        elif self._waiting:
            self._begin(*self._waiting.popleft())

    async def _write_stream(self, stream: Stream) -> None:
        self._transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: "
            + stream.content_type.encode()
            + b"\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
        )
        async for chunk in stream.chunks:
            self._transport.write(chunk)
        self._transport.close()


@lru_cache(maxsize=2)
def _http_date(second: int) -> str:
    return formatdate(second, usegmt=True)


def _head(response: Response, keep_alive: bool) -> bytes:
    lines = [
        STATUS_LINES[response.status],
        f"content-type: {response.content_type}\r\ncontent-length: {len(response.body)}\r\n",
        f"date: {_http_date(int(time.time()))}\r\n",
    ]
    lines += [f"{name}: {value}\r\n" for name, value in response.headers]
    if not keep_alive:
        lines.append("connection: close\r\n")
    lines.append("\r\n")
    return "".join(lines).encode("latin-1")


class HttpServer:
    """Listens until `close`; the port is in `port` once it does."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._connections: set[HttpConnection] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def listen(self, host: str, port: int) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: HttpConnection(self._handler, self._connections), host, port, backlog=4096
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is None:
            return
        self._server.close()
        for connection in list(self._connections):
            connection.hang_up()
        await self._server.wait_closed()

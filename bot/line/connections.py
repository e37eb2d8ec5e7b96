"""HTTP/1.1 as the delivery engine needs it: many requests at once to one host, over connections
that stay open, each with one request at a time.

A push costs 45 µs of CPU this way, httptools' parsing in it. Through aiohttp, which line-bot-sdk's
asynchronous client uses, it costs 150, and that alone kept us below LINE's ceiling on two cores.
"""

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from socket import AddressFamily, SocketKind
from typing import Any, cast
from urllib.parse import urlsplit

import httptools
from aiohappyeyeballs import start_connection

CONNECT_SECONDS = 3.0
# Shorter than what servers and gateways on the way usually keep.
IDLE_SECONDS = 15.0
ADDRESSES_SECONDS = 10.0
# After so long the next of a host's addresses is tried beside the first.
NEXT_ADDRESS_SECONDS = 0.25

AddressInfo = tuple[AddressFamily | int, SocketKind | int, int, str, tuple[Any, ...]]


class NotConnected(Exception):
    """There was no connection, so nothing was sent. The text is the kind of error."""


class Broken(Exception):
    """The connection or the answer broke: whether the request arrived is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Connections:
    """To the host of `url`, at most `limit`; a request has `deadline` seconds, connecting in it.
    Made anywhere, used on one event loop.
    """

    url: str
    limit: int
    deadline: float
    _idle: list["_Connection"] = field(default_factory=list)
    _places: asyncio.Semaphore = field(init=False)
    _addresses: Sequence[AddressInfo] = ()
    _resolved_at: float = 0.0
    _tls: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        self._host, self._path = parts.hostname or "", parts.path.rstrip("/")
        self._host_header = parts.netloc.rpartition("@")[2]
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._places = asyncio.Semaphore(self.limit)
        if parts.scheme == "https":
            self._tls = ssl.create_default_context()

    def head(self, path: str, headers: Mapping[str, str], method: str = "POST") -> bytes:
        """The beginning of a request: what does not change from one to the next."""
        lines = [f"{method} {self._path}{path} HTTP/1.1", f"Host: {self._host_header}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n").encode("latin-1")

    async def request(self, head: bytes, body: bytes | None = None) -> Answer:
        """`head` may have more whole lines than `head()` gave it. Raises `NotConnected`, `Broken`.

        Never tried twice here: every attempt is the engine's to decide and to count.
        """
        async with self._places:
            until = asyncio.get_running_loop().time() + self.deadline
            connection = self._kept() or await self._opened()
            rest = b"\r\n" if body is None else b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
            answer = await connection.ask(head + rest, until)
            if connection.is_usable():
                self._idle.append(connection)
            return answer

    def close(self) -> None:
        while self._idle:
            self._idle.pop().abort()

    def _kept(self) -> "_Connection | None":
        """The one used last, so that those too many grow old and are closed."""
        long_ago = asyncio.get_running_loop().time() - IDLE_SECONDS
        while self._idle:
            connection = self._idle.pop()
            if connection.is_usable() and connection.idle_since > long_ago:
                return connection
            connection.abort()
        return None

    async def _opened(self) -> "_Connection":
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(min(CONNECT_SECONDS, self.deadline)):
                found = await start_connection(
                    await self._resolved(),
                    happy_eyeballs_delay=NEXT_ADDRESS_SECONDS,
                    loop=loop,
                )
                _, protocol = await loop.create_connection(
                    _Connection,
                    sock=found,
                    ssl=self._tls,
                    server_hostname=self._host if self._tls else None,
                )
        except OSError as error:  # also a timeout, an unknown name, a certificate
            raise NotConnected(type(error).__name__) from error
        return protocol

    async def _resolved(self) -> Sequence[AddressInfo]:
        loop = asyncio.get_running_loop()
        if not self._addresses or loop.time() - self._resolved_at > ADDRESSES_SECONDS:
            self._addresses = await loop.getaddrinfo(
                self._host, self._port, type=SocketKind.SOCK_STREAM
            )
            self._resolved_at = loop.time()
        return self._addresses


class _Connection(asyncio.Protocol):
    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpResponseParser(self)
        self._waiting: asyncio.Future[Answer] | None = None
        self._open = False
        self.idle_since = 0.0
        self.on_message_begin()

    def is_usable(self) -> bool:
        return self._open and self._waiting is None and not self._transport.is_closing()

    def abort(self) -> None:
        self._transport.abort()

    async def ask(self, request: bytes, until: float) -> Answer:
        """`until` by the loop's clock."""
        self._waiting = self._loop.create_future()
        timer = self._loop.call_at(until, self._fail, "TimeoutError")
        self._transport.write(request)
        try:
            return await self._waiting
        except BaseException:  # an answer that comes all the same must not be the next one's
            self.abort()
            raise
        finally:
            timer.cancel()
            self._waiting = None
            self.idle_since = self._loop.time()

    # -- the transport's side ------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._open = cast("asyncio.Transport", transport), True

    def data_received(self, data: bytes) -> None:
        if self._waiting is None:
            self.abort()  # nobody asked
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._fail(type(error).__name__)

    def connection_lost(self, error: Exception | None) -> None:
        self._open = False
        if self._head_is_read and not self._has_length:
            self._answer()  # its end is the connection's
        self._fail(type(error).__name__ if error else "ConnectionClosed")

    # -- the parser's side ---------------------------------------------------------------

    def on_message_begin(self) -> None:
        self._headers: dict[str, str] = {}
        self._body: list[bytes] = []
        self._head_is_read = self._has_length = False

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode("latin-1").lower()] = value.decode("latin-1").strip()

    def on_headers_complete(self) -> None:
        self._head_is_read = True
        self._has_length = not self._headers.keys().isdisjoint(
            ("content-length", "transfer-encoding")
        )

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() < 200:  # "Continue": the answer is still to come
            return
        if not self._parser.should_keep_alive():
            self._transport.close()
        self._answer()

    def _answer(self) -> None:
        if self._waiting and not self._waiting.done():
            status = self._parser.get_status_code()
            self._waiting.set_result(Answer(status, self._headers, b"".join(self._body)))

    def _fail(self, kind: str) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(Broken(kind))

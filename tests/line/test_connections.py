"""Many posts over few connections: kept, never mixed up, left when they are of no more use."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.line.connections import Answer, Broken, Connections, NotConnected

TLS = Path(__file__).parent / "tls"
Serve = Callable[[int, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Served:
    """What a server saw: the bodies of the requests, on how many connections, and how many of those
    were left before the end."""

    connections: int
    bodies: list[bytes]
    left: int = 0


def posted(
    serve: Serve,
    work: Callable[[Connections], Awaitable[None]],
    *,
    tls: bool = False,
    limit: int = 9,
) -> Served:
    """`serve` answers the n-th request, counted from 1."""
    seen = Served(0, [])

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.connections += 1
        with suppress(asyncio.CancelledError):
            while head := await _head(reader):
                size = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                seen.bodies.append(await reader.readexactly(size))
                await serve(len(seen.bodies), writer)
            seen.left += 1

    async def run() -> int:
        server = await asyncio.start_server(connection, "localhost", 0, ssl=_tls() if tls else None)
        port = server.sockets[0].getsockname()[1]
        url = f"{'https' if tls else 'http'}://localhost:{port}"
        connections = Connections(url, limit, deadline=0.5 if limit == 1 else 5)
        async with server:
            await work(connections)
            left = seen.left
            connections.close()
        return left

    left = asyncio.run(run())  # its end may have let connections be left that the work kept
    return replace(seen, left=left)


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(TLS / "localhost.pem", TLS / "key.pem")
    return context


async def post(connections: Connections, body: bytes = b"{}") -> Answer:
    return await connections.request(connections.head("/push", {"X-A": "b"}), body)


async def ok(number: int, writer: asyncio.StreamWriter) -> None:
    body = b"%d" % number
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nX-Odd:  1 \r\n\r\n%b" % (len(body), body)
    )


def test_one_connection_serves_one_request_after_the_other() -> None:
    async def work(connections: Connections) -> None:
        assert await post(connections, b"one") == Answer(
            200, {"content-length": "1", "x-odd": "1"}, b"1"
        )
        assert (await post(connections, b"two")).body == b"2"

    assert posted(ok, work) == Served(1, [b"one", b"two"], 0)


def test_no_more_connections_than_allowed() -> None:
    async def work(connections: Connections) -> None:
        await asyncio.gather(*(post(connections) for _ in range(30)))

    seen = posted(ok, work, limit=3)
    assert len(seen.bodies) == 30
    assert seen.connections <= 3


@pytest.mark.parametrize(
    "pieces",
    [
        [b"HTTP/1.1 200 OK\r\nContent-Le", b"ngth: 4\r\n\r\nyo", b"ho"],
        [
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nyo\r\n",
            b"2\r\nho\r\n0\r\n\r\n",
        ],
        [b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nyoho"],
        [b"HTTP/1.1 200 OK\r\n\r\nyo", b"ho"],
        [b"HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\nyoho"],
    ],
    ids=["pieces", "chunks", "continue", "until its end", "old"],
)
def test_ways_to_answer(pieces: list[bytes]) -> None:
    async def serve(_: int, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)
        if b"Content-Length" not in b"".join(pieces) and b"chunked" not in pieces[0]:
            writer.close()

    async def work(connections: Connections) -> None:
        for _ in range(2):
            assert (await post(connections)).body == b"yoho"

    posted(serve, work)


@pytest.mark.parametrize("says_so", [True, False])
def test_a_connection_that_the_other_side_closes_is_not_used_again(says_so: bool) -> None:
    async def serve(number: int, writer: asyncio.StreamWriter) -> None:
        if says_so:
            writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        else:
            await ok(number, writer)
        writer.close()

    async def work(connections: Connections) -> None:
        for _ in range(3):
            assert (await post(connections)).status == 200
            await asyncio.sleep(0.05)

    assert posted(serve, work).connections == 3


@pytest.mark.parametrize("at_all", [True, False])
def test_a_late_answer_is_not_taken_for_the_next_one(at_all: bool) -> None:
    async def serve(number: int, writer: asyncio.StreamWriter) -> None:
        if number == 1:
            await asyncio.sleep(1)
        if number > 1 or at_all:
            await ok(number, writer)

    async def work(connections: Connections) -> None:
        with pytest.raises(Broken, match="TimeoutError"):
            await post(connections)
        assert (await post(connections)).body == b"2"
        await asyncio.sleep(0.7)
        assert (await post(connections)).body == b"3"

    assert posted(serve, work, limit=1).left == 1, "its connection is not kept open either"


def test_whoever_gives_up_leaves_no_answer_behind() -> None:
    async def serve(number: int, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        await ok(number, writer)

    async def work(connections: Connections) -> None:
        given_up = asyncio.create_task(post(connections))
        await asyncio.sleep(0.05)
        given_up.cancel()
        await asyncio.wait([given_up])
        assert (await post(connections)).body == b"2"

    posted(serve, work)


def test_what_nobody_asked_for_ends_the_connection() -> None:
    async def serve(number: int, writer: asyncio.StreamWriter) -> None:
        await ok(number, writer)
        if number == 1:
            await writer.drain()
            await asyncio.sleep(0.05)
            await ok(99, writer)

    async def work(connections: Connections) -> None:
        assert (await post(connections)).body == b"1"
        await asyncio.sleep(0.2)
        assert (await post(connections)).body == b"2"

    assert posted(serve, work).connections == 2


def test_over_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(connections: Connections) -> None:
        assert (await post(connections)).body == b"1"

    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "localhost.pem"))
    assert posted(ok, work, tls=True).bodies == [b"{}"]


def test_a_certificate_that_nobody_vouches_for_gets_nothing() -> None:
    async def work(connections: Connections) -> None:
        with pytest.raises(NotConnected, match="SSLCertVerificationError"):
            await post(connections)

    assert posted(ok, work, tls=True).bodies == []

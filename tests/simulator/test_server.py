"""HTTP itself, over a bare socket."""

import json
import socket
from collections.abc import Iterator

import pytest

from simulator.testing import SimulatorHandle

Connection = socket.socket


@pytest.fixture
def wire(running: SimulatorHandle) -> Iterator[Connection]:
    host, port = running.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        yield connection


def request(token: str, path: str = "/v2/bot/info", more: str = "", method: str = "GET") -> bytes:
    head = f"host: x\r\nauthorization: Bearer {token}\r\n{more}\r\n"
    return f"{method} {path} HTTP/1.1\r\n{head}".encode()


def test_head_and_body_leave_in_one_write(running: SimulatorHandle, wire: Connection) -> None:
    wire.sendall(request(running.token))
    head, _, body = wire.recv(65536).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert json.loads(body)["displayName"]


def test_pipelined_requests_are_answered_in_order(
    running: SimulatorHandle, wire: Connection
) -> None:
    paths = ["/v2/bot/info", "/sim/clock", "/v2/bot/message/quota"]
    wire.sendall(b"".join(request(running.token, path) for path in paths))
    received = b""
    while received.count(b"HTTP/1.1 200") < 3 or not received.endswith(b"}"):
        received += wire.recv(65536)
    places = [received.index(word) for word in (b"displayName", b"offset_seconds", b'"type"')]
    assert places == sorted(places)


def test_a_request_in_pieces(running: SimulatorHandle, wire: Connection) -> None:
    body = '{"chatId":"花"}'.encode()
    more = f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
    whole = request(running.token, "/v2/bot/chat/loading/start", more, "POST") + body
    for place in range(0, len(whole), 7):
        wire.sendall(whole[place : place + 7])
    assert b"HTTP/1.1 400" in wire.recv(65536)


def test_a_chunked_body_after_100_continue(running: SimulatorHandle, wire: Connection) -> None:
    more = "content-type: application/json\r\ntransfer-encoding: chunked\r\n"
    path = "/v2/bot/message/validate/push"
    wire.sendall(request(running.token, path, more + "expect: 100-continue\r\n", "POST"))
    assert wire.recv(65536).startswith(b"HTTP/1.1 100 Continue")
    body = b'{"messages":[{"type":"text","text":"a"}]}'
    wire.sendall(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))
    assert wire.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_what_is_not_http(wire: Connection) -> None:
    wire.sendall(b"\x16\x03\x01 hello\r\n\r\n")
    assert wire.recv(65536).startswith(b"HTTP/1.1 400")
    assert wire.recv(65536) == b"", "and the connection is closed"


def test_connection_close_is_honoured(running: SimulatorHandle, wire: Connection) -> None:
    wire.sendall(request(running.token, more="connection: close\r\n"))
    assert b"connection: close" in wire.recv(65536)
    assert wire.recv(65536) == b""

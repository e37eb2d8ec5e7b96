"""Connections to LINE outlive a round, and one that LINE closed meanwhile costs nothing."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.line.sender import LineSender
from tests.delivery.world import World, step


@dataclass
class Line:
    """Accepts everything; ``hangs_up`` between two rounds."""

    hangs_up: bool
    connections: set[tuple[str, int]] = field(default_factory=set)
    left: threading.Event = field(default_factory=threading.Event)
    url: str = ""


@contextmanager
def serving(line: Line) -> Iterator[Line]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 0.05 if line.hangs_up else None

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            line.connections.add(self.client_address)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def finish(self) -> None:
            super().finish()
            self.connection.close()
            line.left.set()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    line.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("hangs_up", "connections"), [(False, 1), (True, 2)])
def test_a_round_goes_on_with_the_connections_of_the_one_before(
    world: World, hangs_up: bool, connections: int
) -> None:
    world.scenario(step("one"), step("two", {"days": 1}))
    world.follow()
    with serving(Line(hangs_up)) as line, asyncio.Runner() as runner:
        told = Counter[str]()
        sender = LineSender("token", line.url, told=lambda _, code: told.update([code]))
        system = replace(world.system(), new_sender=lambda: sender)
        lines = system.connect()
        for _ in range(2):
            runner.run(system.round(lines, 5, lambda: False))
            assert not hangs_up or line.left.wait(5)
            world.move(days=1)
        runner.run(lines.aclose())
    assert len(line.connections) == connections
    assert told == {"200": 2}, "and no request was lost on a connection that is no more"

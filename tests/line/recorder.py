"""A server that notes the requests it gets and answers as it is told, byte by byte."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from werkzeug import Request, Response
from werkzeug.serving import make_server

OK = Response('{"sentMessages":[{"id":"1"}]}', content_type="application/json")


@dataclass(frozen=True)
class Seen:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Recorder:
    url: str = ""
    seen: list[Seen] = field(default_factory=list)
    answer: Callable[[], Response] = lambda: OK


@contextmanager
def recorder() -> Iterator[Recorder]:
    notes = Recorder()

    @Request.application
    def app(request: Request) -> Response:
        notes.seen.append(Seen(request.full_path, dict(request.headers), request.get_data()))
        return notes.answer()

    server = make_server("127.0.0.1", 0, app, threaded=True)
    notes.url = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    yield notes
    server.shutdown()
    thread.join()


@contextmanager
def raw_server(answer: bytes) -> Iterator[str]:
    """Reads a request, writes these bytes and closes the connection; no byte: just closes it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65_536)
                    connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

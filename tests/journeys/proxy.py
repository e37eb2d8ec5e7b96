"""A way to PostgreSQL that a test may cut: what was connected breaks off, new calls are refused."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from urllib.parse import quote

import psycopg

CHUNK = 65536


class Proxy:
    """Listens on a port of its own; `url` leads through it."""

    def __init__(self, server: str) -> None:
        with psycopg.connect(server) as known:
            self._host, self._port = known.info.host, known.info.port
            user, password, name = known.info.user, known.info.password, known.info.dbname
        self._open: set[socket.socket] = set()
        self._listener = _listener(0)
        port = self._listener.getsockname()[1]
        secret = f":{quote(password)}" if password else ""
        self.url = f"postgresql://{user}{secret}@127.0.0.1:{port}/{name}"
        self._serve()

    def cut(self) -> None:
        _close(self._listener)
        for connection in list(self._open):
            _close(connection)

    def restore(self) -> None:
        self._listener = _listener(self._listener_port())
        self._serve()

    def _listener_port(self) -> int:
        return int(self.url.rpartition(":")[2].partition("/")[0])

    def _serve(self) -> None:
        threading.Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = self._connect()
                self._open |= {near, far}
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=pair, daemon=True).start()

    def _connect(self) -> socket.socket:
        if not self._host.startswith("/"):
            return socket.create_connection((self._host, self._port))
        far = socket.socket(socket.AF_UNIX)
        far.connect(f"{self._host}/.s.PGSQL.{self._port}")
        return far

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                target.sendall(data)
        for connection in (source, target):
            self._open.discard(connection)
            _close(connection)


def _listener(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    return listener


def _close(connection: socket.socket) -> None:
    """Wakes up whoever waits on it, too."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@contextlib.contextmanager
def proxy(server: str) -> Iterator[Proxy]:
    way = Proxy(server)
    try:
        yield way
    finally:
        way.cut()

"""A store that speaks as much of S3's HTTP as we need, on a port of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

KEY, SECRET, BUCKET = "AKIATEST", "s3-secret", "shop-media"


@dataclass
class Store:
    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: bool = False

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def s3_store() -> Iterator[Store]:
    store = Store()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(store))
    store.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self._name("PUT"):
                store.files[self._path] = body
                self._say(200)

        def do_GET(self) -> None:
            if self._name("GET"):
                self._give(store.files.get(self._path))

        def do_HEAD(self) -> None:
            if self._name("HEAD"):
                self._give(store.files.get(self._path))

        def do_DELETE(self) -> None:
            if self._name("DELETE"):
                store.files.pop(self._path, None)
                self._say(204)

        @property
        def _path(self) -> str:
            return urlsplit(self.path).path.removeprefix(f"/{BUCKET}/")

        def _name(self, act: str) -> bool:
            """Whether it is answered; a request must be signed with our key."""
            store.asked.append(f"{act} {self._path}")
            signed = f"AWS4-HMAC-SHA256 Credential={KEY}/"
            if store.broken:
                self._error(503, "SlowDown")
            elif not self.headers.get("Authorization", "").startswith(signed):
                self._error(403, "AccessDenied")
            elif not self.path.startswith(f"/{BUCKET}/"):
                self._error(404, "NoSuchBucket")
            else:
                return True
            return False

        def _give(self, body: bytes | None) -> None:
            if body is None:
                self._error(404, "NoSuchKey")
            else:
                self._say(200, body)

        def _error(self, status: int, code: str) -> None:
            words = f"<Error><Code>{code}</Code><Message>no</Message></Error>"
            self._say(status, words.encode(), "application/xml")

        def _say(
            self, status: int, body: bytes = b"", kind: str = "application/octet-stream"
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", '"0123456789abcdef0123456789abcdef"')
            self.send_header("Last-Modified", "Sat, 21 Nov 2026 00:00:00 GMT")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    return Handler

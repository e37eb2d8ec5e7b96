"""Stands in for the run's programs: `http PORT`, `waits`, `ends`, `fails`, `stubborn` (ignores
SIGTERM) and `family` (has a stubborn child)."""

import http.server
import signal
import subprocess
import sys
import time


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer(b"ok")

    def do_POST(self) -> None:
        self._answer(b'{"code": "tobi-ABCD-EFGH"}')

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main(kind: str, *rest: str) -> None:
    if kind == "http":
        http.server.ThreadingHTTPServer(("127.0.0.1", int(rest[0])), Answers).serve_forever()
    if kind == "fails":
        sys.exit("out of flour")
    if kind == "family":
        subprocess.Popen((sys.executable, __file__, "stubborn"))
    if kind == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while kind != "ends":
        time.sleep(1)


if __name__ == "__main__":
    main(*sys.argv[1:])

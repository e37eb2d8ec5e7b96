"""Serves the page's files."""

import mimetypes
from pathlib import Path

from simulator.router import not_found
from simulator.web import Request, Response

FOLDER = Path(__file__).parent / "page"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
POLICY = (
    "default-src 'self'; img-src * data: blob:; media-src * blob:; style-src 'self' 'unsafe-inline'"
)


def page_file(request: Request) -> Response:
    """The file at this path below page/, index.html for a folder; otherwise 404."""
    if request.method != "GET" or request.path.startswith(("/sim/", "/v2/")):
        return not_found(request)
    wanted = (FOLDER / request.path.lstrip("/")).resolve()
    if wanted.is_dir():
        wanted /= "index.html"
    if not wanted.is_relative_to(FOLDER) or not wanted.is_file():
        return not_found(request)
    kind = TYPES.get(wanted.suffix) or mimetypes.guess_type(wanted.name)[0]
    return Response(
        body=wanted.read_bytes(),
        content_type=kind or "application/octet-stream",
        headers=[("cache-control", "no-cache"), ("content-security-policy", POLICY)],
    )

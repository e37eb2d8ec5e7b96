"""Pictures of steps, as LINE's servers and phones fetch them, and what friends sent."""

import re
from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Response, abort, send_file

from bot.shelves import ShelfAway

# A name nobody can guess is all that protects a file, and it never names another folder.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")
_YEAR_SECONDS = 365 * 24 * 3600


Variant = Callable[[str, str, int], Path | None]
"""(token, shape, width) to the file of a stored picture in that shape and size."""


def _none(_: str, __: str, ___: int) -> None:
    """Only what lies in the folder."""


def media(find: Callable[[str], Path | None], variant: Variant = _none) -> Blueprint:
    """Serves what `find` has under a token, and what `variant` makes of it; its first bytes say
    what it is.
    """
    blueprint = Blueprint("media", __name__)

    @blueprint.get("/media/<token>")
    def show(token: str) -> Response:
        path = find(token) if _TOKEN.fullmatch(token) else None
        if path is None:
            abort(404)
        return _file(path)

    @blueprint.get("/media/<token>/<shape>/<int:width>")
    def show_in_size(token: str, shape: str, width: int) -> Response:
        """A rich message's picture, as LINE asks for it."""
        path = variant(token, shape, width) if _TOKEN.fullmatch(token) else None
        if path is None:
            abort(404)
        return _file(path.absolute())

    @blueprint.get("/media/file/<token>/<name>")
    def save(token: str, name: str) -> Response:
        """What a friend sent: never shown as a page of ours, but saved under its name."""
        path = find(token) if _TOKEN.fullmatch(token) else None
        if path is None:
            abort(404)
        answer = send_file(
            path,
            "application/octet-stream",
            as_attachment=True,
            download_name=name,
            conditional=True,
        )
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    @blueprint.errorhandler(ShelfAway)
    def away(_: ShelfAway) -> Response:
        """LINE asks again."""
        return Response("The store of pictures does not answer.", 503, {"Retry-After": "10"})

    return blueprint


def _file(path: Path) -> Response:
    answer = send_file(path, mimetype=_kind(path), conditional=True, max_age=_YEAR_SECONDS)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if start.startswith(b"ID3") or (start[:1] == b"\xff" and start[1:2] >= b"\xe0"):
        return "audio/mpeg"
    if start[4:8] == b"ftyp":
        return "audio/mp4" if start[8:11] == b"M4A" else "video/mp4"
    return "application/octet-stream"

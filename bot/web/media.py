"""Pictures of steps, as LINE's servers and the friends' phones fetch them."""

import re
from pathlib import Path

from flask import Blueprint, Response, abort, send_file

# A name nobody can guess is all that protects a file, and it never names another folder.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")
_YEAR_SECONDS = 365 * 24 * 3600


def media(folder: Path) -> Blueprint:
    """Serves `folder/<token>`; what a file is, its first bytes say."""
    blueprint = Blueprint("media", __name__)

    @blueprint.get("/media/<token>")
    def show(token: str) -> Response:
        path = (folder / token).absolute()
        if not _TOKEN.fullmatch(token) or not path.is_file():
            abort(404)
        kind = _kind(path)
        answer = send_file(path, mimetype=kind, conditional=True, max_age=_YEAR_SECONDS)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    return blueprint


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if start[4:8] == b"ftyp":
        return "audio/mp4" if start[8:11] == b"M4A" else "video/mp4"
    return "application/octet-stream"

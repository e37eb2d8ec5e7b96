import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from bot.shelves import FolderShelf
from bot.web.media import media

TOKEN = "kJ3_x-9QmZt7vB2nL5cY8w"


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "green").save(out, kind)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    folder.mkdir()
    (tmp_path / "tobiishi-database-file").write_text("secret")
    return folder


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    app = Flask("test")
    app.register_blueprint(media(FolderShelf(folder).find))
    return app.test_client()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "video/mp4"),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(20), "audio/mp4"),
        (b"<script>alert(1)</script>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_what_a_file_is(client: FlaskClient, folder: Path, body: bytes, kind: str) -> None:
    (folder / TOKEN).write_bytes(body)
    answer = client.get(f"/media/{TOKEN}")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, body, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_is_fetched_once_and_in_parts(client: FlaskClient, folder: Path) -> None:
    body = picture("PNG")
    (folder / TOKEN).write_bytes(body)
    answer = client.get(f"/media/{TOKEN}")
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    again = client.get(f"/media/{TOKEN}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    part = client.get(f"/media/{TOKEN}", headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.data) == (206, body[2:6])
    assert part.headers["Content-Range"] == f"bytes 2-5/{len(body)}"


@pytest.mark.parametrize(
    "name",
    [
        "no-such-file-but-long-enough",
        "short",
        "../tobiishi-database-file",
        "..%2ftobiishi-database-file",
        "..%2f..%2fetc%2fpasswd",
        "%2fetc%2fpasswd%2f%2f%2f%2f%2f%2f%2f%2f%2f",
        "tobiishi-database-file%00",
        "飛び石飛び石飛び石飛び石飛び石飛び石飛び石飛び石",
        "",
    ],
)
def test_nothing_else_is_shown(client: FlaskClient, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404

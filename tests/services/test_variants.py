"""A rich message's picture in the five widths that LINE asks for."""

import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from bot.domain.rich import HEIGHTS, SIZES
from bot.domain.sender import ICON_SIDE
from bot.services.media import MediaService
from bot.services.variants import Variants
from bot.shelves import FolderShelf
from bot.web.media import media as serve
from tests.services.films import mp4
from tests.services.shop import Shop
from tests.services.test_media import encoded, noisy


@pytest.fixture
def media(shop: Shop, tmp_path: Path) -> MediaService:
    return MediaService(FolderShelf(tmp_path / "media"), shop.world.clock)


@pytest.fixture
def browser(media: MediaService) -> FlaskClient:
    app = Flask("test")
    app.register_blueprint(serve(media.shelf.find, Variants(media.shelf).find))
    return app.test_client()


@pytest.mark.parametrize("shape", HEIGHTS)
def test_each_width_is_made_once(media: MediaService, browser: FlaskClient, shape: str) -> None:
    token = media.keep("image", encoded(noisy(1200), "PNG")).media
    for size in SIZES:
        answer = browser.get(f"/media/{token}/{shape}/{size}")
        assert answer.mimetype == "image/jpeg"
        with Image.open(io.BytesIO(answer.data)) as image:
            assert image.size == (size, round(size * HEIGHTS[shape] / 1040))
    before = {path.name: path.stat().st_mtime_ns for path in media.shelf.folder.iterdir()}
    browser.get(f"/media/{token}/{shape}/700")
    assert {path.name: path.stat().st_mtime_ns for path in media.shelf.folder.iterdir()} == before


def test_an_icon_is_a_small_square_png(media: MediaService, browser: FlaskClient) -> None:
    token = media.keep("image", encoded(noisy(1200).resize((1200, 700)), "JPEG")).media
    answer = browser.get(f"/media/{token}/icon/{ICON_SIDE}")
    assert answer.mimetype == "image/png"
    assert len(answer.data) <= 1024 * 1024
    with Image.open(io.BytesIO(answer.data)) as image:
        assert (image.format, image.size) == ("PNG", (ICON_SIDE, ICON_SIDE))


def test_a_video_shows_what_stands_for_it(media: MediaService, browser: FlaskClient) -> None:
    token = media.keep("video", mp4(1)).media
    assert browser.get(f"/media/{token}/wide/1040").mimetype == "image/jpeg"


@pytest.mark.parametrize(
    "path",
    [
        "square/500",
        "round/700",
        "square/0",
        "square/-1",
        "square/700/x",
        "icon/700",
        "icon-whole/240",
        "../square/700",
    ],
)
def test_nothing_else_is_made(media: MediaService, browser: FlaskClient, path: str) -> None:
    token = media.keep("image", encoded(noisy(50), "PNG")).media
    assert browser.get(f"/media/{token}/{path}").status_code == 404
    assert len(list(media.shelf.folder.iterdir())) == 2


def test_what_is_not_stored_is_not_made(browser: FlaskClient) -> None:
    assert browser.get(f"/media/{'a' * 32}/square/700").status_code == 404

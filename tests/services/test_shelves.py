"""Media in an S3-compatible store: over HTTP, and the same for whoever serves them."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from bot.domain.stored import preview_of
from bot.services.media import MediaService
from bot.services.variants import Variants
from bot.shelves import FolderShelf, S3Shelf, ShelfAway, s3_client
from bot.web.media import media
from tests.services.s3 import BUCKET, KEY, SECRET, Store, s3_store
from tests.services.shop import Shop

NAME = "kJ3_x-9QmZt7vB2nL5cY8w"


@pytest.fixture(scope="module")
def running() -> Iterator[Store]:
    with s3_store() as store:
        yield store


@pytest.fixture
def store(running: Store) -> Store:
    running.files.clear()
    running.asked.clear()
    running.broken = False
    return running


def shelf(store: Store, folder: Path, *, key: str = KEY, most: int = 10**9) -> S3Shelf:
    client = s3_client(store.endpoint, "ap-northeast-1", key, SECRET)
    return S3Shelf(client, BUCKET, FolderShelf(folder), most)


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return out.getvalue()


def test_what_is_forgotten_is_gone_from_the_store_and_from_the_copies(
    store: Store, shop: Shop, tmp_path: Path
) -> None:
    here = shelf(store, tmp_path / "copies")
    kept = MediaService(here, shop.world.clock)
    sent = kept.keep_of_friend("image", photo(), "m1").media
    assert sent and len(store.files) == 2
    for _ in range(2):  # also what is not there any more
        kept.forget([sent])
        assert (store.files, list(here.folder.iterdir()), here.find(sent)) == ({}, [], None)


def test_one_machine_keeps_and_another_serves(store: Store, shop: Shop, tmp_path: Path) -> None:
    sent = MediaService(shelf(store, tmp_path / "a"), shop.world.clock).keep("image", photo())
    assert sent.media and set(store.files) == {sent.media, preview_of(sent.media)}
    there = shelf(store, tmp_path / "b")
    app = Flask("test")
    app.register_blueprint(media(there.find, Variants(there).find))
    browser = app.test_client()
    whole = browser.get(f"/media/{sent.media}")
    assert (whole.status_code, whole.mimetype, whole.data) == (200, "image/jpeg", photo())
    part = browser.get(f"/media/{sent.media}", headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.data) == (206, photo()[2:6])
    assert browser.get(f"/media/{sent.media}/square/240").mimetype == "image/jpeg"
    assert store.asked.count(f"GET {sent.media}") == 1
    assert browser.get(f"/media/{NAME}").status_code == 404


def test_the_same_picture_is_stored_once(store: Store, shop: Shop, tmp_path: Path) -> None:
    first = MediaService(shelf(store, tmp_path / "a"), shop.world.clock).keep("image", photo())
    again = MediaService(shelf(store, tmp_path / "b"), shop.world.clock).keep("image", photo())
    assert first.media == again.media
    assert len([line for line in store.asked if line.startswith("PUT")]) == 2
    store.files.clear()
    MediaService(shelf(store, tmp_path / "b"), shop.world.clock).keep("image", photo())
    assert len(store.files) == 2


def test_a_store_that_does_not_answer_is_no_missing_file(store: Store, tmp_path: Path) -> None:
    there = shelf(store, tmp_path)
    store.broken = True
    with pytest.raises(ShelfAway):
        there.put(NAME, b"x")
    app = Flask("test")
    app.register_blueprint(media(there.find))
    answer = app.test_client().get(f"/media/{NAME}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert not list(tmp_path.iterdir())


def test_a_wrong_key_is_told_by_its_code_alone(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ShelfAway, match="AccessDenied"):
        shelf(store, tmp_path, key="AKIAOTHER").has(NAME)


def test_nobody_listening_is_told(tmp_path: Path) -> None:
    with pytest.raises(ShelfAway):
        shelf(Store(port=1), tmp_path).find(NAME)


def test_the_copies_stay_within_their_room(store: Store, tmp_path: Path) -> None:
    there = shelf(store, tmp_path, most=250)
    for number in range(4):
        store.files[f"{NAME}{number}"] = bytes(100)
    for number in (0, 1):
        assert there.find(f"{NAME}{number}")
        os.utime(tmp_path / f"{NAME}{number}", (number, number))
    os.utime(tmp_path / f"{NAME}0", (9, 9))
    assert there.find(f"{NAME}2")
    assert {path.name for path in tmp_path.iterdir()} == {f"{NAME}0", f"{NAME}2"}
    assert there.find(f"{NAME}1")

"""Pictures as phones send them, and as nobody should."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.domain.messages import Look, line_messages
from bot.domain.stored import Image as ImageMessage
from bot.domain.stored import preview_of
from bot.services import pictures
from bot.services.media import Kind, MediaService
from bot.services.recordings import Unplayable, poster, read_recording
from bot.shelves import FolderShelf
from bot.web.media import media as serve
from tests.services.films import film, mp3, mp4
from tests.services.shop import Shop

RED, BLUE = (200, 30, 30), (30, 30, 200)


@pytest.fixture
def media(shop: Shop, tmp_path: Path) -> MediaService:
    return MediaService(FolderShelf(tmp_path / "media"), shop.world.clock)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def flat(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    return Image.new("RGB", (width, height), RED).convert(mode)


def noisy(side: int) -> Image.Image:
    return Image.effect_noise((side, side), 90).convert("RGB")


def stored(media: MediaService, name: str) -> Image.Image:
    with Image.open(media.shelf.folder / name) as image:
        image.load()
        return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_usual_picture_is_kept_as_it_came(media: MediaService, kind: str) -> None:
    body = encoded(flat(), kind)
    sent = media.keep("image", body)
    assert sent.media
    assert (sent.kind, sent.width, sent.height, sent.problem) == ("image", 120, 80, None)
    assert (media.shelf.folder / sent.media).read_bytes() == body
    assert sent.size == len(body)


@pytest.mark.parametrize(
    ("kind", "mode", "becomes"),
    [
        ("WEBP", "RGB", "JPEG"),
        ("GIF", "P", "JPEG"),
        ("BMP", "RGB", "JPEG"),
        ("TIFF", "RGB", "JPEG"),
        ("JPEG", "CMYK", "JPEG"),
        ("PNG", "I;16", "PNG"),
        ("PNG", "LA", "PNG"),
    ],
)
def test_other_kinds_become_what_line_takes(
    media: MediaService, kind: str, mode: str, becomes: str
) -> None:
    image = Image.new(mode, (60, 40)) if mode == "I;16" else flat(60, 40, mode)
    sent = media.keep("image", encoded(image, kind))
    assert sent.media
    assert sent.problem is None
    picture = stored(media, sent.media)
    assert (picture.format, picture.size) == (becomes, (60, 40))
    assert picture.mode in ("RGB", "RGBA", "L")


def test_a_turned_photo_stands_upright_and_says_no_place(media: MediaService) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    image = flat(100, 50)
    image.paste(BLUE, (0, 0, 50, 50))
    sent = media.keep("image", encoded(image, "JPEG", exif=exif, quality=95))
    assert sent.media
    assert (sent.width, sent.height) == (50, 100)
    picture = stored(media, sent.media)
    assert not picture.getexif()
    top, bottom = picture.getpixel((25, 10)), picture.getpixel((25, 90))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[2] > top[0]
    assert bottom[0] > bottom[2]


def test_a_see_through_picture_stays_so_and_its_preview_is_on_white(media: MediaService) -> None:
    sent = media.keep("image", encoded(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))
    assert sent.media
    assert stored(media, sent.media).mode == "RGBA"
    assert stored(media, preview_of(sent.media)).getpixel((5, 5)) == (255, 255, 255)


def test_too_many_pixels_a_side_are_made_fewer_and_told(media: MediaService) -> None:
    sent = media.keep("image", encoded(flat(5000, 1000), "PNG"))
    assert sent.media
    assert (sent.width, sent.height) == (4096, 819)
    assert sent.problem
    assert sent.problem.code == "picture_shrunk"


def test_a_heavy_picture_is_made_lighter_and_the_sizes_are_told(media: MediaService) -> None:
    body = encoded(noisy(2400), "PNG")
    assert len(body) > pictures.BYTES
    sent = media.keep("image", body)
    assert sent.media
    assert sent.size == (media.shelf.folder / sent.media).stat().st_size <= pictures.BYTES
    assert sent.problem
    before, after = (sent.problem.values[name] for name in ("before", "after"))
    assert before == f"{len(body) / 1024 / 1024:.1f}MB"
    assert str(after).endswith("MB")


def test_every_preview_is_light_enough_for_line(media: MediaService) -> None:
    sent = media.keep("image", encoded(noisy(1500), "JPEG", quality=95))
    assert sent.media
    preview = media.shelf.folder / preview_of(sent.media)
    assert preview.stat().st_size <= pictures.PREVIEW_BYTES
    assert max(stored(media, preview.name).size) == pictures.PREVIEW_SIDE


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"%PDF-1.7 nothing",
        b"\xff\xd8\xff\xe0 cut off",
        encoded(flat(400, 400), "PNG")[:200],
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_what_cannot_be_opened_is_said_kindly(media: MediaService, body: bytes) -> None:
    sent = media.keep("image", body)
    assert sent.media is None
    assert sent.problem
    assert sent.problem.code == "picture_unreadable"
    assert not media.shelf.folder.exists()


def _claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose head promises so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_000, 40_000])
def test_a_bomb_is_not_unfolded(media: MediaService, side: int) -> None:
    sent = media.keep("image", _claims(side, side))
    assert sent.media is None
    assert sent.problem
    assert (sent.problem.code, sent.problem.values) == ("picture_too_big", {"limit": 10})


def test_the_same_picture_is_kept_once(media: MediaService) -> None:
    body = encoded(flat(), "JPEG")
    first, second = media.keep("image", body), media.keep("image", body)
    assert first == second
    assert len(list(media.shelf.folder.iterdir())) == 2


def test_a_lost_file_comes_back_with_the_picture(media: MediaService) -> None:
    body = encoded(flat(), "JPEG")
    first = media.keep("image", body)
    assert first.media
    (media.shelf.folder / first.media).unlink()
    assert media.keep("image", body) == first
    assert (media.shelf.folder / first.media).read_bytes() == body


def test_names_cannot_be_guessed_and_lie_in_the_folder(media: MediaService) -> None:
    one, two = (media.keep("image", encoded(flat(n), "PNG")).media for n in (10, 20))
    assert one
    assert two
    assert one != two
    assert len(one) == len(two) == 32
    assert "/" not in one + two


class TestRecordings:
    @pytest.mark.parametrize(
        ("sent_as", "body", "kind"),
        [
            ("video", mp4(61.5), "video"),
            ("file", mp4(61.5, brand="mp42"), "video"),
            ("audio", mp4(61.5, kind="soun", brand="M4A "), "audio"),
            ("audio", mp4(61.5, kind="soun"), "audio"),
            ("file", mp3(61.5), "audio"),
        ],
    )
    def test_are_kept_with_their_length(
        self, media: MediaService, sent_as: Kind, body: bytes, kind: str
    ) -> None:
        sent = media.keep(sent_as, body)
        assert (sent.kind, sent.problem, sent.size) == (kind, None, len(body))
        assert sent.seconds == pytest.approx(61.5, abs=0.3)
        assert sent.media
        assert media.keep(sent_as, body).media == sent.media
        assert stored(media, preview_of(sent.media)).format == "JPEG"
        assert (media.shelf.folder / preview_of(sent.media)).stat().st_size < 1024 * 1024

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (mp4(1), "video/mp4"),
            (mp4(1, kind="soun"), "audio/mp4"),
            (mp3(1), "audio/mpeg"),
        ],
    )
    def test_are_served_as_what_they_are_and_in_parts(
        self, media: MediaService, body: bytes, kind: str
    ) -> None:
        app = Flask("test")
        app.register_blueprint(serve(media.shelf.find))
        token = media.keep("file", body).media
        whole = app.test_client().get(f"/media/{token}")
        assert (whole.mimetype, len(whole.data)) == (kind, len(body))
        assert whole.headers["Accept-Ranges"] == "bytes"
        part = app.test_client().get(f"/media/{token}", headers={"Range": "bytes=10-19"})
        assert (part.status_code, part.data) == (206, whole.data[10:20])
        beyond = app.test_client().get(f"/media/{token}", headers={"Range": "bytes=9999999-"})
        assert beyond.status_code == 416

    @pytest.mark.parametrize(
        "body", [b"", b"anything", mp4(1)[:40], b"\0\0\0\x18ftypisom" + bytes(90), b"\xff\xfb\x90"]
    )
    def test_what_cannot_be_played_is_told(self, media: MediaService, body: bytes) -> None:
        codes = [media.keep(kind, body).problem for kind in ("video", "audio")]
        assert [problem and problem.code for problem in codes] == ["recording_unreadable"] * 2
        assert media.keep("file", body).problem is None
        assert media.keep("file", body).media is None

    @given(st.integers(0, 200), st.binary(max_size=8))
    def test_nothing_hostile_breaks_it(self, at: int, junk: bytes) -> None:
        body = mp4(1)
        for hostile in (body[:at] + junk + body[at + len(junk) :], junk * 50, body[:at]):
            try:
                read_recording(hostile)
            except Unplayable:
                continue

    def test_what_is_too_big_says_the_limit(self, media: MediaService) -> None:
        problem = media.keep("video", None, too_large=True).problem
        assert problem and (problem.code, problem.values) == ("recording_too_big", {"limit": 200})

    def test_of_a_video_whose_size_is_known_that_is_told(self, media: MediaService) -> None:
        size = 230 * 1024 * 1024 + 1
        problem = media.keep("video", None, too_large=True, size=size).problem
        assert problem and (problem.code, problem.values) == ("video_too_big", {"actual": 231})


def test_what_line_did_not_give_is_said(media: MediaService) -> None:
    missing, huge = media.keep("image", None), media.keep("image", None, too_large=True)
    assert missing.problem
    assert huge.problem
    assert (missing.problem.code, huge.problem.code) == ("picture_unreadable", "picture_too_big")


def test_a_step_shows_the_light_preview() -> None:
    def show(image: str) -> dict[str, object]:
        (message,) = line_messages(
            [ImageMessage(image=image)],
            Look("ja", lambda name: name if ":" in name else f"https://x/{name}"),
        )
        return message

    assert show("abc")["previewImageUrl"] == "https://x/abc-preview"
    assert show("https://y/z.jpg")["previewImageUrl"] == "https://y/z.jpg"


@pytest.mark.parametrize(
    ("body", "text", "problem"),
    [
        ("コード\nA-1".encode("cp932"), "コード\nA-1", None),
        (b"PK\x03\x04", None, "file_is_a_workbook"),
        (None, None, "file_not_text"),
    ],
)
def test_a_file_is_told_as_its_text(
    media: MediaService, body: bytes | None, text: str | None, problem: str | None
) -> None:
    sent = media.keep("file", body)
    assert (sent.kind, sent.media, sent.text) == ("file", None, text)
    assert (sent.problem and sent.problem.code) == problem
    assert "A-1" not in repr(sent)


class TestCover:
    def test_a_video_shows_a_picture_of_its_own(self, media: MediaService) -> None:
        sent = media.keep("video", film(colours=[(0, 0, 0)] * 20 + [(200, 30, 30)] * 20))
        assert sent.media and sent.kind == "video"
        cover = stored(media, preview_of(sent.media))
        assert cover.size == (64, 48)
        red, green, blue = cover.getpixel((32, 24))  # type: ignore[misc]
        assert red > 150 and green < 90 and blue < 90

    def test_a_short_one_shows_its_end(self, media: MediaService) -> None:
        sent = media.keep("video", film(colours=[(30, 30, 200)] * 3))
        assert sent.media
        assert stored(media, preview_of(sent.media)).getpixel((1, 1))[2] > 150  # type: ignore[index]

    def test_what_cannot_be_read_gets_the_usual_sign(self, media: MediaService) -> None:
        sent = media.keep("video", mp4(3))
        assert sent.media
        assert (media.shelf.folder / preview_of(sent.media)).read_bytes() == poster()

"""A link as a picture for print: its QR code, and the route's name below."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

WIDTH = 1024
_NAME_HEIGHT = 136
_NAME_SIZE, _LEAST_SIZE = 64, 28
_MARGIN = 64
# Of the systems that servers run on; without one the picture has no name on it.
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
    "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
    "/System/Library/Fonts/ヒラギノ角ゴシック W6.ttc",
    "C:/Windows/Fonts/meiryob.ttc",
)


@lru_cache(maxsize=64)
def qr_png(link: str, name: str) -> bytes:
    code = _code(link)
    size = _font_size(name)
    picture = Image.new("L", (WIDTH, WIDTH + (_NAME_HEIGHT if size else 0)), 255)
    picture.paste(code, ((WIDTH - code.width) // 2, (WIDTH - code.height) // 2))
    if size:
        middle = (WIDTH // 2, WIDTH + _NAME_HEIGHT // 2 - 48)
        ImageDraw.Draw(picture).text(middle, name, 0, _font(size), anchor="mm")
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _code(link: str) -> Image.Image:
    """In whole pixels a module, so that it prints sharp, with the four white ones around it."""
    code = segno.make_qr(link, error="m")
    written = BytesIO()
    code.save(written, kind="png", scale=WIDTH // code.symbol_size(border=4)[0], border=4)
    return Image.open(written).convert("L")


def _font_size(name: str) -> int:
    """The largest that fits; 0 where the name cannot be written."""
    if _file() is None:
        return 0
    sizes = range(_NAME_SIZE, _LEAST_SIZE - 1, -4)
    return next((s for s in sizes if _font(s).getlength(name) <= WIDTH - 2 * _MARGIN), 0)


@lru_cache(maxsize=1)
def _file() -> str | None:
    return next((name for name in _FONTS if Path(name).is_file()), None)


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_file() or "", size)

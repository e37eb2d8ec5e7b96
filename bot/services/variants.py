"""Stored pictures in the sizes in which LINE fetches rich messages and senders' icons: made when
first asked for.
"""

import io
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from bot.domain.rich import HEIGHTS, LAYOUTS, SIZES, WIDTH, Box
from bot.domain.sender import ICON_SIDE
from bot.domain.stored import preview_of
from bot.shelves import Shelf

BYTES = 1024 * 1024
ICON = "icon"
_MOSS = "#1E6B52"
_QUALITIES = (88, 75, 55, 35)


@dataclass(frozen=True)
class Variants:
    """In the shelf's folder; a video shows what stands for it before it plays."""

    shelf: Shelf

    def find(self, media_id: str, shape: str, size: int) -> Path | None:
        """None for what is not stored, and for other shapes and sizes than ours."""
        if not _is_known(shape, size):
            return None
        made = self.shelf.folder / f"{media_id}-{shape}-{size}"
        return made if made.is_file() else self._made(media_id, shape, size, made)

    def _made(self, media_id: str, shape: str, size: int, path: Path) -> Path | None:
        for name in (media_id, preview_of(media_id)):
            original = self.shelf.find(name)
            if original is None:
                continue
            try:
                with Image.open(original) as image:
                    body = _drawn(image, shape, size)
            except (OSError, ValueError):
                continue
            unfinished = path.with_name(f".{path.name}.{os.getpid()}")
            unfinished.write_bytes(body)
            unfinished.replace(path)
            return path
        return None


def _is_known(shape: str, size: int) -> bool:
    if shape == ICON:
        return size == ICON_SIDE
    form, _, layout = shape.partition("-")
    known = form in HEIGHTS and size in SIZES and (not layout or layout in LAYOUTS)
    return known and not shape.endswith("-")


def _drawn(image: Image.Image, shape: str, size: int) -> bytes:
    if shape == ICON:
        return _png(_cut(image, size, size))
    form, _, layout = shape.partition("-")
    ground = _cut(image, size, round(size * HEIGHTS[form] / WIDTH))
    if layout:
        _number(ground, LAYOUTS[layout])
    return _jpeg(ground)


def _number(picture: Image.Image, boxes: Iterable[Box]) -> None:
    """A frame around each area, and its number on a disc in the middle."""
    draw, (width, height) = ImageDraw.Draw(picture), picture.size
    radius = width // 20
    font = ImageFont.load_default(radius * 1.2)
    for number, (left, top, wide, high) in enumerate(boxes, 1):
        x, y = left * width / 100, top * height / 100
        right, below = x + wide * width / 100, y + high * height / 100
        draw.rectangle((x, y, right, below), outline=_MOSS, width=max(width // 200, 1))
        middle = ((x + right) / 2, (y + below) / 2)
        draw.circle(middle, radius, fill=_MOSS, outline="white", width=max(width // 200, 1))
        draw.text(middle, str(number), "white", font, anchor="mm")


def _cut(image: Image.Image, width: int, height: int) -> Image.Image:
    """From the middle, as large as can be."""
    fitted = ImageOps.fit(image.convert("RGBA"), (width, height), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", fitted.size, "white")
    ground.paste(fitted, mask=fitted.getchannel("A"))
    return ground


def _png(ground: Image.Image) -> bytes:
    """As LINE wants icons; one of this size is never too large."""
    out = io.BytesIO()
    ground.save(out, "PNG", optimize=True)
    return out.getvalue()


def _jpeg(ground: Image.Image) -> bytes:
    for quality in _QUALITIES:
        out = io.BytesIO()
        ground.save(out, "JPEG", quality=quality)
        if out.tell() <= BYTES:
            break
    return out.getvalue()

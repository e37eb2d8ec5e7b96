"""Stored pictures in the sizes in which LINE fetches rich messages: made when first asked for."""

import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from bot.domain.rich import HEIGHTS, SIZES, WIDTH
from bot.domain.stored import preview_of

BYTES = 1024 * 1024
_QUALITIES = (88, 75, 55, 35)


@dataclass(frozen=True)
class Variants:
    """In `folder`, beside what was sent; a video shows what stands for it before it plays."""

    folder: Path

    def find(self, media_id: str, shape: str, size: int) -> Path | None:
        """None for what is not stored, and for other shapes and sizes than ours."""
        if shape not in HEIGHTS or size not in SIZES:
            return None
        made = self.folder / f"{media_id}-{shape}-{size}"
        return made if made.is_file() else self._made(media_id, shape, size, made)

    def _made(self, media_id: str, shape: str, size: int, path: Path) -> Path | None:
        for name in (media_id, preview_of(media_id)):
            try:
                with Image.open(self.folder / name) as image:
                    body = _cut(image, size, round(size * HEIGHTS[shape] / WIDTH))
            except (OSError, ValueError):
                continue
            unfinished = path.with_name(f".{path.name}.{os.getpid()}")
            unfinished.write_bytes(body)
            unfinished.replace(path)
            return path
        return None


def _cut(image: Image.Image, width: int, height: int) -> bytes:
    """From the middle, as large as can be."""
    fitted = ImageOps.fit(image.convert("RGBA"), (width, height), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", fitted.size, "white")
    ground.paste(fitted, mask=fitted.getchannel("A"))
    for quality in _QUALITIES:
        out = io.BytesIO()
        ground.save(out, "JPEG", quality=quality)
        if out.tell() <= BYTES:
            break
    return out.getvalue()

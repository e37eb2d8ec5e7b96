"""Pictures of a size, for rich menus."""

import io

from PIL import Image


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(held, kind)
    return held.getvalue()

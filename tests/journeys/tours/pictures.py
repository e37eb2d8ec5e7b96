"""What people send beside words."""

import io

from PIL import Image


def a_photo(width: int = 1200, height: int = 800) -> bytes:
    picture = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(picture, "JPEG")
    return picture.getvalue()

"""A picture of whatever kind made into one that LINE takes, upright and without its metadata."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

BYTES = 10 * 1024 * 1024
SIDE = 4096
MENU_BYTES = 1024 * 1024
PREVIEW_BYTES = 1024 * 1024
PREVIEW_SIDE = 1024
# A small file can unfold to gigabytes: what is larger is not opened at all.
PIXELS = 60_000_000

_MIME = {"JPEG": "image/jpeg", "PNG": "image/png"}
_QUALITIES = (90, 80, 65, 45, 25)


class Unreadable(Exception):
    """Not a picture that can be opened here."""


class TooManyPixels(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Picture:
    """`shrunk`: it was made smaller than it came."""

    body: bytes
    mime: str
    width: int
    height: int
    preview: bytes
    shrunk: bool


def read_picture(body: bytes) -> Picture:
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(body)) as image:
            return _fitted(image, body)
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError):
        raise Unreadable from None


def _fitted(image: Image.Image, body: bytes) -> Picture:
    if image.width * image.height > PIXELS:
        raise TooManyPixels
    too_big = len(body) > BYTES or max(image.size) > SIDE
    stays = image.format in _MIME and not too_big and not _says_more(image)
    upright = _plain(ImageOps.exif_transpose(image))
    preview = _jpeg(_within(upright, PREVIEW_SIDE), PREVIEW_BYTES)
    if stays:
        mime = _MIME[image.format or ""]
        return Picture(body, mime, upright.width, upright.height, preview, shrunk=False)
    fitting = _within(upright, SIDE)
    fitted, mime = _encoded(fitting, as_png=image.format == "PNG" and len(body) <= BYTES)
    return Picture(fitted, mime, fitting.width, fitting.height, preview, shrunk=too_big)


def _says_more(image: Image.Image) -> bool:
    """Holds a turn, a place or a camera, or is more than one picture, or of a rare colour kind."""
    extra = bool(image.getexif()) or "XML:com.adobe.xmp" in image.info or "xmp" in image.info
    return extra or getattr(image, "n_frames", 1) > 1 or image.mode not in ("RGB", "RGBA", "L", "P")


def _plain(image: Image.Image) -> Image.Image:
    """Colours a phone can show, on white where it was see-through and cannot stay so."""
    image.load()
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image if image.mode in ("RGB", "RGBA", "L") else image.convert("RGB")


def preview_picture(image: Image.Image) -> bytes:
    return _jpeg(_within(image.convert("RGB"), PREVIEW_SIDE), PREVIEW_BYTES)


def menu_picture(body: bytes, width: int, height: int) -> bytes:
    """Cut from its middle to that size: a JPEG of at most 1 MB, as LINE wants it for menus."""
    with warnings.catch_warnings(action="ignore"):
        try:
            with Image.open(io.BytesIO(body)) as image:
                if image.width * image.height > PIXELS:
                    raise TooManyPixels
                upright = _on_white(_plain(ImageOps.exif_transpose(image))).convert("RGB")
        except Image.DecompressionBombError:
            raise TooManyPixels from None
        except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError):
            raise Unreadable from None
    return _jpeg(ImageOps.fit(upright, (width, height), Image.Resampling.LANCZOS), MENU_BYTES)


def _within(image: Image.Image, side: int) -> Image.Image:
    if max(image.size) <= side:
        return image
    smaller = image.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    return smaller


def _encoded(image: Image.Image, *, as_png: bool) -> tuple[bytes, str]:
    if as_png:
        png = _saved(image, "PNG")
        if len(png) <= BYTES:
            return png, _MIME["PNG"]
    return _jpeg(image, BYTES), _MIME["JPEG"]


def _jpeg(image: Image.Image, limit: int) -> bytes:
    """The best quality that fits."""
    flat = _on_white(image)
    for quality in _QUALITIES:
        body = _saved(flat, "JPEG", quality=quality)
        if len(body) <= limit:
            return body
    raise Unreadable


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _saved(image: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    clean = image.copy()
    clean.info = {}
    clean.save(out, kind, **options)
    return out.getvalue()

"""Videos and voice messages as phones record them: what they are and how long they last."""

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from mutagen._util import MutagenError
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from PIL import Image, ImageDraw

BYTES = 200 * 1024 * 1024

_POSTER = (640, 360)
_GROUND, _SIGN = "#1B2420", "#FFFFFF"

_VIDEO_TRACK = re.compile(rb"hdlr.{8}vide", re.DOTALL)


class Unplayable(Exception):
    """Neither MP4 nor MP3: nothing that LINE would play."""


@dataclass(frozen=True, slots=True)
class Recording:
    kind: Literal["video", "audio"]
    mime: str
    body: bytes
    seconds: float


def read_recording(body: bytes) -> Recording:
    try:
        return _mp4(body) if body[4:8] == b"ftyp" else _mp3(body)
    except (MutagenError, ValueError, OverflowError, IndexError, KeyError, EOFError):
        raise Unplayable from None


def _mp4(body: bytes) -> Recording:
    info: Any = MP4(io.BytesIO(body)).info  # type: ignore[no-untyped-call]
    if _VIDEO_TRACK.search(body):
        return Recording("video", "video/mp4", body, float(info.length))
    # Some phones name no brand of a sound alone; by this one it is known for what it is.
    return Recording("audio", "audio/mp4", body[:8] + b"M4A " + body[12:], float(info.length))


def _mp3(body: bytes) -> Recording:
    info: Any = MP3(io.BytesIO(body)).info  # type: ignore[no-untyped-call]
    if info.sketchy:  # it merely looks a little like one
        raise Unplayable
    return Recording("audio", "audio/mpeg", body, float(info.length))


@lru_cache(maxsize=1)
def poster() -> bytes:
    """What stands for a video before it plays: a triangle on a dark ground."""
    image = Image.new("RGB", _POSTER, _GROUND)
    wide, high = _POSTER
    corners = [(wide / 2 - 40, high / 2 - 50), (wide / 2 + 50, high / 2)]
    ImageDraw.Draw(image).polygon([*corners, (wide / 2 - 40, high / 2 + 50)], fill=_SIGN)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()

"""Videos and voice messages."""

import math
import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from bot.domain import limits
from bot.domain.model import Part, refuse
from bot.domain.stored import File, is_address

# LINE's own set has more, and no underscore.
_TRACK = re.compile(r"[A-Za-z0-9-]+")
_TRACKING = re.compile(r"(\d{1,9})\.(\d{1,3})\.[A-Za-z0-9-]+")


def _track(value: str) -> str:
    if len(value) > limits.TRACK_LENGTH:
        raise refuse("too_long", limit=limits.TRACK_LENGTH, actual=len(value))
    if not _TRACK.fullmatch(value):
        raise refuse("bad_track", value=value[:40])
    return value


class Video(Part):
    """`preview`: the picture shown before it plays; a stored video has one of its own. `track`: a
    name by which it is known who has seen it to the end.
    """

    video: File
    preview: File | None = None
    track: Annotated[str, AfterValidator(_track)] | None = None

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if self.preview is None and is_address(self.video):
            raise refuse("preview_missing")
        return self


def _seconds(value: Any) -> float:
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        seconds = math.nan
    if isinstance(value, bool) or not 0 < seconds <= limits.AUDIO_SECONDS:
        raise refuse("bad_seconds", value=str(value)[:40], most=limits.AUDIO_SECONDS)
    return round(seconds, 3)


class Audio(Part):
    """`seconds`: how long it is; LINE shows it before it plays."""

    audio: File
    seconds: Annotated[float, BeforeValidator(_seconds)]


def tracking_id(version_id: int, step: int, track: str) -> str:
    """`step`: its place among all of its version, from 0."""
    return f"{version_id}.{step}.{track}"


def read_tracking_id(written: str) -> tuple[int, int] | None:
    """The version and the step; None for what is none of ours."""
    found = _TRACKING.fullmatch(written)
    return (int(found[1]), int(found[2])) if found else None

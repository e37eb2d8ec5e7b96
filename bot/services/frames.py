"""A picture out of a video, for before it plays. Without the extra `video` there is none."""

import io
from typing import TYPE_CHECKING

import structlog

from bot.services.pictures import preview_picture

if TYPE_CHECKING:
    from PIL import Image

SECONDS = 1.0
FRAMES = 300

log = structlog.get_logger()


def frame_of(body: bytes) -> bytes | None:
    """A JPEG of what is seen after a second, or at the end of a shorter one: many begin in black.
    None: it cannot be read here.
    """
    try:
        import av
    except ImportError:
        return None
    try:
        picture = _frame(body)
    except (av.FFmpegError, ValueError, IndexError, MemoryError) as error:
        log.info("no_frame", error=type(error).__name__)
        return None
    return preview_picture(picture) if picture else None


def _frame(body: bytes) -> "Image.Image | None":
    import av

    last = None
    with av.open(io.BytesIO(body), mode="r") as container:
        stream = container.streams.video[0]
        for number, frame in enumerate(container.decode(stream)):
            last = frame
            if number >= FRAMES or (frame.time or 0) >= SECONDS:
                break
        picture: Image.Image | None = last.to_image() if last else None
        return picture

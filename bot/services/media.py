"""What is sent to the bot, pictures, videos and voice: checked, made fit for LINE, and kept under a
name nobody can guess. Of friends whom people answer, files, too.

Beside each lies its preview. LINE takes 10 MB and shows previews of up to 1 MB.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from admin_flows.ports.chat import Sent
from bot.clock import Clock, epoch
from bot.domain.errors import Problem
from bot.domain.stored import preview_of
from bot.services import recordings
from bot.services.files import text_of
from bot.services.frames import frame_of
from bot.services.pictures import BYTES, TooManyPixels, Unreadable, read_picture
from bot.services.recordings import Recording, Unplayable, poster, read_recording
from bot.shelves import Shelf
from bot.store import media
from bot.store.models import Media

Kind = Literal["image", "video", "audio", "file"]

ID_BYTES = 24
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """What is kept of a medium; `mime` as LINE and phones are told. `message`: the friend's that
    brought it; "" where an owner did.
    """

    body: bytes
    preview: bytes
    kind: Kind
    mime: str
    width: int = 0
    height: int = 0
    message: str = ""

    @property
    def digest(self) -> str:
        """A friend's is never that of anything else, so that it can go when its receipt goes."""
        return hashlib.sha256(self.message.encode() + self.body).hexdigest()


@dataclass(frozen=True)
class MediaService:
    shelf: Shelf
    clock: Clock

    def keep(
        self, kind: Kind, body: bytes | None, *, too_large: bool = False, size: int = 0
    ) -> Sent:
        """What a conversation is told of a medium; `body` None: LINE did not give it. `size`: of
        what is too large, where that is known.
        """
        if kind == "video" and too_large and size:
            values = {"actual": -(-size // MEGABYTE)}
            return Sent(kind, None, size=size, problem=Problem("video_too_big", values=values))
        if kind == "image":
            return self._picture(body, too_large=too_large)
        return self._recording(kind, body, too_large=too_large)

    def keep_of_friend(self, kind: Kind, body: bytes | None, message: str) -> Sent:
        """What staff are shown of the friend's `message`; `body` None: LINE did not give it."""
        if body is None:
            return Sent(kind, None)
        if kind == "image":
            return self._picture(body, message=message)
        if kind == "file":
            file = Stored(body, b"", "file", "application/octet-stream", message=message)
            return Sent("file", self._stored(file).id, size=len(body))
        return self._recording(kind, body, message=message)

    def forget(self, media_ids: Sequence[str]) -> None:
        """From the shelf; its rows are the caller's to delete."""
        for media_id in media_ids:
            for name in (media_id, preview_of(media_id)):
                self.shelf.remove(name)

    def _recording(
        self, kind: Kind, body: bytes | None, *, too_large: bool = False, message: str = ""
    ) -> Sent:
        """A file may be one, too; else a step cannot send it."""
        if too_large:
            return Sent(kind, None, problem=_too_big("recording_too_big", recordings.BYTES))
        try:
            recording = read_recording(body or b"")
        except Unplayable:
            if kind == "file":
                return _file(body)
            return Sent(kind, None, size=len(body or b""), problem=Problem("recording_unreadable"))
        cover, mime = _cover(recording), recording.mime
        file = Stored(recording.body, cover, recording.kind, mime, message=message)
        row = self._stored(file)
        return Sent(recording.kind, row.id, size=row.size, seconds=recording.seconds)

    def _picture(self, body: bytes | None, *, too_large: bool = False, message: str = "") -> Sent:
        if too_large:
            return Sent("image", None, problem=_too_big("picture_too_big", BYTES))
        if body is None:
            return Sent("image", None, problem=Problem("picture_unreadable"))
        try:
            picture = read_picture(body)
        except Unreadable:
            return Sent("image", None, size=len(body), problem=Problem("picture_unreadable"))
        except TooManyPixels:
            return Sent("image", None, size=len(body), problem=_too_big("picture_too_big", BYTES))
        row = self._stored(
            Stored(
                picture.body,
                picture.preview,
                "image",
                picture.mime,
                picture.width,
                picture.height,
                message,
            )
        )
        shrunk = _shrunk(len(body), row.size) if picture.shrunk else None
        return Sent("image", row.id, row.width, row.height, row.size, shrunk)

    def _stored(self, file: Stored) -> Media:
        """The files first: a row whose file is missing would be sent to friends."""
        known = media.by_digest(file.digest)
        if known and self._has(known):
            return known
        media_id = known.id if known else secrets.token_urlsafe(ID_BYTES)
        self.shelf.put(media_id, file.body)
        if file.preview:
            self.shelf.put(preview_of(media_id), file.preview)
        return media.add(
            media_id,
            file.digest,
            kind=file.kind,
            mime=file.mime,
            width=file.width,
            height=file.height,
            size=len(file.body),
            at=epoch(self.clock.now()),
            of_friend=bool(file.message),
        )

    def _has(self, row: Media) -> bool:
        names = [row.id] if row.kind == "file" else [row.id, preview_of(row.id)]
        return all(map(self.shelf.has, names))


def _cover(recording: Recording) -> bytes:
    """A picture of the video's own, where one can be had."""
    return (frame_of(recording.body) if recording.kind == "video" else None) or poster()


def _file(body: bytes | None) -> Sent:
    """Of text, or of nothing we know; whoever wants a file tells what is wrong with it."""
    text = text_of(body) if body is not None else Problem("file_not_text")
    size = len(body or b"")
    if isinstance(text, Problem):
        return Sent("file", None, size=size, problem=text)
    return Sent("file", None, size=size, text=text)


def _too_big(code: str, limit: int) -> Problem:
    return Problem(code, values={"limit": limit // MEGABYTE})


def _shrunk(before: int, after: int) -> Problem:
    return Problem("picture_shrunk", values={"before": _size(before), "after": _size(after)})


def _size(size: int) -> str:
    return f"{size / MEGABYTE:.1f}MB" if size >= MEGABYTE // 10 else f"{max(size // 1024, 1)}KB"

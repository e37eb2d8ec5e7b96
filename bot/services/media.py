"""Pictures owners send: checked, made fit for LINE, and kept under a name nobody can guess.

Beside each picture lies its preview. LINE takes 10 MB and shows previews of up to 1 MB.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from admin_flows.ports.chat import Sent
from bot.clock import Clock, epoch
from bot.domain.errors import Problem
from bot.domain.messages import preview_of
from bot.services.pictures import BYTES, Picture, TooManyPixels, Unreadable, read_picture
from bot.store import media
from bot.store.models import Media

Kind = Literal["image", "video", "audio", "file"]

ID_BYTES = 24
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class MediaService:
    folder: Path
    clock: Clock

    def keep(self, kind: Kind, body: bytes | None, *, too_large: bool = False) -> Sent:
        """What a conversation is told of a medium; `body` None: LINE did not give it."""
        if kind != "image":
            return Sent(kind, None)
        if too_large:
            return Sent("image", None, problem=_too_big())
        if body is None:
            return Sent("image", None, problem=Problem("picture_unreadable"))
        return self._picture(body)

    def _picture(self, body: bytes) -> Sent:
        try:
            picture = read_picture(body)
        except Unreadable:
            return Sent("image", None, size=len(body), problem=Problem("picture_unreadable"))
        except TooManyPixels:
            return Sent("image", None, size=len(body), problem=_too_big())
        row = self._stored(picture)
        shrunk = _shrunk(len(body), row.size) if picture.shrunk else None
        return Sent("image", row.id, row.width, row.height, row.size, shrunk)

    def _stored(self, picture: Picture) -> Media:
        """The files first: a row whose picture is missing would be sent to friends."""
        digest = hashlib.sha256(picture.body).hexdigest()
        known = media.by_digest(digest)
        if known and self._has(known.id):
            return known
        media_id = known.id if known else secrets.token_urlsafe(ID_BYTES)
        self._write(media_id, picture.body)
        self._write(preview_of(media_id), picture.preview)
        return media.add(
            media_id,
            digest,
            mime=picture.mime,
            width=picture.width,
            height=picture.height,
            size=len(picture.body),
            at=epoch(self.clock.now()),
        )

    def _has(self, media_id: str) -> bool:
        return all((self.folder / name).is_file() for name in (media_id, preview_of(media_id)))

    def _write(self, name: str, body: bytes) -> None:
        """Whole or not at all, also when the machine stops half-way."""
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / f".{name}.{os.getpid()}"
        with unfinished.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.folder / name)


def _too_big() -> Problem:
    return Problem("picture_too_big", values={"limit": BYTES // MEGABYTE})


def _shrunk(before: int, after: int) -> Problem:
    return Problem("picture_shrunk", values={"before": _size(before), "after": _size(after)})


def _size(size: int) -> str:
    return f"{size / MEGABYTE:.1f}MB" if size >= MEGABYTE // 10 else f"{max(size // 1024, 1)}KB"

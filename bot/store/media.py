"""Stored pictures, videos and voice messages, by their unguessable id."""

from bot.store.models import Media


def find(media_id: str) -> Media | None:
    return Media.get_or_none(Media.id == media_id)


def by_digest(sha256: str) -> Media | None:
    return Media.get_or_none(Media.sha256 == sha256)


def add(
    media_id: str, sha256: str, *, kind: str, mime: str, width: int, height: int, size: int, at: int
) -> Media:
    """Its row; the one there is when the same file came before."""
    Media.insert(
        id=media_id,
        sha256=sha256,
        kind=kind,
        type=mime,
        width=width,
        height=height,
        size=size,
        created_at=at,
    ).on_conflict_ignore().execute()
    return Media.get(Media.sha256 == sha256)

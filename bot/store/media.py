"""Stored pictures, videos, voice messages and friends' files, by their unguessable id."""

from collections.abc import Sequence

from bot.store.models import Media


def find(media_id: str) -> Media | None:
    return Media.get_or_none(Media.id == media_id)


def by_digest(sha256: str) -> Media | None:
    return Media.get_or_none(Media.sha256 == sha256)


def add(
    media_id: str,
    sha256: str,
    *,
    kind: str,
    mime: str,
    width: int,
    height: int,
    size: int,
    at: int,
    of_friend: bool = False,
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
        of_friend=of_friend,
    ).on_conflict_ignore().execute()
    return Media.get(Media.sha256 == sha256)


def forget(media_ids: Sequence[str]) -> None:
    Media.delete().where(Media.id.in_(media_ids)).execute()

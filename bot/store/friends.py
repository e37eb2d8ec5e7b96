"""Friends, and what they did to us: came, blocked, stopped."""

from bot.store.db import rows, sql
from bot.store.models import Friend


def known(user_id: str) -> Friend:
    """The friend's row, made on first sight."""
    found = find(user_id)
    if found is None:
        Friend.insert(user_id=user_id).on_conflict_ignore().execute()
    return found or Friend.get(Friend.user_id == user_id)


_FIELDS = tuple(Friend._meta.sorted_field_names)
_FIND = f"SELECT {', '.join(_FIELDS)} FROM friend WHERE user_id = :user"


def find(user_id: str) -> Friend | None:
    """Asked several times for every event, so without the query builder: a sixth of the time."""
    found = rows(_FIND, {"user": user_id})
    return Friend(**dict(zip(_FIELDS, found[0], strict=True))) if found else None


def followed(friend: Friend, *, at: int, at_ms: int) -> bool:
    """False for news older than what is known: LINE may deliver them out of order."""
    newer = _newest(friend, at_ms, "is_friend = TRUE, blocked_at = NULL")
    if newer and not friend.is_friend:
        sql("UPDATE friend SET followed_at = :at WHERE id = :id", {"at": at, "id": friend.id})
    return newer


def unfollowed(friend: Friend, *, at: int, at_ms: int) -> bool:
    return _newest(friend, at_ms, f"is_friend = FALSE, blocked_at = {int(at)}")


def _newest(friend: Friend, at_ms: int, assignments: str) -> bool:
    done = sql(
        f"UPDATE friend SET followed_ms = :ms, {assignments} WHERE id = :id AND followed_ms < :ms",
        {"ms": at_ms, "id": friend.id},
    )
    return bool(done.rowcount)


def set_stopped(friend_id: int, at: int | None) -> None:
    sql("UPDATE friend SET stopped_at = :at WHERE id = :id", {"at": at, "id": friend_id})


def seen(friend_id: int, at: int) -> None:
    """They wrote or tapped."""
    sql(
        "UPDATE friend SET seen_at = :at, is_friend = (blocked_at IS NULL) WHERE id = :id",
        {"at": at, "id": friend_id},
    )


def set_profile(friend_id: int, *, name: str, lang: str, picture: str, at: int) -> None:
    Friend.update(name=name, lang=lang, picture=picture, profile_at=at).where(
        Friend.id == friend_id
    ).execute()

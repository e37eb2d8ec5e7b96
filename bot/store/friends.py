"""Friends, and what they did to us: came, blocked, stopped."""

from collections.abc import Sequence

from bot.store import changes
from bot.store.db import is_postgres, rows, sql
from bot.store.fact_models import ChangeKind
from bot.store.models import Friend
from bot.store.sets import among, columns, each, ids, lines, strings, table, text_table, texts


def known(user_id: str) -> Friend:
    return all_known([user_id])[user_id]


def all_known(user_ids: Sequence[str]) -> dict[str, Friend]:
    """Their rows by user id, made on first sight."""
    found = find_all(user_ids)
    if new := [user_id for user_id in dict.fromkeys(user_ids) if user_id not in found]:
        sql(
            "INSERT INTO friend (user_id, name, lang, picture, is_friend, followed_ms)"
            f" SELECT value, '', '', '', FALSE, 0 FROM ({each(':users')}) n WHERE true"
            " ON CONFLICT DO NOTHING",
            {"users": texts(new)},
        )
        found |= find_all(new)
    return found


_FIELDS = tuple(Friend._meta.sorted_field_names)
_FIND = f"SELECT {', '.join(_FIELDS)} FROM friend WHERE user_id"


def find(user_id: str) -> Friend | None:
    return find_all([user_id]).get(user_id)


def find_all(user_ids: Sequence[str]) -> dict[str, Friend]:
    """Asked several times for every event, so without the query builder: a sixth of the time."""
    found = rows(_FIND + strings(":users"), {"users": texts(user_ids)})
    people = (Friend(**dict(zip(_FIELDS, row, strict=True))) for row in found)
    return {friend.user_id: friend for friend in people}


def lock_in_order(user_ids: Sequence[str]) -> None:
    """Before several of them act in one transaction: their rows, then the batches that they are in
    just now. Whoever settles or reacts takes the same ones in the same order, so that nobody holds
    what another waits for.
    """
    if not is_postgres() or len(user_ids) < 2:
        return
    users = {"users": texts(user_ids)}
    mine = f"SELECT id FROM friend WHERE user_id{strings(':users')}"
    rows(f"SELECT count(*) FROM ({mine} ORDER BY id FOR NO KEY UPDATE) f", users)
    rows(
        "SELECT count(*) FROM (SELECT 1 FROM batch WHERE id IN (SELECT batch_id FROM enrollment"
        f" WHERE ended = 0 AND state = 2 AND friend_id IN ({mine})) ORDER BY id FOR UPDATE) b",
        users,
    )


def followed(came: Sequence[tuple[int, int]], *, at: int) -> set[int]:
    """Of (friend's id, the event's time in ms) those for whom it is the newest known: LINE may
    deliver events out of order.
    """
    # In one order, so that two workers never wait for each other.
    before = rows(
        f"SELECT id, is_friend FROM friend WHERE id{among(':friends')} ORDER BY id"
        + (" FOR NO KEY UPDATE" if is_postgres() else ""),
        {"friends": ids([friend_id for friend_id, _ in came])},
    )
    found = rows(
        "UPDATE friend SET followed_ms = m.b, is_friend = TRUE, blocked_at = NULL,"
        " followed_at = CASE WHEN is_friend THEN coalesce(followed_at, :at) ELSE :at END"
        f" FROM (SELECT a, b{table(2)}) m WHERE friend.id = m.a AND followed_ms < m.b"
        " RETURNING friend.id",
        {"at": at, **columns(came, 2)},
    )
    newest = {row[0] for row in found}
    _told(
        [friend_id for friend_id, was_friend in before if not was_friend and friend_id in newest],
        at,
    )
    return newest


def unfollowed(friend: Friend, *, at: int, at_ms: int) -> bool:
    """False for news older than what is known."""
    done = sql(
        "UPDATE friend SET followed_ms = :ms, is_friend = FALSE, blocked_at = :at"
        " WHERE id = :id AND followed_ms < :ms",
        {"ms": at_ms, "at": at, "id": friend.id},
    )
    return bool(done.rowcount)


def set_stopped(friend_id: int, at: int | None) -> None:
    sql("UPDATE friend SET stopped_at = :at WHERE id = :id", {"at": at, "id": friend_id})
    if at is None:
        _told([friend_id], 0)


def seen(friend_id: int, at: int) -> None:
    """They wrote or tapped."""
    sql(
        "UPDATE friend SET seen_at = :at, is_friend = (blocked_at IS NULL) WHERE id = :id",
        {"at": at, "id": friend_id},
    )


def set_profiles(told: Sequence[tuple[str, str, str, str]], *, at: int) -> None:
    """Of people there are: user id, name, language, picture."""
    found = rows(
        "UPDATE friend SET name = m.b, lang = m.c, picture = m.d, profile_at = :at"
        f" FROM (SELECT a, b, c, d{text_table(4)}) m WHERE friend.user_id = m.a"
        " RETURNING friend.id",
        {"at": at, "lines": lines(told)},
    )
    _told([row[0] for row in found], at)


def bring(told: Sequence[tuple[str, str, str, str]], *, at: int) -> list[int]:
    """People who are LINE's friends by its own list: user id, name, language, picture. Gives those
    who were none so far. Since when they are is not known; who blocked stays blocked, since that
    news may be the newer one.
    """
    found = rows(
        "INSERT INTO friend (user_id, name, lang, picture, is_friend, followed_ms, profile_at)"
        " SELECT a, b, c, d, TRUE, 0, CASE WHEN b = '' THEN NULL ELSE CAST(:at AS bigint) END"
        f"{text_table(4)} WHERE TRUE ON CONFLICT (user_id) DO UPDATE SET is_friend = TRUE"
        " WHERE friend.blocked_at IS NULL AND NOT friend.is_friend RETURNING id",
        {"at": at, "lines": lines(told)},
    )
    return sorted(row[0] for row in found)


_NOBODY_TOLD = 0


def ask_later(user_ids: Sequence[str]) -> None:
    """LINE would not tell who they are; those it has told once stay who they were."""
    sql(
        f"UPDATE friend SET profile_at = {_NOBODY_TOLD}"
        f" WHERE profile_at IS NULL AND user_id{strings(':users')}",
        {"users": texts(user_ids)},
    )


def nameless(limit: int) -> list[str]:
    """User ids of friends to be asked for again."""
    found = rows(
        f"SELECT user_id FROM friend WHERE profile_at = {_NOBODY_TOLD} ORDER BY id LIMIT :limit",
        {"limit": limit},
    )
    return [row[0] for row in found]


def stay_nameless(user_ids: Sequence[str]) -> None:
    """Until something of theirs comes in."""
    sql(
        f"UPDATE friend SET profile_at = NULL WHERE profile_at = {_NOBODY_TOLD}"
        f" AND user_id{strings(':users')}",
        {"users": texts(user_ids)},
    )


def _told(friend_ids: Sequence[int], at: int) -> None:
    """Who they are, or whether they can be reached, is another."""
    changes.add(ChangeKind.PERSON, 0, friend_ids, at=at)

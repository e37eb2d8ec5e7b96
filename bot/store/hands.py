"""Friends whom staff answer from their group: who is in charge, and what is to be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.store.db import rows, sql
from bot.store.hand_models import AwaitedMessage, Charge, FriendMessage, HandReply, Writing
from bot.store.models import Friend


@dataclass(frozen=True, slots=True)
class InCharge:
    user_id: str
    name: str
    group_id: int | None
    asked: bool = False
    """Whether it goes on, since nobody has said anything for a day."""


def in_charge(friend: Friend) -> InCharge | None:
    """None: nobody answers by hand. Who took them in the own chat has no group."""
    if friend.manual_at is None:
        return None
    found = Charge.get_or_none(Charge.friend_id == friend.id, Charge.at == friend.manual_at)
    if found is None:
        return InCharge("", friend.manual_by, None)
    return InCharge(found.user_id, friend.manual_by, found.group_id, bool(found.asked))


def put_in_charge(friend_id: int, user_id: str, name: str, group_id: int, *, at: int) -> None:
    """Whoever answers by hand: the friend is in people's hands already."""
    sql(
        "UPDATE friend SET manual_by = :name WHERE id = :friend AND manual_at IS NOT NULL",
        {"name": name, "friend": friend_id},
    )
    since = rows("SELECT manual_at FROM friend WHERE id = :friend", {"friend": friend_id})[0][0]
    _put(friend_id, since, user_id=user_id, group_id=group_id, touched_at=at, asked=False, token="")


def _put(friend_id: int, since: int, **values: Any) -> None:
    Charge.insert(friend_id=friend_id, at=since, **values).on_conflict(
        conflict_target=[Charge.friend_id], update={"at": since, **values}
    ).execute()


def touch(friend: Friend, *, at: int) -> None:
    """Something was said: it goes on."""
    since = friend.manual_at
    changed = Charge.update(touched_at=at, asked=False).where(
        Charge.friend_id == friend.id, Charge.at == since
    )
    if since is not None and not changed.execute():
        _put(friend.id, since, touched_at=at, asked=False, user_id="", group_id=None, token="")


def keep_token(friend_id: int, token: str, *, real: float) -> None:
    """Of the words they said last."""
    Charge.update(token=token, heard_at=real).where(Charge.friend_id == friend_id).execute()


def token_of(friend_id: int, *, since: float) -> str:
    """ "" where there is none, or it is too old."""
    found = Charge.get_or_none(Charge.friend_id == friend_id, Charge.heard_at >= since)
    return str(found.token) if found else ""


def groups_of(friend_ids: Sequence[int]) -> dict[int, int]:
    """Which group takes care of each, where one does."""
    found = (
        Charge.select(Charge.friend_id, Charge.group_id)
        .join(Friend, on=(Friend.id == Charge.friend_id))
        .where(Charge.friend_id.in_(friend_ids), Charge.at == Friend.manual_at)
        .where(Charge.group_id.is_null(False))
    )
    return {one.friend_id: one.group_id for one in found if one.group_id is not None}


def idle(before: int) -> list[tuple[int, str]]:
    """Ids and names of whom nobody has said anything to since then, each once."""
    found = rows(
        "UPDATE charge SET asked = TRUE WHERE NOT asked AND touched_at < :before AND EXISTS"
        " (SELECT 1 FROM friend f WHERE f.id = charge.friend_id AND f.manual_at = charge.at)"
        " RETURNING friend_id",
        {"before": before},
    )
    known = Friend.select().where(Friend.id.in_([row[0] for row in found]))
    return [(friend.id, friend.name) for friend in known]


# Words


def write(group_id: int, user_id: str, friend_id: int, *, until: int) -> None:
    """The person's next words in the group are for that friend."""
    Writing.insert(
        group_id=group_id, user_id=user_id, friend_id=friend_id, until=until
    ).on_conflict(
        conflict_target=[Writing.group_id, Writing.user_id],
        update={"friend_id": friend_id, "until": until},
    ).execute()


def written(group_id: int, user_id: str, *, now: int) -> int | None:
    """For which friend these words are; only once."""
    found = rows(
        "DELETE FROM writing WHERE group_id = :group AND user_id = :user"
        " RETURNING friend_id, until",
        {"group": group_id, "user": user_id},
    )
    return int(found[0][0]) if found and found[0][1] >= now else None


def draft(group_id: int, friend_id: int, text: str, *, at: int, free: bool) -> int:
    made = HandReply.create(group_id=group_id, friend_id=friend_id, text=text, at=at, free=free)
    return int(made.id)


def find_draft(number: int, group_id: int, friend_id: int) -> HandReply | None:
    return HandReply.get_or_none(
        HandReply.id == number,
        HandReply.group_id == group_id,
        HandReply.friend_id == friend_id,
    )


def close(number: int) -> bool:
    """False when it was sent or dropped before."""
    query = HandReply.update(over=True).where(HandReply.id == number, ~HandReply.over)
    return bool(query.execute())


def sent_as(number: int, notice_id: int, token: str) -> None:
    """The token is used up by it."""
    HandReply.update(notice_id=notice_id, token=token).where(HandReply.id == number).execute()
    if token:
        Charge.update(token="").where(Charge.token == token).execute()


def without_token(notice_id: int) -> None:
    HandReply.update(token="").where(HandReply.notice_id == notice_id).execute()


def reply_of(notice_id: int) -> HandReply | None:
    return HandReply.get_or_none(HandReply.notice_id == notice_id)


# Which messages in a group are about whom


def note_message(message_id: str, group_id: int, friend_id: int, *, at: int) -> None:
    FriendMessage.insert(
        message_id=message_id, group_id=group_id, friend_id=friend_id, at=at
    ).on_conflict_ignore().execute()


def await_messages(notice_id: int, group_id: int, friends: Sequence[int | None]) -> None:
    """Of each message of the notice, in order, the friend whom it is about."""
    found = [
        {"notice_id": notice_id, "place": place, "group_id": group_id, "friend_id": friend}
        for place, friend in enumerate(friends)
        if friend is not None
    ]
    if found:
        AwaitedMessage.insert_many(found).execute()


def messages_came(notice_id: int, message_ids: Sequence[str], *, at: int) -> None:
    for one in AwaitedMessage.select().where(AwaitedMessage.notice_id == notice_id):
        if one.place < len(message_ids):
            note_message(message_ids[one.place], one.group_id, one.friend_id, at=at)
    AwaitedMessage.delete().where(AwaitedMessage.notice_id == notice_id).execute()


def friend_of(message_id: str, group_id: int) -> int | None:
    found = FriendMessage.get_or_none(
        FriendMessage.message_id == message_id, FriendMessage.group_id == group_id
    )
    return int(found.friend_id) if found else None

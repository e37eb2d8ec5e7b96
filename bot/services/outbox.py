"""What people say to a friend by hand: frozen with its key, and sent by that once."""

from collections.abc import Mapping
from uuid import uuid4

from bot.domain.text import clean_body
from bot.store import hands, receipts
from bot.store.models import Friend


def say(friend: Friend, text: str, *, at: int) -> int:
    """Gives the notice it goes as."""
    return send(friend, {"type": "text", "text": clean_body(text)}, at=at)


def send(friend: Friend, message: Mapping[str, str], *, at: int) -> int:
    """Whoever answers, goes on taking care."""
    key, topic = str(uuid4()), receipts.BY_HAND
    notice = receipts.add_notice(friend.user_id, [message], key=key, at=at, topic=topic)
    hands.touch(friend, at=at)
    return notice

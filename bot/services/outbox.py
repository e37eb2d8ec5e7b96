"""What people say to a friend by hand: frozen with its key, and sent by that once."""

from uuid import uuid4

from bot.domain.text import clean_body
from bot.store import hands, receipts
from bot.store.models import Friend

BY_HAND = "by_hand"


def say(friend: Friend, text: str, *, at: int) -> int:
    """Gives the notice it goes as. Whoever answers, goes on taking care."""
    message = {"type": "text", "text": clean_body(text)}
    key = str(uuid4())
    notice = receipts.add_notice(friend.user_id, [message], key=key, at=at, topic=BY_HAND)
    hands.touch(friend, at=at)
    return notice

"""Where each owner's conversation stands, kept for the flow engine."""

from datetime import datetime

from admin_flows.ports.chat import Conversation
from bot.clock import epoch
from bot.store import conversations


class OwnerConversations:
    """Fits `admin_flows.ports.Conversations`."""

    def load(self, chat: str) -> Conversation | None:
        body = conversations.load(chat)
        if body is None:
            return None
        at = datetime.fromisoformat(body["updated_at"])
        return Conversation(chat, body["screen"], body["state"], body["token"], at)

    def save(self, conversation: Conversation) -> None:
        body = {
            "screen": conversation.screen,
            "state": dict(conversation.state),
            "token": conversation.token,
            "updated_at": conversation.updated_at.isoformat(),
        }
        conversations.save(conversation.chat, body, at=epoch(conversation.updated_at))

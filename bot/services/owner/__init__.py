"""What the owners' conversations read and have done, over the database."""

from bot.services.owner.conversations import OwnerConversations
from bot.services.owner.executor import OwnerExecutor
from bot.services.owner.reads import OwnerReads

__all__ = ["OwnerConversations", "OwnerExecutor", "OwnerReads"]

"""Where each chat's conversation stands."""

import json
from typing import Any

from bot.store.models import Conversation


def load(chat: str) -> dict[str, Any] | None:
    row = Conversation.get_or_none(Conversation.chat == chat)
    return json.loads(row.body) if row else None


def forget(chat: str) -> None:
    Conversation.delete().where(Conversation.chat == chat).execute()


def save(chat: str, body: dict[str, Any], *, at: int) -> None:
    Conversation.insert(
        chat=chat, body=json.dumps(body, ensure_ascii=False), updated_at=at
    ).on_conflict(
        conflict_target=[Conversation.chat],
        preserve=[Conversation.body, Conversation.updated_at],
    ).execute()

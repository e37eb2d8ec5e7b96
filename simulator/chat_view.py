"""A chat as its people see it: messages in order, and the quick replies still showing."""

from collections.abc import Iterator
from typing import Any

from simulator import ids
from simulator.web import Json
from simulator.world import BOT, World


def items(world: World, chat: str, after: int = 0) -> Iterator[Json]:
    """Each message with its seq, oldest first."""
    for posting in world.chats.get(chat, ()):
        if posting.seq + len(posting.messages) <= after:
            continue
        for place, message in enumerate(posting.messages):
            seq = posting.seq + place
            if seq > after:
                yield {
                    "seq": seq,
                    "id": message.get("id") or ids.message_id(seq),
                    "at": posting.at,
                    "from": posting.author,
                    "via": posting.via,
                    "message": message,
                    "sender": message.get("sender"),
                }


def newest(world: World, chat: str, limit: int) -> list[Json]:
    """The last `limit` messages, oldest first."""
    needed, first = 0, 0
    for posting in reversed(world.chats.get(chat, ())):
        needed += len(posting.messages)
        first = posting.seq
        if needed >= limit:
            break
    return list(items(world, chat, first - 1))[-limit:]


def page(world: World, chat: str, after: int | None, limit: int) -> Json:
    found = newest(world, chat, limit) if after is None else list(items(world, chat, after))
    return {"messages": found[:limit], "quick_reply": quick_reply_items(world, chat)}


def quick_reply_items(world: World, chat: str) -> list[Any]:
    """LINE shows them under the newest message only, until one is tapped."""
    log = world.chats.get(chat)
    if not log or log[-1].author != BOT:
        return []
    posting = log[-1]
    seq = posting.seq + len(posting.messages) - 1
    if world.quick_reply_used.get(chat) == seq:
        return []
    found: list[Any] = posting.messages[-1].get("quickReply", {}).get("items", [])
    return found


def use_quick_reply(world: World, chat: str) -> None:
    log = world.chats.get(chat)
    if log:
        world.quick_reply_used[chat] = log[-1].seq + len(log[-1].messages) - 1

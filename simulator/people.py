"""What people do: add, block, write, send pictures, tap; each tells the bot as LINE would."""

from collections.abc import Sequence
from typing import Any

from simulator import chat_view, ids
from simulator.errors import Refusal
from simulator.platform import Platform
from simulator.web import Json
from simulator.world import BOT, Group, Posting, User

QUOTABLE = frozenset({"text", "sticker", "image", "video"})


class People:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._world = platform.world

    # -- friendship -------------------------------------------------------------------

    def follow(self, user: User) -> None:
        _may_act(user)
        if not user.friend:
            user.friend = True
            self._tell("follow", user.id, user.id, follow={"isUnblocked": False})
            self._note("user", user.id)

    def block(self, user: User) -> None:
        if not user.blocked:
            user.blocked = True
            if user.friend:
                self._tell("unfollow", user.id, user.id)
            self._note("user", user.id)

    def unblock(self, user: User) -> None:
        if user.blocked:
            user.blocked, user.friend = False, True
            self._tell("follow", user.id, user.id, follow={"isUnblocked": True})
            self._note("user", user.id)

    def delete_account(self, user: User) -> None:
        user.deleted = True
        self._note("user", user.id)

    # -- groups -----------------------------------------------------------------------

    def invite_bot(self, group: Group) -> None:
        if not group.bot_inside:
            group.bot_inside = True
            self._tell("join", group.id, None)
            self._note("group", group.id)

    def kick_bot(self, group: Group) -> None:
        if group.bot_inside:
            self._tell("leave", group.id, None)
            group.bot_inside = False
            self._note("group", group.id)

    def change_members(self, group: Group, add: Sequence[str], remove: Sequence[str]) -> None:
        came = [self._world.user(user).id for user in add if user not in group.members]
        left = [user for user in remove if user in group.members]
        group.members = [user for user in group.members if user not in left] + came
        if came:
            self._tell("memberJoined", group.id, None, joined={"members": _sources(came)})
        if left:
            self._tell("memberLeft", group.id, None, left={"members": _sources(left)})
        self._note("group", group.id)

    # -- messages ---------------------------------------------------------------------

    def who(self, chat: str, user: str | None) -> str:
        """The person who acts in this chat, when the request leaves it open."""
        if chat in self._world.users:
            if user not in (None, chat):
                raise Refusal(400, f"{user} is not the person of this chat.")
            return chat
        members = self._world.group(chat).members
        if user is None and members:
            return members[0]
        if user not in members:
            raise Refusal(400, f"{user} is not a member of this group.")
        return str(user)

    def say(self, chat: str, user: str, quote: str | None = None, **content: Any) -> Posting:
        """Puts a message into the chat and tells the bot."""
        self._may_write(chat)
        seq = self._world.last_seq + 1
        message: Json = {"id": ids.message_id(seq), **content}
        if quote:
            message["quotedMessageId"] = quote
        posting = self._post(chat, user, message)
        if chat in self._world.users:
            self._world.users[chat].wrote_at = self._platform.clock.now_ms()
        told = {name: value for name, value in message.items() if name != "url"}
        if message["type"] in QUOTABLE:
            told["quoteToken"] = ids.quote_token(message["id"])
        told["markAsReadToken"] = f"mark-{message['id']}"
        self._tell("message", chat, user, message=told)
        return posting

    def send_media(
        self, chat: str, user: str, kind: str, content_type: str, data: bytes, *, name: str = "file"
    ) -> Posting:
        self._may_write(chat)
        message = ids.message_id(self._world.last_seq + 1)
        self._platform.content.save(message, content_type, data)
        content: Json = {"type": kind, "contentProvider": {"type": "line"}}
        if kind in ("video", "audio"):
            content["duration"] = 10_000
        if kind == "file":
            content = {"type": kind, "fileName": name, "fileSize": len(data)}
        return self.say(chat, user, **content, url=f"/sim/content/{message}")

    def postback(
        self,
        chat: str,
        user: str,
        data: str,
        params: Json | None = None,
        display_text: str | None = None,
    ) -> None:
        self._may_write(chat)
        if display_text:
            self._post(chat, user, {"type": "text", "text": display_text})
        payload: Json = {"data": data} if params is None else {"data": data, "params": params}
        self._tell("postback", chat, user, postback=payload)
        self._note("message", chat)

    def unsend(self, chat: str, user: str, message_id: str) -> None:
        for posting in self._world.chats.get(chat, ()):
            if posting.author == user and posting.messages[0].get("id") == message_id:
                posting.messages = [{"id": message_id, "type": "unsent"}]
                self._platform.content.withdraw(message_id)
                self._tell("unsend", chat, user, unsend={"messageId": message_id})
                self._note("message", chat)
                return
        raise Refusal(404, f"{user} has no message {message_id} in this chat.")

    def watch(self, chat: str, user: str, message_id: str) -> None:
        """Plays a film of the bot to its end; the bot hears of it when it gave a trackingId."""
        for item in chat_view.items(self._world, chat):
            tracking = item["message"].get("trackingId")
            if item["id"] == message_id and item["from"] == BOT and tracking:
                played = {"trackingId": tracking}
                self._tell("videoPlayComplete", chat, user, videoPlayComplete=played)
                return
        raise Refusal(404, f"No film with a trackingId has the id {message_id} in this chat.")

    def use_quick_reply(self, chat: str) -> None:
        chat_view.use_quick_reply(self._world, chat)

    # -- inside -----------------------------------------------------------------------

    def _may_write(self, chat: str) -> None:
        user = self._world.users.get(chat)
        if user is not None:
            _may_act(user)

    def _post(self, chat: str, user: str, message: Json) -> Posting:
        posting = self._world.post([chat], user, "user", [message], self._platform.clock.now_ms())
        self._note("message", chat)
        return posting

    def _tell(self, kind: str, chat: str, user: str | None, **payload: Any) -> None:
        if chat in self._world.groups:
            if not self._world.groups[chat].bot_inside:
                return
        else:
            self._world.users[chat].bot_known = True
        event = self._platform.events.make(kind, chat, user, **payload)
        self._platform.webhooks.send(chat, event)

    def _note(self, kind: str, chat: str) -> None:
        self._platform.changes.note(kind, chat)


def _may_act(user: User) -> None:
    if user.deleted:
        raise Refusal(409, f"{user.name} has no LINE account any more.")
    if user.blocked:
        raise Refusal(409, f"{user.name} has blocked the account; unblock it first.")


def _sources(users: Sequence[str]) -> list[Json]:
    return [{"type": "user", "userId": user} for user in users]

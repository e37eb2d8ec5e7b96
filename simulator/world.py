"""The people, their groups and what was said in each chat."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from simulator import ids
from simulator.errors import Refusal
from simulator.web import Json

BOT = "bot"
WRITERS_REACHABLE_MS = 7 * 24 * 3600 * 1000


@dataclass(slots=True)
class User:
    id: str
    name: str
    language: str | None = None
    picture: str | None = None
    friend: bool = False
    blocked: bool = False
    bot_known: bool = False  # the bot has had an event with this id
    foreign: bool = False  # an id of another provider
    deleted: bool = False  # the person closed their LINE account; the bot is not told
    wrote_at: int | None = None  # when this person last wrote to the bot alone, ms

    def hears_multicast(self) -> bool:
        return self.friend and not (self.blocked or self.deleted)

    def hears_push(self, now_ms: int) -> bool:
        if self.blocked or self.deleted:
            return False
        wrote = self.wrote_at is not None and now_ms - self.wrote_at <= WRITERS_REACHABLE_MS
        return self.friend or wrote


@dataclass(slots=True)
class Group:
    id: str
    name: str
    members: list[str]
    bot_inside: bool = False


@dataclass(slots=True)
class Posting:
    """Messages put into one or many chats at once; their seqs count up from `seq`."""

    seq: int
    at: int
    author: str  # BOT or a user id
    via: str
    messages: Sequence[Json]
    chats: Sequence[str]


@dataclass
class World:
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    postings: list[Posting] = field(default_factory=list)
    chats: dict[str, list[Posting]] = field(default_factory=dict)
    quick_reply_used: dict[str, int] = field(default_factory=dict)  # chat -> seq of its message
    last_seq: int = 0

    def user(self, user_id: str) -> User:
        found = self.users.get(user_id)
        if found is None:
            raise Refusal(404, f"There is no user {user_id}.")
        return found

    def group(self, group_id: str) -> Group:
        found = self.groups.get(group_id)
        if found is None:
            raise Refusal(404, f"There is no group {group_id}.")
        return found

    def add_user(self, user: User) -> User:
        if not ids.USER_ID.fullmatch(user.id):
            raise Refusal(400, f"A user id is U and 32 hex digits, not {user.id}.")
        if user.id in self.users:
            raise Refusal(409, f"There is a user {user.id} already.")
        self.users[user.id] = user
        return user

    def post(
        self, chats: Sequence[str], author: str, via: str, messages: Sequence[Json], at: int
    ) -> Posting:
        posting = Posting(self.last_seq + 1, at, author, via, messages, chats)
        self.last_seq += len(messages)
        self.postings.append(posting)
        self._into_chats(posting)
        return posting

    def _into_chats(self, posting: Posting) -> None:
        for chat in posting.chats:
            log = self.chats.get(chat)
            if log is None:
                self.chats[chat] = [posting]
            else:
                log.append(posting)

    def chat_exists(self, chat: str) -> bool:
        return chat in self.users or chat in self.groups

    def dump(self) -> dict[str, Any]:
        return {
            "users": [asdict(user) for user in self.users.values()],
            "groups": [asdict(group) for group in self.groups.values()],
            "postings": [
                [p.seq, p.at, p.author, p.via, p.messages, p.chats] for p in self.postings
            ],
            "quick_reply_used": self.quick_reply_used,
            "last_seq": self.last_seq,
        }

    def load(self, saved: dict[str, Any]) -> None:
        self.users = {user["id"]: User(**user) for user in saved["users"]}
        self.groups = {group["id"]: Group(**group) for group in saved["groups"]}
        self.postings = [Posting(*fields) for fields in saved["postings"]]
        self.quick_reply_used = saved["quick_reply_used"]
        self.last_seq = saved["last_seq"]
        self.chats = {}
        for posting in self.postings:
            self._into_chats(posting)

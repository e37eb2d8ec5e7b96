"""Who has a role in the bot: codes that give one, claims, and people's own languages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from admin_flows.ports.chat import Actor, Role
from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.codes import as_code, code_hash, new_code
from bot.services.menus import MenuService
from bot.services.owner.membership import as_role
from bot.store import codes, conversations, friends, people
from bot.store.db import atomic
from flex_templates.catalogs import closest
from flex_templates.views.owner import ClaimAlready, ClaimBlocked, ClaimDone, ClaimWrong
from flex_templates.views.parts import View

CODE_LASTS = timedelta(hours=1)
TRIES = 5
REFUSED_MINUTES = 30
# All wrong codes together: many accounts guessing side by side are slowed down as one.
EVERYBODY = "*"
TRIES_OF_EVERYBODY = 100
REFUSED_MINUTES_OF_EVERYBODY = 10
FORGET_SECONDS = 3600
DEFAULT_LOCALE = "ja"

_RANK: dict[Role, int] = {"viewer": 0, "editor": 1, "owner": 2}


def nobody_told(_: Actor) -> None:
    pass


@dataclass(frozen=True)
class MemberService:
    clock: Clock
    account: Callable[[], Account]
    menus: MenuService
    joined: Callable[[Actor], None] = nobody_told
    """Of somebody new, in the same transaction."""

    def new_code(self, role: Role = "owner") -> str:
        """For one person, within the hour. Only its hash is kept."""
        code = new_code()
        expires = epoch(self.clock.now() + CODE_LASTS)
        with atomic():
            codes.add(code_hash(code), role, expires_at=expires)
        return code

    def actor(self, user_id: str) -> Actor | None:
        """None for everybody without a role."""
        person = people.member(user_id)
        if person is None:
            return None
        locale = closest(person.lang or DEFAULT_LOCALE)
        return Actor(user_id, person.name, as_role(person.role), locale)

    def claim(self, user_id: str, text: str) -> View | None:
        """Takes a text of a code's shape as one; None for every other text."""
        code = as_code(text)
        if code is None:
            return None
        now = epoch(self.clock.now())
        with atomic():
            minutes = _refused_minutes(user_id, now)
            if minutes:
                return ClaimBlocked(minutes=minutes)
            return self._claimed(user_id, code_hash(code), now) or _wrong(user_id, now)

    def _claimed(self, user_id: str, digest: str, now: int) -> View | None:
        actor, role = self.actor(user_id), codes.valid(digest, now=now)
        if actor and (role is None or _RANK[actor.role] >= _RANK[as_role(role)]):
            return ClaimAlready()
        if role is None or not codes.use(digest, user_id, now=now):
            return None
        return self._welcome(user_id, as_role(role), now)

    def _welcome(self, user_id: str, role: Role, now: int) -> View:
        """Results are the friends': a member's own walks end here."""
        friend = friends.known(user_id)
        people.add_member(user_id, role, name=friend.name, at=now)
        people.end_walks(user_id, now=now)
        codes.forget(user_id)
        conversations.forget(user_id)
        self.menus.want(user_id, "owner", friend.lang or DEFAULT_LOCALE)
        self.joined(Actor(user_id, friend.name, role, friend.lang))
        return ClaimDone(owner=friend.name, shop=self.account().name, role=role)


def _refused_minutes(user_id: str, now: int) -> int:
    until = max(codes.refused_until(user_id), codes.refused_until(EVERYBODY))
    return max(0, -(-(until - now) // 60))


def _wrong(user_id: str, now: int) -> View:
    everybody = codes.count_wrong(EVERYBODY, now=now, forget_after=FORGET_SECONDS)
    if everybody >= TRIES_OF_EVERYBODY:
        codes.refuse(EVERYBODY, until=now + REFUSED_MINUTES_OF_EVERYBODY * 60)
    failures = codes.count_wrong(user_id, now=now, forget_after=FORGET_SECONDS)
    if failures < TRIES:
        return ClaimWrong(tries_left=TRIES - failures)
    codes.refuse(user_id, until=now + REFUSED_MINUTES * 60)
    return ClaimBlocked(minutes=REFUSED_MINUTES)

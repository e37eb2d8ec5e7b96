"""The staff's LINE group: linked by an owner, answered when it is spoken to by its code.

Everything else that is said in a group is none of our business.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Command, Outcome, SetNotices
from bot.clock import Clock, epoch, from_epoch
from bot.domain.account import Account
from bot.domain.forwarded import Forwarded
from bot.domain.notifying import Choice, How
from bot.services.digests import LOST, Showing, plan, share
from bot.services.group_acts import Person, Wish, read_act, read_wish
from bot.services.hands import Hands
from bot.store import entries, friends, groups, hands, people, receipts
from bot.store.db import atomic
from bot.store.models import Friend, StaffGroup
from flex_templates.catalogs import closest
from flex_templates.views import staff as views
from flex_templates.views.parts import View

LATEST = "go:staff.latest"
_FRIEND = re.compile(r"go:staff\.(?P<what>friend|labels|walks):(?P<friend>[0-9]{1,9})")
_PAGE = re.compile(r"go:staff\.digest:(?P<digest>[0-9]{1,18})\.(?P<page>[0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Answered:
    """`digest`: what the group is told with it; if it surely does not come, that waits again.
    `about`: the friend whom its card is about.
    """

    view: View
    digest: int | None = None
    about: int | None = None


@dataclass(frozen=True)
class StaffService:
    clock: Clock
    account: Callable[[], Account]
    hands: Hands
    execute: Callable[[Command, Actor], Outcome]
    locale: str = "ja"

    def locale_of(self, group_id: str) -> str:
        """Whoever linked it chose it; before, the account's."""
        group = groups.find(group_id)
        return group.lang if group and group.lang else self.locale

    # Coming and going

    def joined(self, group_id: str, name: str, members: int | None) -> View:
        group = groups.joined(
            group_id, name=name, members=members or 0, code=_new_code(), at=self._now()
        )
        return views.Join(code=group.code, people=members)

    def members_changed(self, group_id: str, members: int | None) -> None:
        if members is not None:
            groups.set_members(group_id, members, at=self._now())

    def left(self, group_id: str) -> None:
        """Owners are told if it was linked: from now on nobody there gets a notice."""
        group = groups.find(group_id)
        if group is None:
            return
        groups.left(group.id, at=self._now())
        if group.linked_at is not None:
            receipts.add_friend_event(LOST, [0], at=self._now(), name=group.name)

    # Speaking

    def wrote(
        self,
        group_id: str,
        user_id: str | None,
        text: str,
        *,
        quoted: str | None = None,
        name: str = "",
    ) -> Answered | None:
        """Only messages tell who sent them, so linking is one, with the group's own code.
        `quoted`: the message that this one answers; `name`: as LINE tells it, "" where not asked.
        """
        group = groups.find(group_id)
        if group is None or user_id is None:
            return None
        if wish := read_wish(group, text):
            return self._wished(group, user_id, wish)
        if group.linked_at is None:
            return None
        if act := read_act(group, text):
            view = self.hands.act(group, Person(user_id, _known_name(user_id) or name or "–"), act)
            return Answered(view, about=act.friend_id) if view else None
        words = self.hands.wrote(group, user_id, text, quoted)
        return Answered(words) if words else None

    def _wished(self, group: StaffGroup, user_id: str, wish: Wish) -> Answered | None:
        """How a group is told is an owner's to say; others hear whom to ask."""
        if group.linked_at is None and wish != "link":
            return None
        member = people.member(user_id)
        if member is None or member.role != "owner":
            return Answered(views.NotOwner(owner=_owner_name(), links=wish == "link"))
        match wish:
            case "link":
                return self._link(group, member)
            case "change":
                return Answered(self._change(group))
            case how:
                return self._choose(group, member, how)

    def _link(self, group: StaffGroup, member: people.Person) -> Answered:
        if group.linked_at is None:
            lang = closest(member.lang or self.locale)
            groups.link(group.id, by=member.name, lang=lang, at=self._now())
        return Answered(self._linked(group))

    def _choose(self, group: StaffGroup, member: people.Person, how: How) -> Answered:
        """As in the owner's own chat, so that it stands in the list of who did what."""
        choice = replace(entries.choice_of(group.id) or Choice(), how=how)
        actor = Actor(member.user_id, member.name, "owner", member.lang or self.locale)
        self.execute(SetNotices(group.id, choice), actor)
        return Answered(self._linked(group, changed=True))

    def _change(self, group: StaffGroup) -> View:
        choice = entries.choice_of(group.id) or Choice()
        return views.Change(
            code=group.code,
            current=choice.how,
            digest_most=replace(choice, how="digest").most_a_month(group.members),
            people=max(1, group.members),
        )

    def _linked(self, group: StaffGroup, *, changed: bool = False) -> View:
        choice = entries.choice_of(group.id) or Choice()
        return views.Linked(
            shop=self.account().name,
            code=group.code,
            how=choice.how,
            people=group.members or None,
            most=choice.most_a_month(group.members),
            changed=changed,
        )

    def tapped(self, group_id: str, data: str) -> Answered | None:
        """Anybody in a linked group may look, it costs nothing."""
        group = groups.find(group_id)
        if group is None or group.linked_at is None:
            return None
        if data == LATEST:
            return self._latest(group)
        if page := _PAGE.fullmatch(data):
            return self._page(group, int(page["digest"]), int(page["page"]))
        if friend := _FRIEND.fullmatch(data):
            number = int(friend["friend"])
            views_of = {"labels": self.hands.labels, "walks": self.hands.walks}
            view = views_of.get(friend["what"], self.hands.friend)(group, number)
            return Answered(view, about=number) if view else None
        return None

    def _latest(self, group: StaffGroup) -> Answered:
        """All that waits for the group, so that nobody tells it again."""
        now, since = self.clock.now(), self.since(group)
        while share(epoch(now) + 1, self.account().calendar):
            pass
        waiting = [row.id for row in entries.waiting(group.id)]
        if waiting:
            digest = entries.begin_digest(group.id, waiting, since_at=since, at=epoch(now))
            if view := self._shown(digest, 0):
                return Answered(view, digest)
        return Answered(views.NothingNew(since_at=from_epoch(since), now_at=now))

    def _page(self, group: StaffGroup, digest_id: int, page: int) -> Answered | None:
        digest = entries.digest(digest_id)
        view = self._shown(digest_id, page) if digest and digest.group_id == group.id else None
        return Answered(view) if view else None

    def _shown(self, digest_id: int, page: int) -> View | None:
        digest = entries.digest(digest_id)
        showing = self.showing("")
        return showing.digest(digest, page) if digest else None

    def not_shown(self, digest_id: int) -> None:
        """Its answer surely never came: it is told another time."""
        with atomic():
            group_id = entries.put_back(digest_id)
            for group, choice in entries.linked([group_id] if group_id is not None else []):
                plan(group.id, choice, entries.waiting(group.id), self.account().calendar)

    def shown(self, to: str, friend_id: int, message_ids: Sequence[str]) -> None:
        """A card about a friend is in the group: an answer to it is for them."""
        group = groups.find(to)
        if group and message_ids:
            hands.note_message(message_ids[0], group.id, friend_id, at=self._now())

    # By hand

    def in_hands(self, friend: Friend, text: str) -> Friend | None:
        """The friend as they are now, if people answer them, also because of these words."""
        if friend.manual_at is not None:
            return friend
        return people.find(friend.id) if self.hands.hands_over(friend, text) else None

    def heard(
        self, friend: Friend, text: str, token: str | None, sent: Forwarded | None = None
    ) -> None:
        """Who is in people's hands wrote; `token`: what answers it, if nothing else does."""
        self.hands.heard(friend, text, token, sent)

    def ask_whether_it_goes_on(self) -> None:
        self.hands.ask_whether_it_goes_on()

    def undelivered(self, notice_id: int) -> None:
        """Whoever wrote to a friend hears that it did not come."""
        reply = hands.reply_of(notice_id)
        friend = people.find(reply.friend_id) if reply else None
        if reply and friend:
            word = receipts.Word(friend.id, friend.name, said=reply.text)
            receipts.add_words("undelivered", [word], at=self._now())

    def showing(self, code: str) -> Showing:
        return Showing(self.clock, self.account().name, code, self.hands.media_url)

    def since(self, group: StaffGroup) -> int:
        """Until when it was told everything."""
        latest = entries.latest(group.id)
        return max(latest.at if latest else 0, group.linked_at or 0)

    def _now(self) -> int:
        return epoch(self.clock.now())


def _new_code() -> str:
    return f"{secrets.randbelow(9000) + 1000}"


def _known_name(user_id: str) -> str:
    member = people.member(user_id)
    known = friends.find_all([user_id]).get(user_id)
    return (member.name if member else "") or (known.name if known else "")


def _owner_name() -> str | None:
    """Whom others may ask; the first there is."""
    owners = (person.name for person in people.members() if person.role == "owner")
    return next(filter(None, owners), None)

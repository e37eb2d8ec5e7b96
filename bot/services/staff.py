"""The staff's LINE group: linked by an owner, answered when it is spoken to by its code.

Everything else that is said in a group is none of our business.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.clock import Clock, epoch, from_epoch
from bot.domain.account import Account
from bot.domain.starts import folded
from bot.services import latest
from bot.store import groups, people, receipts
from bot.store.models import StaffGroup
from flex_templates.catalogs import LOCALES, closest
from flex_templates.views import staff as views
from flex_templates.views.parts import View
from flex_templates.words import Words

LATEST = "go:staff.latest"
LOST = "group_left"


@dataclass(frozen=True)
class StaffService:
    clock: Clock
    account: Callable[[], Account]
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
            groups.set_members(group_id, members)

    def left(self, group_id: str) -> None:
        """Owners are told if it was linked: from now on nobody there gets a notice."""
        group = groups.find(group_id)
        if group is None:
            return
        groups.left(group.id, at=self._now())
        if group.linked_at is not None:
            receipts.add_friend_event(LOST, [0], at=self._now(), name=group.name)

    # Speaking

    def wrote(self, group_id: str, user_id: str | None, text: str) -> View | None:
        """Only messages tell who sent them, so linking is one, with the group's own code."""
        group = groups.find(group_id)
        if group is None or user_id is None or folded(text) not in _linking(group.code):
            return None
        member = people.member(user_id)
        if member is None or member.role != "owner":
            return views.NotOwner(owner=_owner_name())
        if group.linked_at is None:
            lang = closest(member.lang or self.locale)
            groups.link(group.id, by=member.name, lang=lang, at=self._now())
        return views.Linked(shop=self.account().name, people=group.members or None)

    def tapped(self, group_id: str, data: str) -> View | None:
        """Anybody in a linked group may look, it costs nothing."""
        group = groups.find(group_id)
        if group is None or group.linked_at is None or data != LATEST:
            return None
        return self._latest(group)

    def _latest(self, group: StaffGroup) -> View:
        since = max(groups.told_at(group.group_id) or 0, group.linked_at or 0)
        now = self.clock.now()
        linked_at = group.linked_at or 0
        untold = [row for row in receipts.untaken(epoch(now) + 1) if row.at >= linked_at]
        return latest.view(
            untold, shop=self.account().name, since_at=from_epoch(since), now_at=now
        ) or views.NothingNew(since_at=from_epoch(since), now_at=now)

    def _now(self) -> int:
        return epoch(self.clock.now())


def _new_code() -> str:
    return f"{secrets.randbelow(9000) + 1000}"


def _linking(code: str) -> frozenset[str]:
    """What the button "Link here" makes people say, in every language."""
    words = (Words(locale, ZoneInfo("UTC")) for locale in LOCALES)
    return frozenset(folded(word.say("Link here {code}", code=code)) for word in words)


def _owner_name() -> str | None:
    """Whom others may ask; the first there is."""
    owners = (person.name for person in people.members() if person.role == "owner")
    return next(filter(None, owners), None)

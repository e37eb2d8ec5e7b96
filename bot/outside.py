"""What an event does not tell and LINE has to be asked, before any transaction is open.

`needs` reads our own database, `ask` only talks to LINE (so that hundreds are asked side by side),
`keep` stores what came back.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from admin_flows.ports.chat import Sent
from bot import events
from bot.clock import Clock, epoch
from bot.line.gateway import Content, ContentTooLarge, Crowd, LineError, People, Profile
from bot.services.group_acts import may_be_act
from bot.services.media import MediaService
from bot.services.members import MemberService
from bot.store import friends
from bot.store.models import Friend

PROFILE_DAYS = 7
MEDIA_BYTES = 200 * 1024 * 1024

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Needs:
    """Ids to ask LINE about; None where there is nothing to ask."""

    profile: str | None = None
    group: str | None = None
    content: str | None = None
    member: tuple[str, str] | None = None
    """A group and one of its people."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What LINE told; None where it was not asked or did not say. `media` is set by `keep`."""

    profile: Profile | None = None
    nameless: bool = False
    """LINE was asked for the profile, and would not say just now."""
    group_name: str = ""
    group_people: int | None = None
    member_name: str = ""
    content: Content | None = None
    too_large: bool = False
    size: int = 0
    """Of what is too large, where LINE says it."""
    media: Sent | None = None


@dataclass(frozen=True)
class Inquirer:
    line: People
    crowd: Crowd
    clock: Clock
    members: MemberService
    media: MediaService

    def needs(self, arrived: Sequence[events.Event]) -> list[Needs]:
        known = friends.find_all([event.user_id or "" for event in arrived])
        return [self._needs(event, known.get(event.user_id or "")) for event in arrived]

    def _needs(self, event: events.Event, friend: Friend | None) -> Needs:
        if not event.is_ours or event.chat is None:
            return Needs()
        if event.chat.kind == "group":
            counts = isinstance(
                event, events.JoinedGroup | events.MembersJoined | events.MembersLeft
            )
            return Needs(group=event.chat.id) if counts else self._who(event, friend)
        if not is_own_chat(event) or isinstance(event, events.Unfollowed):
            return Needs()
        profile = None if self._is_fresh(friend) else event.user_id
        return Needs(profile=profile, content=self._content(event, friend))

    def _who(self, event: events.Event, known: Friend | None) -> Needs:
        """Who acts in a staff group is named to the others there."""
        acts = isinstance(event, events.Wrote) and may_be_act(event.text)
        if not acts or known or event.chat is None or event.user_id is None:
            return Needs()
        return Needs(member=(event.chat.id, event.user_id))

    def _is_fresh(self, friend: Friend | None) -> bool:
        fresh_after = epoch(self.clock.now() - timedelta(days=PROFILE_DAYS))
        return friend is not None and (friend.profile_at or 0) > fresh_after

    def _content(self, event: events.Event, friend: Friend | None) -> str | None:
        """Only what an owner sends is kept, and what friends send whom people answer."""
        if not isinstance(event, events.SentMedia) or event.external:
            return None
        theirs = friend is not None and friend.manual_at is not None
        return event.message_id if theirs or self.members.actor(event.user_id or "") else None

    async def ask(self, needs: Sequence[Needs]) -> list[Outside | BaseException]:
        """Side by side. In the place of what could not be asked stands what was raised."""
        return await asyncio.gather(*map(self._ask, needs), return_exceptions=True)

    async def _ask(self, needs: Needs) -> Outside:
        told = Outside()
        if needs.group or needs.content or needs.member:
            try:
                told = await asyncio.to_thread(self._ask_more, needs)
            except LineError as error:
                _log_not_asked(error)
        if needs.profile:
            try:
                return replace(told, profile=await self.crowd.profile(needs.profile))
            except LineError as error:
                # A name can wait, see ``services.names``; the act cannot.
                _log_not_asked(error)
                return replace(told, nameless=True)
        return told

    def _ask_more(self, needs: Needs) -> Outside:
        if needs.group:
            name = self.line.group_summary(needs.group).name
            people = self.line.group_member_count(needs.group)
            return Outside(group_name=name, group_people=people)
        if needs.member:
            return Outside(member_name=self.line.member_name(*needs.member))
        return self._with_content(Outside(), needs.content or "")

    def _with_content(self, told: Outside, message_id: str) -> Outside:
        try:
            return replace(told, content=self.line.content(message_id, MEDIA_BYTES))
        except ContentTooLarge as error:
            return replace(told, too_large=True, size=error.size)

    def keep(self, event: events.Event, told: Outside) -> Outside:
        """Stores a picture that was asked for; what cannot be kept says why."""
        if not isinstance(event, events.SentMedia):
            return told
        asked = told.content is not None or told.too_large
        body = told.content.body if told.content else None
        if not self.members.actor(event.user_id or ""):
            kept = self.media.keep_of_friend(event.kind, body, event.message_id) if asked else None
            return replace(told, media=kept)
        last = event.image_set is None or event.image_set.index == event.image_set.total
        sent = self.media.keep(event.kind, body, too_large=told.too_large, size=told.size)
        return replace(told, media=replace(sent, last_of_set=last))


def _log_not_asked(error: LineError) -> None:
    log.warning("line_not_asked", error=type(error.outcome).__name__)


def is_own_chat(event: events.Event) -> bool:
    """One person's chat with the account, and we know whose."""
    return event.chat is not None and event.chat.kind == "user" and bool(event.user_id)

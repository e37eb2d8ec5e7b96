"""From an event to who takes care of it: the owner's conversation, the friend's or the staff's.

`act` runs inside the one transaction that also marks the event as done, so it never calls LINE:
what had to be asked there comes in as `Outside`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from admin_flows.engine.common import Nothing
from admin_flows.engine.names import HOME
from admin_flows.engine.runner import Runner
from admin_flows.engine.state import State
from admin_flows.engine.words import command_word
from admin_flows.flows import claim, trying_self
from admin_flows.ports.chat import Actor, Input, Other, Typed
from admin_flows.ports.chat import Tapped as TappedInput
from bot import events
from bot.clock import Clock, epoch
from bot.domain.codes import as_code
from bot.domain.content import with_emojis
from bot.domain.entry import is_resume, is_stop
from bot.domain.forwarded import Forwarded
from bot.domain.limits import PLACE_UNITS
from bot.domain.text import clip
from bot.outside import Outside, is_own_chat
from bot.services.asking import AskService
from bot.services.coupons import CouponService
from bot.services.friends import Came, FriendService, Reaction
from bot.services.members import MemberService
from bot.services.menus import Kind, MenuService, friends_kind
from bot.services.names import learn
from bot.services.pressing import PressService
from bot.services.staff import Answered, StaffService
from bot.services.taps import TapService
from bot.store import friends
from bot.store.models import Friend
from flex_templates.views.owner import ClaimAlready, ClaimDone
from flex_templates.views.parts import View

Messages = list[dict[str, Any]]
Render = Callable[[View, str], Messages]

# The token is of no account: a friend's own stop and resume do no harm when repeated.
_FRIEND_ACT = re.compile(
    r"do:friend\.[a-z-]+:[\w-]*:(?P<act>stop|resume|stop-one|resume-one)(:(?P<scenario>\d{1,9}))?"
)


_COUPON_ACT = re.compile(
    r"do:friend\.menu:[\w-]*:"
    r"(coupon:(?P<coupon>[0-9]{1,9})|claim:(?P<shown>[0-9]{1,9})"
    r"|use:(?P<claim>[0-9]{1,9})\.(?P<used>[0-9]{1,4}))"
)
_WALLET = re.compile(r"go:friend\.coupons(:(?P<first>[0-9]{1,5}))?")
LEAVE = "do:friend.menu:-:leave"
"""From a friend's view back to the owners' own."""
END_TEST = "do:try.self:-:end"
"""Under each message of a scenario that somebody tries: the card's token is not known there."""


@dataclass(frozen=True, slots=True)
class Said:
    """What to answer; `acted`: the person did something, so it must reach them. `first_step`: the
    enrollment whose first step may go as the reply instead. `digest`: what a group is told with it,
    `about` the friend whom its card is about.
    """

    messages: Messages
    acted: bool = False
    first_step: int | None = None
    digest: int | None = None
    about: int | None = None


@dataclass(frozen=True)
class Dispatcher:
    clock: Clock
    friends: FriendService
    members: MemberService
    staff: StaffService
    menus: MenuService
    taps: TapService
    asking: AskService
    coupons: CouponService
    presses: PressService
    runner: Runner
    render: Render
    locale_of: Callable[[str], str]

    def act(self, event: events.Event, outside: Outside) -> Said | None:
        if not event.is_ours or event.chat is None:
            return None
        if event.chat.kind != "user":
            return self._in_group(event, outside)
        if not is_own_chat(event):
            return None
        return self._one_to_one(event, outside)

    def follow(self, arrived: Sequence[tuple[events.Followed, Outside]]) -> list[Said | None]:
        """Of different people, in chats of our own: what each is answered."""
        known = self._known(arrived)
        came = [
            Came(known[event.user_id or ""], event.unblocked, _ms(event)) for event, _ in arrived
        ]
        reactions = self.friends.followed(came)
        self.menus.greet({one.friend.user_id: self._menu_of(one.friend) for one in came})
        render = cache(self.render)  # nearly all of them are told the same
        return [
            self._react(one.friend, reaction, render)
            for one, reaction in zip(came, reactions, strict=True)
        ]

    def _menu_of(self, friend: Friend) -> tuple[Kind, str]:
        return friends_kind(friend), self._locale(friend)

    def _known(self, arrived: Sequence[tuple[events.Event, Outside]]) -> dict[str, Friend]:
        """By user id, with what LINE just told of them."""
        user_ids = [event.user_id or "" for event, _ in arrived]
        known = friends.all_known(user_ids)
        if nameless := [event.user_id or "" for event, outside in arrived if outside.nameless]:
            friends.ask_later(nameless)
        told = [outside.profile for _, outside in arrived if outside.profile]
        if not told:
            return known
        learn(told, at=epoch(self.clock.now()))
        return friends.find_all(user_ids)

    def _one_to_one(self, event: events.Event, outside: Outside) -> Said | None:
        if isinstance(event, events.Followed):
            return self.follow([(event, outside)])[0]
        friend = self._known([(event, outside)])[event.user_id or ""]
        match event:
            case events.Unfollowed():
                self.friends.unfollowed(friend, at_ms=_ms(event))
                return None
            case events.LinkOpened(link_id=link, enrollment_id=walk, system=system):
                self.taps.tapped(friend, link, walk, system)
                return None
            case events.CameByRoute(route_id=route, added=added):
                self.friends.came_by(friend, route, added=added)
                return None
            case events.VideoWatched(tracking_id=tracking):
                self.taps.watched(friend, tracking)
                return None
        friends.seen(friend.id, epoch(self.clock.now()))
        if isinstance(event, events.Wrote) and as_code(event.text):
            return self._claim(friend, event.text)
        return self._as_friend(friend, event, outside) or self._as_member(friend, event, outside)

    def _as_friend(self, friend: Friend, event: events.Event, outside: Outside) -> Said | None:
        """Their own stop and what comes to them: anyone's right, also an owner's."""
        match event:
            case events.Tapped(data=data, params=params):
                view = self._friend_tap(friend, data) or self.presses.pressed(friend, data)
                return self._to_friend(friend, view) or self._answered(friend, data, params)
            case events.Wrote(text=text) if not self.members.actor(friend.user_id):
                words = self._friend_words(friend, text, event.reply_token)
                return self._react(friend, words)
        sent = _forwarded(event, outside)
        if sent and friend.manual_at is not None and not self.members.actor(friend.user_id):
            return self._react(friend, self._to_people(friend, "", event.reply_token, sent))
        return None

    def _friend_tap(self, friend: Friend, data: str) -> View | None:
        if coupon := self._coupon_tap(friend, data):
            return coupon
        match read_friend_tap(data):
            case ("stop", _):
                view = self.friends.stop(friend)
                self.menus.want(friend.user_id, "friend-stopped", self._locale(friend))
            case ("resume", _):
                view = self.friends.resume(friend)
                self.menus.want(friend.user_id, "friend", self._locale(friend))
            case ("what", _):
                view = self.friends.what(friend)
            case ("stop-one", int(scenario_id)):
                view = self.friends.stop_one(friend, scenario_id)
            case ("resume-one", int(scenario_id)):
                view = self.friends.resume_one(friend, scenario_id)
            case _:
                return None
        return view

    def _coupon_tap(self, friend: Friend, data: str) -> View | None:
        if wallet := _WALLET.fullmatch(data):
            return self.coupons.wallet(friend, int(wallet["first"] or 0))
        coupon = _COUPON_ACT.fullmatch(data)
        if coupon is None:
            return None
        if coupon["claim"]:
            return self.coupons.use(friend, int(coupon["claim"]), int(coupon["used"]))
        if coupon["shown"]:
            return self.coupons.show_claim(friend, int(coupon["shown"]))
        return self.coupons.show(friend, int(coupon["coupon"]))

    def _friend_words(self, friend: Friend, text: str, token: str | None) -> Reaction:
        if is_stop(text):
            return Reaction(self._friend_tap(friend, "do:friend.menu:-:stop"))
        if is_resume(text) and friend.stopped_at is not None:
            return Reaction(self._friend_tap(friend, "do:friend.menu:-:resume"))
        reaction = self.friends.wrote(friend, text)
        answered = None if reaction.began else self.asking.wrote(friend, text)
        if answered is not None:
            return Reaction(next(iter(answered), None))
        in_hands = self._in_hands(friend, text, token)
        if in_hands and not reaction.began:
            return in_hands
        if not reaction.began:
            self.friends.replied(friend, text)
        return reaction

    def _in_hands(self, friend: Friend, text: str, token: str | None) -> Reaction | None:
        """Of whom people answer themselves, or who asks for them by the owners' words."""
        taken = self.staff.in_hands(friend, text)
        return None if taken is None else self._to_people(taken, text, token)

    def _to_people(
        self, friend: Friend, text: str, token: str | None, sent: Forwarded | None = None
    ) -> Reaction:
        said = self.friends.in_hands(friend)
        self.staff.heard(friend, text, None if said else token, sent)
        return Reaction(said)

    def _answered(self, friend: Friend, data: str, params: Mapping[str, str]) -> Said | None:
        views = self.asking.tapped(friend, data, params)
        if views is None:
            return None
        messages = [each for view in views for each in self.render(view, self._locale(friend))]
        return Said(messages, acted=True)

    def _react(
        self, friend: Friend, reaction: Reaction, render: Render | None = None
    ) -> Said | None:
        said = self._to_friend(friend, reaction.view, render)
        if reaction.first_step is None:
            return said
        return Said(said.messages if said else [], acted=True, first_step=reaction.first_step)

    def _to_friend(
        self, friend: Friend, view: View | None, render: Render | None = None
    ) -> Said | None:
        if view is None:
            return None
        return Said((render or self.render)(view, self._locale(friend)), acted=True)

    def _as_member(self, friend: Friend, event: events.Event, outside: Outside) -> Said | None:
        actor = self.members.actor(friend.user_id)
        given = _input(event, outside)
        if actor is None or given is None:
            return None
        if isinstance(given, TappedInput) and given.data == LEAVE:
            self.menus.want(friend.user_id, "owner", self._locale(friend))
            return self._opened(actor, HOME, Nothing())
        if isinstance(given, TappedInput) and given.data == END_TEST:
            return self._opened(actor, *trying_self.ended(self.runner.execute, actor))
        if isinstance(given, Typed) and command_word(given.text) is None:
            tried = self.asking.wrote_in_test(friend, given.text)
            if tried is not None:
                return self._to_friend(friend, next(iter(tried), None))
        answer = self.runner.handle(friend.user_id, actor, given)
        return Said(answer.messages, acted=answer.acted) if answer.messages else None

    def _in_group(self, event: events.Event, outside: Outside) -> Said | None:
        if event.chat is None or event.chat.kind != "group":
            return None
        answered = self._group_view(event, event.chat.id, outside)
        if answered is None:
            return None
        messages = self.render(answered.view, self.staff.locale_of(event.chat.id))
        return Said(messages, digest=answered.digest, about=answered.about)

    def _group_view(self, event: events.Event, group: str, outside: Outside) -> Answered | None:
        match event:
            case events.JoinedGroup():
                return Answered(self.staff.joined(group, outside.group_name, outside.group_people))
            case events.LeftGroup():
                self.staff.left(group)
            case events.MembersJoined() | events.MembersLeft():
                self.staff.members_changed(group, outside.group_people)
            case events.Wrote(text=text, user_id=user_id, quoted_id=quoted):
                name = outside.member_name
                return self.staff.wrote(group, user_id, text, quoted=quoted, name=name)
            case events.Tapped(data=data):
                return self.staff.tapped(group, data)
        return None

    def _claim(self, friend: Friend, text: str) -> Said:
        view = self.members.claim(friend.user_id, text)
        actor = self.members.actor(friend.user_id)
        if actor and isinstance(view, ClaimDone):
            return self._opened(actor, claim.DONE, claim.Claimed(view.friends))
        if actor and isinstance(view, ClaimAlready):
            return self._opened(actor, claim.ALREADY, Nothing())
        return Said(self.render(view, self._locale(friend)) if view else [], acted=True)

    def _opened(self, actor: Actor, screen: str, state: State) -> Said:
        return Said(self.runner.open(actor.user_id, actor, screen, state).messages, acted=True)

    def _locale(self, friend: Friend) -> str:
        return self.locale_of(friend.lang)


def _ms(event: events.Event) -> int:
    return int(event.at.timestamp() * 1000)


def read_friend_tap(data: str) -> tuple[str, int | None] | None:
    """A friend's own act and the scenario it names. None for everything else: outside input."""
    if data == "go:friend.what":
        return "what", None
    found = _FRIEND_ACT.fullmatch(data)
    if found is None:
        return None
    act, scenario = found["act"], found["scenario"]
    return act, int(scenario) if scenario else None


def _place(sent: events.SentLocation) -> dict[str, Any]:
    """LINE wants a title and an address; a dropped pin may have neither."""
    title, address = (clip(text or "", PLACE_UNITS // 2) for text in (sent.title, sent.address))
    pin = f"{sent.latitude:.6f}, {sent.longitude:.6f}"
    place = {"title": title or address or pin, "address": address or title or pin}
    where = {"latitude": sent.latitude, "longitude": sent.longitude}
    return {"location": {**place, **where}}


def _forwarded(event: events.Event, outside: Outside) -> Forwarded | None:
    """What staff are shown of what is no words."""
    match event:
        case events.SentMedia(kind=kind, name=name):
            kept = outside.media
            media, size = (kept.media or "", kept.size) if kept else ("", 0)
            return Forwarded(kind, media, clip(name, PLACE_UNITS), size)
        case events.SentSticker(says=says):
            return Forwarded("sticker", "", clip(says, PLACE_UNITS))
        case events.SentLocation():
            place = _place(event)["location"]
            return Forwarded("location", "", clip(place["title"], PLACE_UNITS))
    return None


def _input(event: events.Event, outside: Outside) -> Input | None:
    """What a conversation is told of an event; None for what is nothing said."""
    match event:
        case events.Tapped(data=data, params=params):
            return TappedInput(data, params)
        case events.Wrote(text=text, emojis=emojis):
            found = [(one.index, one.length, one.product_id, one.emoji_id) for one in emojis]
            return Typed(text, with_emojis(text, found) if found else "")
        case events.SentMedia():
            return outside.media
        case events.SentSticker(package_id=package, sticker_id=sticker):
            return Other("sticker", {"sticker": [package, sticker]})
        case events.SentLocation():
            return Other("location", _place(event))
    return None

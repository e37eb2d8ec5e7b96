"""Buttons that do something: labels, a way into a scenario, a coupon, an answer.

What a tap does is done once a walk, in the transaction of the event. An old button of a walk that
is over still works; one that the friend never got does nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.domain.content import fill
from bot.domain.coupons import end_of, last_day
from bot.domain.languages import in_language
from bot.domain.links import read_press_data
from bot.domain.pressing import AnyButton
from bot.domain.sendable import pressables
from bot.services import reacting
from bot.services.coupons import card_view
from bot.services.telling import tell
from bot.store import answers, coupons, labels, links, versions, walks
from bot.store.coupons import CodesSpent, Receiver
from bot.store.links import LinkRow
from bot.store.models import Friend
from flex_templates.views.friend import Pressed
from flex_templates.views.parts import View


@dataclass(frozen=True)
class PressService:
    """`enter`: friends, by id, into the scenario of that name."""

    clock: Clock
    account: Callable[[], Account]
    enter: Callable[[str, Sequence[int]], None]
    media_url: Callable[[str], str]

    def pressed(self, friend: Friend, data: str) -> View | None:
        """What is said to it; None: it is about no such button."""
        number = read_press_data(data)
        if number is None:
            return None
        link = links.find(number)
        button = _button(link) if link else None
        walk = _walk(friend, link) if link else None
        if link is None or button is None or walk is None:
            return Pressed(what="nowhere")
        at = epoch(self.clock.now())
        walks.locked(walk)
        first = links.tapped(link.id, walk, at=at)
        if first:
            tell("tapped", link.version_id, link.step_id, friend, at=at, said=button.label)
            self._attach(friend, button, at)
        reacting.react(walk, link.version_id, link.step_id, "tapped", at=at)
        return self._answer(friend, link, button, walk, first=first)

    def _attach(self, friend: Friend, button: AnyButton, at: int) -> None:
        for label_id in labels.ensure(button.add_label, at=at).values() if button.add_label else ():
            labels.attach([friend.id], label_id, at=at)

    def _answer(
        self, friend: Friend, link: LinkRow, button: AnyButton, walk: int, *, first: bool
    ) -> View:
        if button.answer is not None:
            return Pressed(what="answer", said=self._words(friend, button.answer))
        tried = versions.is_rehearsal(link.version_id)
        if tried and (button.enter or button.coupon):
            return Pressed(what="test")
        if button.coupon:
            return self._give(friend, button.coupon, link, walk)
        if first and button.enter:
            self.enter(button.enter, [friend.id])
        return Pressed(what="noted" if first else "again")

    def _words(self, friend: Friend, answer: str | dict[str, str]) -> str:
        values = {**self.account().values, "friend.name": friend.name}
        return fill(in_language(answer, friend.lang), values)

    def _give(self, friend: Friend, name: str, link: LinkRow, walk: int) -> View:
        """A second tap shows the one that was given."""
        coupon, now = coupons.named(name), self.clock.now()
        if coupon is None or coupon.closed_at is not None:
            return Pressed(what="spent")
        calendar = self.account().calendar
        until = date.fromisoformat(coupon.valid_until) if coupon.valid_until else None
        day = last_day(until, coupon.valid_days, now, calendar)
        ends = epoch(end_of(day, calendar)) if day else None
        receiver = Receiver(walk, friend.id)
        try:
            codes = coupons.receive(coupon, link.step_id, [receiver], at=epoch(now), until=ends)
        except CodesSpent:
            return Pressed(what="spent")
        return card_view(coupon, codes[walk], day, self.media_url)


def _button(link: LinkRow) -> AnyButton | None:
    if not versions.is_readable(link.version_id):
        return None
    steps = versions.document(link.version_id).all_steps
    sent = next(step.send for step in steps if step.id == link.step_id)
    found = pressables(sent[link.message])[link.button]
    return found if isinstance(found, AnyButton) and found.acts else None


def _walk(friend: Friend, link: LinkRow) -> int | None:
    """None: the friend never got that step."""
    number = answers.walk_in(friend.id, link.version_id)
    if number is None:
        return None
    stops = versions.walk(link.version_id).indexes_of(link.step_id)
    return number if answers.was_asked(number, link.version_id, stops) else None

"""What each friend is sent: a step's messages in their language, with what is theirs alone."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from bot.delivery.coupons import CouponDesk
from bot.delivery.payload import Payload, Tracked, variable
from bot.domain import sendable
from bot.domain.account import Account
from bot.domain.carried import in_words, lists_in
from bot.domain.document import Step
from bot.domain.each_cards import Lists
from bot.domain.edit import index_of
from bot.domain.links import press_data
from bot.domain.messages import Look, filled, language_for, line_messages, step_is_personal
from bot.domain.questions import answer_data
from bot.domain.recordings import tracking_id
from bot.domain.sender import Sender
from bot.store import links, places, versions
from bot.store.engine import Lane, Picked
from bot.store.links import LinkRow


class Spoken(NamedTuple):
    """The language of our own words, and the one of the step's texts ("": each one's first)."""

    locale: str
    text: str


@dataclass(frozen=True)
class Composer:
    """`locale_of` gives the locale whose words stand on the stop button for a friend's language,
    `quick_reply` that button, `test_reply` the one that ends a test; tracked links begin with
    `link_base`. In the claim's transaction: coupons are handed out.
    """

    media_url: Callable[[str], str]
    locale_of: Callable[[str], str]
    quick_reply: Callable[[str], dict[str, object]]
    test_reply: Callable[[str], dict[str, object]]
    link_base: str
    coupons: CouponDesk

    def payload_for(self, lane: Lane, person: Picked, account: Account) -> Payload:
        step = versions.walk(lane.version_id).stops[lane.step].step
        [(spoken, people)] = self.by_language(step, [person])
        return self.payload(lane, step, spoken, people, account)

    def by_language(
        self, step: Step, people: Sequence[Picked]
    ) -> list[tuple[Spoken, list[Picked]]]:
        groups: dict[Spoken, list[Picked]] = {}
        spoken = {
            lang: Spoken(self.locale_of(lang), language_for(step, lang))
            for lang in {person.lang for person in people}
        }
        for person in people:
            groups.setdefault(spoken[person.lang], []).append(person)
        return sorted(groups.items())

    def payload(
        self,
        lane: Lane,
        step: Step,
        spoken: Spoken,
        people: Sequence[Picked],
        account: Account,
    ) -> Payload:
        found = links.of_step(lane.version_id, step.id)
        tried = versions.is_rehearsal(lane.version_id)
        hand = self.coupons.shown if tried else self.coupons.hand
        handed = hand(step, people, account.calendar, spoken.locale)
        reply = self.test_reply if tried else self.quick_reply
        look = Look(
            lang=spoken.text,
            media_url=self.media_url,
            quick_reply=reply(spoken.locale),
            sender=_sender(lane.version_id, account),
            track=_stand_ins(found).get,
            tracking=_tracking(lane.version_id, step),
            locale=spoken.locale,
            pressed=_presses(found).__getitem__,
            answer=partial(answer_data, lane.version_id, step.id),
            coupon=handed.cards.__getitem__,
            place=places.find,
        )
        messages = line_messages(step.says, look)
        if not step_is_personal(step):
            return Payload(filled(messages, account.values))
        names = {person.enrollment_id: person.name for person in people}
        tracked = Tracked(self.link_base, {link.id: link.key for link in found if link.url})
        walks = {walk: dict(values) for walk, values in handed.values.items()}
        shown, lists = sendable.lists_in(step.says), dict[int, Lists]()
        for person in people:
            if person.data:
                data = json.loads(person.data)
                walks[person.enrollment_id] = walks.get(person.enrollment_id, {}) | in_words(data)
                lists |= {person.enrollment_id: lists_in(data, shown)} if shown else {}
        return Payload(messages, account.values, names, tracked, walks, lists)


def _sender(version_id: int, account: Account) -> Sender | None:
    """The scenario's own before the account's."""
    own = versions.walk(version_id).scenario.sender
    return own or (Sender(name=account.sender) if account.sender else None)


def _stand_ins(found: Sequence[LinkRow]) -> dict[tuple[int, int], str]:
    """For each tracked button, by its places, the variable of its address."""
    return {
        (link.message, link.button): f"{{{{ {variable(link.id)} }}}}" for link in found if link.url
    }


def _presses(found: Sequence[LinkRow]) -> dict[tuple[int, int], str]:
    return {(link.message, link.button): press_data(link.id) for link in found if not link.url}


def _tracking(version_id: int, step: Step) -> Callable[[str], str]:
    index = index_of(versions.walk(version_id).scenario, step.id)
    return partial(tracking_id, version_id, index)

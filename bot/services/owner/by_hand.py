"""Friends whom somebody answers in person, until they are handed back to their scenarios."""

from collections.abc import Mapping

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.domain.stored import preview_of
from bot.domain.text import clean_body
from bot.services import outbox
from bot.services.hands import CONFIRM_SECONDS, TOKEN_SECONDS
from bot.services.owner.desk import ActingDesk, Desk
from bot.services.owner.refusals import refused
from bot.store import hands, manual, people, receipts
from bot.store.models import Friend
from bot.store.receipts import Word

OWNERS = 0
"""In place of a staff group's number."""


def take_over(desk: Desk, command: do.TakeOver, actor: Actor) -> Outcome:
    friend = _known(command.friend_id)
    taken = manual.take_over([friend.id], by=actor.name, at=desk.now())
    if taken:
        receipts.add_words(
            "manual", [Word(friend.id, friend.name, charge=actor.name)], at=desk.now()
        )
    return Outcome(from_epoch(desk.now()), people=len(taken))


def hand_back(desk: Desk, command: do.HandBack, _: Actor) -> Outcome:
    back = manual.hand_back(_known(command.friend_id).id, now=desk.now())
    return Outcome(from_epoch(desk.now()), people=int(back))


def reply(desk: ActingDesk, command: do.Reply, _: Actor) -> Outcome:
    """Free, it goes by the token of what they wrote first."""
    friend = _known(command.friend_id)
    if friend.blocked_at is not None:
        raise refused("cannot_now")
    token = free_token(desk, friend.id, TOKEN_SECONDS) if command.free else ""
    if command.free and not token:
        raise refused("not_free")
    at = desk.now()
    notice = outbox.send(friend, _said(desk, command), at=at)
    if token:
        number = hands.draft(OWNERS, friend.id, command.text, at=at, free=True)
        hands.close(number)
        hands.sent_as(number, notice, token)
    return Outcome(from_epoch(at), people=1)


def free_token(desk: Desk, friend_id: int, seconds: float = CONFIRM_SECONDS) -> str:
    """Of what they wrote last, if that is no longer ago; "" else."""
    return hands.token_of(friend_id, since=desk.clock.real() - seconds)


def _said(desk: ActingDesk, command: do.Reply) -> Mapping[str, str]:
    if not command.picture:
        return {"type": "text", "text": clean_body(command.text)}
    return {
        "type": "image",
        "originalContentUrl": desk.media_url(command.picture),
        "previewImageUrl": desk.media_url(preview_of(command.picture)),
    }


def _known(friend_id: int) -> Friend:
    friend = people.find(friend_id)
    if friend is None:
        raise refused("no_such_friend", value=str(friend_id))
    return friend

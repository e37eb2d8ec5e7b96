"""Friends whom somebody answers in person, until they are handed back to their scenarios."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.services import outbox
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import refused
from bot.store import manual, people, receipts
from bot.store.models import Friend
from bot.store.receipts import Word


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


def reply(desk: Desk, command: do.Reply, _: Actor) -> Outcome:
    friend = _known(command.friend_id)
    if friend.blocked_at is not None:
        raise refused("cannot_now")
    outbox.say(friend, command.text, at=desk.now())
    return Outcome(from_epoch(desk.now()), people=1)


def _known(friend_id: int) -> Friend:
    friend = people.find(friend_id)
    if friend is None:
        raise refused("no_such_friend", value=str(friend_id))
    return friend

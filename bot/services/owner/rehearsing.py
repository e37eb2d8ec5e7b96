"""A scenario that somebody who runs the shop gets for real, in fast motion and by themselves."""

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from admin_flows.ports.facts import RehearsalFacts
from bot.clock import epoch, from_epoch
from bot.domain.document import Scenario
from bot.domain.limits import NAME_GRAPHEMES, SENDER_UNITS
from bot.domain.rehearsal import in_fast_motion
from bot.domain.sender import allowed
from bot.domain.text import clip
from bot.domain.walk import Finished, Instants, Walk, plan
from bot.services.owner import publishing, shelf
from bot.services.owner.desk import Desk, ReadingDesk
from bot.services.owner.refusals import locked, refused
from bot.store import drafts, entrances, friends, quota, rehearsals, settings
from bot.store.models import Friend
from flex_templates.render import test_mark


class RehearsalReads(ReadingDesk):
    def rehearsal(self, user_id: str, scenario_id: int) -> RehearsalFacts | None:
        friend = friends.find(user_id)
        course = rehearsals.latest(friend.id, scenario_id) if friend else None
        if course is None:
            return None
        going = course.step is not None and not course.stuck
        return RehearsalFacts(
            going=going,
            failed=course.stuck,
            sent=course.sent,
            next_at=from_epoch(max(course.due_at, self.now())) if going else None,
        )

    def rehearsal_costs(self, document: Scenario) -> int:
        """So many messages at most."""
        return Walk(_shown(self, document, document.name, "Test")).left(0)


def begin(desk: Desk, command: do.Rehearse, actor: Actor) -> Outcome:
    """Whatever the person tried before ends here."""
    row = locked(command.scenario_id)
    friend = _tester(actor)
    document = publishing.ready(desk, shelf.written(row, drafts.find(row.id)))
    if document.carried or document.per:
        raise refused("rehearsal_carried")
    mark = test_mark(actor.locale)
    sender = clip(mark + _usual_sender(document, desk), SENDER_UNITS)
    shown = _shown(desk, document, clip(mark + document.name, NAME_GRAPHEMES), sender)
    _require_messages(Walk(shown).left(0))
    first = plan(
        Walk(shown), 0, Instants.entering(desk.clock.now(), own_act=False), desk.account().calendar
    )
    if isinstance(first, Finished):
        raise refused("nothing_to_rehearse")
    rehearsals.end_all(friend.id, now=desk.now())
    door = rehearsals.begin(shown, row.id, friend.id, at=desk.now(), by=actor.name)
    entrances.enter([friend.id], door, step=first.index, due_at=epoch(first.due_at), now=desk.now())
    return Outcome(from_epoch(desk.now()), scenario_id=row.id)


def _shown(desk: Desk, document: Scenario, name: str, sender: str) -> Scenario:
    return in_fast_motion(
        document, desk.clock.now(), desk.account().calendar, name=name, sender=sender
    )


def _usual_sender(document: Scenario, desk: Desk) -> str:
    own = document.sender.name if document.sender else None
    return own or desk.account().sender or allowed(desk.account().name)


def _tester(actor: Actor) -> Friend:
    friend = friends.find(actor.user_id)
    if friend is None or not friend.is_friend:
        raise refused("rehearsal_no_friend")
    if friend.stopped_at is not None:
        raise refused("rehearsal_stopped")
    if settings.stop_all() is not None:
        raise refused("rehearsal_all_stopped")
    return friend


def _require_messages(most: int) -> None:
    known = quota.known()
    left = known.usual_left if known else None
    if left is not None and left < most:
        raise refused("rehearsal_no_messages", most=most, left=left)


def end(desk: Desk, _: do.EndRehearsal, actor: Actor) -> Outcome:
    friend = friends.find(actor.user_id)
    of = rehearsals.end_all(friend.id, now=desk.now()) if friend else None
    if of is None:
        raise refused("no_rehearsal")
    return Outcome(from_epoch(desk.now()), scenario_id=of)

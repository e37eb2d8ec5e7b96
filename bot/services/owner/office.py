"""Commands about staff groups and settings."""

from collections.abc import Iterator
from contextlib import contextmanager

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Outcome
from bot.clock import from_epoch
from bot.domain import names
from bot.domain.sender import sender_name
from bot.services.digests import plan
from bot.services.owner.desk import Desk
from bot.services.owner.refusals import refused
from bot.store import engine, entries, friends, groups, menus, people, settings, timing, watches
from bot.store.models import StaffGroup


def link(desk: Desk, command: do.LinkGroup, actor: Actor) -> Outcome:
    group = _group(command.group_id)
    if group.linked_at is None:
        groups.link(group.id, by=actor.name, lang=actor.locale, at=desk.now())
    return Outcome(from_epoch(desk.now()), people=group.members)


def unlink(desk: Desk, command: do.UnlinkGroup, _: Actor) -> Outcome:
    group = _group(command.group_id)
    groups.unlink(group.id)
    return Outcome(from_epoch(desk.now()), people=group.members)


def set_hand_over_words(desk: Desk, command: do.SetHandOverWords, _: Actor) -> Outcome:
    settings.set_hand_over_words(command.words)
    return Outcome(from_epoch(desk.now()))


def set_notices(desk: Desk, command: do.SetNotices, _: Actor) -> Outcome:
    """What waits is told as it is wanted from now on."""
    group, choice = _group(command.group_id), command.choice
    entries.choose(group.id, choice)
    entries.plan(group.id, None)
    plan(group.id, choice, entries.waiting(group.id), desk.account().calendar)
    return Outcome(from_epoch(desk.now()), people=group.members)


def _group(number: int) -> StaffGroup:
    group = groups.by_number(number)
    if group is None:
        raise refused("no_such_group")
    return group


def set_quiet(desk: Desk, command: do.SetQuiet, _: Actor) -> Outcome:
    with _timed_anew(desk):
        settings.set_quiet(command.quiet)
    return Outcome(from_epoch(desk.now()))


def set_zone(desk: Desk, command: do.SetZone, _: Actor) -> Outcome:
    with _timed_anew(desk):
        settings.set_zone(command.zone)
    return Outcome(from_epoch(desk.now()))


@contextmanager
def _timed_anew(desk: Desk) -> Iterator[None]:
    """Those who wait are, in slices and later: an owner's tap does not wait for them."""
    known, real = timing.locked(), desk.clock.real()
    before = known.toward(desk.account().calendar, real)
    yield
    timing.keep(before.toward(desk.account().calendar, real))
    engine.look_again()
    watches.look_again()


def set_daily_cap(desk: Desk, command: do.SetDailyCap, _: Actor) -> Outcome:
    settings.set_daily_cap(command.number)
    return Outcome(from_epoch(desk.now()))


def set_sender(desk: Desk, command: do.SetSender, _: Actor) -> Outcome:
    settings.set_sender(names.given(command.name, sender_name) if command.name else "")
    return Outcome(from_epoch(desk.now()))


def set_warn_at(desk: Desk, command: do.SetWarnAt, _: Actor) -> Outcome:
    settings.set_warn_at(command.percent)
    return Outcome(from_epoch(desk.now()))


def set_language(desk: Desk, command: do.SetLanguage, actor: Actor) -> Outcome:
    people.set_language(actor.user_id, command.locale or "")
    return Outcome(from_epoch(desk.now()))


def set_words(desk: Desk, command: do.SetWords, _: Actor) -> Outcome:
    settings.set_words(command.which, command.text)
    return Outcome(from_epoch(desk.now()))


def see_as_friend(desk: Desk, _: do.SeeAsFriend, actor: Actor) -> Outcome:
    friend = friends.known(actor.user_id)
    kind = "visit-stopped" if friend.stopped_at is not None else "visit"
    menus.want(actor.user_id, f"{kind}-{actor.locale}")
    return Outcome(from_epoch(desk.now()))


def set_weekly(desk: Desk, command: do.SetWeekly, _: Actor) -> Outcome:
    settings.set_weekly(on=command.on)
    return Outcome(from_epoch(desk.now()))

"""Acts that can be taken back, each by another command. What undoes one is told before it is done,
as long as it can be seen how things were, or by what came of it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, get_args

from pydantic import TypeAdapter

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Command, Outcome
from bot.clock import from_epoch
from bot.services.owner.desk import Desk
from bot.services.owner.membership import as_role
from bot.services.owner.walking import undo_move, undo_stop
from bot.store import (
    activity,
    coupons,
    fields,
    groups,
    labels,
    people,
    routes,
    scenarios,
    settings,
    user_groups,
)
from bot.store.models import Friend, ScenarioState

SECONDS = 600
Undo = Callable[[Desk, Any, Actor], Command | None]


def _pause(_: Desk, command: do.PauseScenario, __: Actor) -> Command | None:
    row = scenarios.find(command.scenario_id)
    runs = row is not None and row.state == ScenarioState.RUNNING
    return do.ResumeScenario(command.scenario_id) if runs else None


def _end(_: Desk, command: do.EndScenario, __: Actor) -> Command | None:
    """Whose walks ended stay out of it; closed to newcomers it is only opened again."""
    return do.ReopenScenario(command.scenario_id) if command.mode == "close" else None


def _restore(_: Desk, command: do.DeleteScenario, __: Actor) -> Command:
    return do.RestoreScenario(command.scenario_id)


def _discard(_: Desk, command: do.DiscardDraft, __: Actor) -> Command | None:
    row = scenarios.find(command.scenario_id)
    draft = row is not None and row.state == ScenarioState.DRAFT
    return do.RestoreScenario(command.scenario_id) if draft else None


def _rename(_: Desk, command: do.RenameScenario, __: Actor) -> Command | None:
    row = scenarios.find(command.scenario_id)
    return do.RenameScenario(row.id, row.name) if row else None


_LIMITS: Mapping[str, Literal["hold", "skip", "end"]] = {
    "hold": "hold",
    "skip": "skip",
    "end": "end",
}


def _at_limit(_: Desk, command: do.SetAtLimit, __: Actor) -> Command | None:
    row = scenarios.find(command.scenario_id)
    return do.SetAtLimit(row.id, _LIMITS[row.at_limit], row.urgent) if row else None


def _since(friend_id: int, label: str) -> int | None:
    return next((at for _, name, at in labels.of(friend_id) if name == label), None)


def _attach(_: Desk, command: do.AttachLabel, __: Actor) -> Command | None:
    had = _since(command.friend_id, command.label) is not None
    return None if had else do.DetachLabel(command.friend_id, command.label)


def _detach(_: Desk, command: do.DetachLabel, __: Actor) -> Command | None:
    since = _since(command.friend_id, command.label)
    if since is None:
        return None
    return do.AttachLabel(command.friend_id, command.label, from_epoch(since))


def _set_field(_: Desk, command: do.SetField, __: Actor) -> Command | None:
    """A birthday that was only about known cannot be written again."""
    known = fields.all_of(command.friend_id).get(command.field)
    if known and known.until not in (None, known.text):
        return None
    return do.SetField(command.friend_id, command.field, known.text if known else None)


def _rename_label(_: Desk, command: do.RenameLabel, __: Actor) -> Command | None:
    label = labels.find(command.label_id)
    return do.RenameLabel(label.id, label.name) if label else None


def _delete_label(_: Desk, command: do.DeleteLabel, __: Actor) -> Command:
    return do.RestoreLabel(command.label_id)


def _friend(friend_id: int) -> Friend | None:
    return people.find(friend_id)


def _take_over(_: Desk, command: do.TakeOver, __: Actor) -> Command | None:
    friend = _friend(command.friend_id)
    return do.HandBack(friend.id) if friend and friend.manual_at is None else None


def _hand_back(_: Desk, command: do.HandBack, __: Actor) -> Command | None:
    friend = _friend(command.friend_id)
    return do.TakeOver(friend.id) if friend and friend.manual_at is not None else None


def _role(_: Desk, command: do.ChangeRole, __: Actor) -> Command | None:
    person = people.member(command.user_id)
    if person is None or person.role == command.role:
        return None
    return do.ChangeRole(person.user_id, as_role(person.role))


def _unlink(_: Desk, command: do.UnlinkGroup, __: Actor) -> Command | None:
    group = groups.by_number(command.group_id)
    return do.LinkGroup(group.id) if group and group.linked_at is not None else None


def _close_coupon(_: Desk, command: do.CloseCoupon, __: Actor) -> Command | None:
    coupon = coupons.find(command.coupon_id)
    return do.ReopenCoupon(command.coupon_id) if coupon and coupon.closed_at is None else None


def _change_coupon(_: Desk, command: do.ChangeCoupon, __: Actor) -> Command | None:
    row = coupons.find(command.coupon_id)
    if row is None:
        return None
    until = date.fromisoformat(row.valid_until) if row.valid_until else None
    return do.ChangeCoupon(row.id, row.title, row.benefit, row.picture, until, row.valid_days)


def _stop_route(_: Desk, command: do.StopRoute, __: Actor) -> Command | None:
    route = routes.find(command.route_id)
    return do.ResumeRoute(route.id) if route and route.stopped_at is None else None


def _rename_route(_: Desk, command: do.RenameRoute, __: Actor) -> Command | None:
    route = routes.find(command.route_id)
    return do.RenameRoute(route.id, route.name) if route else None


def _route_labels(_: Desk, command: do.SetRouteLabels, __: Actor) -> Command | None:
    route = routes.find(command.route_id)
    return do.SetRouteLabels(route.id, tuple(route.labels)) if route else None


def _group_rule(_: Desk, command: do.ChangeUserGroup, __: Actor) -> Command | None:
    group = user_groups.find(command.group_id)
    return do.ChangeUserGroup(group.id, group.rule) if group else None


def _group_name(_: Desk, command: do.RenameUserGroup, __: Actor) -> Command | None:
    group = user_groups.find(command.group_id)
    return do.RenameUserGroup(group.id, group.name) if group else None


def _delete_group(_: Desk, command: do.DeleteUserGroup, __: Actor) -> Command | None:
    group = user_groups.find(command.group_id)
    return do.MakeUserGroup(group.name, group.rule) if group else None


def _quiet(desk: Desk, _: do.SetQuiet, __: Actor) -> Command:
    return do.SetQuiet(desk.account().quiet)


def _zone(desk: Desk, _: do.SetZone, __: Actor) -> Command:
    return do.SetZone(desk.account().zone)


def _daily_cap(desk: Desk, _: do.SetDailyCap, __: Actor) -> Command:
    return do.SetDailyCap(desk.account().daily_cap)


def _sender(desk: Desk, _: do.SetSender, __: Actor) -> Command:
    return do.SetSender(desk.account().sender)


def _warn_at(_: Desk, __: do.SetWarnAt, ___: Actor) -> Command:
    return do.SetWarnAt(settings.warn_at())


def _quota_kept(_: Desk, __: do.SetQuotaKept, ___: Actor) -> Command:
    return do.SetQuotaKept(settings.quota_keep())


UNDO: Mapping[type[Command], Undo] = {
    do.PauseScenario: _pause,
    do.EndScenario: _end,
    do.DeleteScenario: _restore,
    do.DiscardDraft: _discard,
    do.RenameScenario: _rename,
    do.SetAtLimit: _at_limit,
    do.AttachLabel: _attach,
    do.DetachLabel: _detach,
    do.SetField: _set_field,
    do.RenameLabel: _rename_label,
    do.DeleteLabel: _delete_label,
    do.TakeOver: _take_over,
    do.HandBack: _hand_back,
    do.ChangeRole: _role,
    do.SkipNext: undo_move,
    do.JumpTo: undo_move,
    do.StopWalks: undo_stop,
    do.UnlinkGroup: _unlink,
    do.ChangeCoupon: _change_coupon,
    do.CloseCoupon: _close_coupon,
    do.StopRoute: _stop_route,
    do.RenameRoute: _rename_route,
    do.SetRouteLabels: _route_labels,
    do.ChangeUserGroup: _group_rule,
    do.RenameUserGroup: _group_name,
    do.DeleteUserGroup: _delete_group,
    do.SetQuiet: _quiet,
    do.SetZone: _zone,
    do.SetDailyCap: _daily_cap,
    do.SetQuotaKept: _quota_kept,
    do.SetSender: _sender,
    do.SetWarnAt: _warn_at,
}


def undo_of(desk: Desk, command: Command, actor: Actor) -> Command | None:
    """Asked before it is done."""
    found = UNDO.get(type(command))
    return found(desk, command, actor) if found else None


def _untag(done: Outcome) -> Command | None:
    changed = done.people or done.or_more
    return do.UntagMany(done.made) if done.made is not None and changed else None


UNDO_OF_DONE: Mapping[type[Command], Callable[[Outcome], Command | None]] = {do.TagMany: _untag}
"""Where what takes it back is only known by what came of it."""


def undo_of_done(command: Command, outcome: Outcome) -> Command | None:
    found = UNDO_OF_DONE.get(type(command))
    return found(outcome) if found else None


def put_back_of(act_id: int) -> do.PutBackWalks | None:
    """What takes the act back, if it moved a friend's walks."""
    row = activity.find(act_id)
    back = read(row.undo) if row and row.undo else None
    return back if isinstance(back, do.PutBackWalks) else None


_COMMANDS: Mapping[str, type[Command]] = {one.__name__: one for one in get_args(Command)}


def written(command: Command) -> dict[str, Any]:
    return {
        "do": type(command).__name__,
        "with": TypeAdapter(type(command)).dump_python(command, mode="json", by_alias=True),
    }


def command_of(stored: Mapping[str, Any]) -> type[Command] | None:
    """None of another version of the program."""
    return _COMMANDS.get(stored["do"])


def read(stored: Mapping[str, Any]) -> Command | None:
    kind = command_of(stored)
    if kind is None:
        return None
    command: Command = TypeAdapter(kind).validate_python(stored["with"])
    return command

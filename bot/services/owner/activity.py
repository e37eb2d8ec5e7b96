"""Who did what when: written with each command, by the names of then."""

from collections.abc import Callable, Mapping
from dataclasses import fields

from admin_flows.ports import commands as do
from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import Command
from bot.services.owner import undoing
from bot.services.owner.desk import Desk
from bot.store import (
    activity,
    api_tokens,
    coupons,
    groups,
    labels,
    people,
    routes,
    scenarios,
    stuck,
    user_groups,
    versions,
)
from bot.store.activity import About, ActRow

# A draft that somebody writes on is one line.
SAME_SECONDS = 600
ON_AND_ON = (do.SaveDraft, do.TakeDraft)


def about(command: Command) -> About:
    """What it speaks of, by the names of now."""
    said: dict[str, str | int] = {}
    for each in fields(command):
        value = getattr(command, each.name)
        look = _names(command).get(each.name)
        if look and value is not None and (name := look[1](value)):
            said[look[0]] = name
        elif each.name in _PLAIN and isinstance(value, str | int):
            said[_PLAIN[each.name]] = value
    return said


_PLAIN = {
    "name": "name",
    "title": "name",
    "label": "label",
    "field": "label",
    "role": "role",
    "number": "n",
}
_Look = tuple[str, Callable[..., str]]


def _scenario(number: int) -> str:
    row = scenarios.find(number) or scenarios.find_deleted(number)
    return row.name if row else ""


def _friend(number: int) -> str:
    friend = people.find(number)
    return friend.name if friend else ""


def _member(user_id: str) -> str:
    person = people.member(user_id)
    return person.name if person else ""


def _coupon(number: int) -> str:
    coupon = coupons.find(number)
    return coupon.title if coupon else ""


def _route(number: int) -> str:
    route = routes.find(number)
    return route.name if route else ""


def _key(number: int) -> str:
    return next((key.name for key in api_tokens.listed(now=0) if key.id == number), "")


def _staff_group(number: int) -> str:
    group = groups.by_number(number)
    return group.name if group else ""


def _user_group(number: int) -> str:
    group = user_groups.find(number)
    return group.name if group else ""


def _label(number: int) -> str:
    label = labels.find(number)
    return label.name if label else labels.deleted(number) or ""


def _of_batch(number: int) -> str:
    return next((_scenario(row.scenario_id) for row in stuck.batches(number)), "")


def _of_version(number: int) -> str:
    scenario_id = versions.scenario_or_none(number)
    return "" if scenario_id is None else _scenario(scenario_id)


_NAMES: Mapping[str, _Look] = {
    "scenario_id": ("name", _scenario),
    "friend_id": ("friend", _friend),
    "user_id": ("friend", _member),
    "coupon_id": ("name", _coupon),
    "route_id": ("name", _route),
    "key_id": ("name", _key),
    "group_id": ("name", _user_group),
    "label_id": ("label", _label),
    "batch_id": ("name", _of_batch),
    "version_id": ("name", _of_version),
}
_STAFF: Mapping[str, _Look] = {"group_id": ("name", _staff_group)}


def _names(command: Command) -> Mapping[str, _Look]:
    return _STAFF if isinstance(command, do.LinkGroup | do.UnlinkGroup | do.SetNotices) else _NAMES


def record(desk: Desk, command: Command, actor: Actor, known: About, undo: Command | None) -> int:
    """Gives its id."""
    row = ActRow(
        0,
        desk.now(),
        actor.user_id,
        actor.name,
        type(command).__name__,
        known,
        undoing.written(undo) if undo else None,
        None,
    )
    if isinstance(command, ON_AND_ON) and activity.gone_on(row, since=row.at - SAME_SECONDS):
        return 0
    return activity.add(row)

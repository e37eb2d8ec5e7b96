"""How a staff group is told: when, of what, of which scenarios, and for how many messages."""

import re
from dataclasses import dataclass, replace
from datetime import time

from admin_flows.answers.clock_time import parse_time
from admin_flows.answers.plain import plain, whole_number
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.flows.staff import GROUP, OfGroup, chosen, group_row, linked, of_group, to_group
from admin_flows.ports.commands import SetNotices
from admin_flows.ports.facts import ScenarioRow
from admin_flows.shared.paging import paged
from bot.domain.notifying import EVERY, HOWS, MOST_CAP, MOST_TIMES, TOPICS, Choice, How, Topic
from flex_templates.views.owner import StaffCap, StaffHow, StaffKinds, StaffScenarios, SwitchRow
from flex_templates.views.parts import Notice

HOW, KINDS, SCENARIOS, CAP = "staff.how", "staff.kinds", "staff.scenarios", "staff.cap"
TIMES = (("12:00", "18:00"), ("09:00",), ("18:00",), ("10:00", "14:00", "18:00"))
CAPS = (60, 100, 300, 500, 1_000, 3_000)


@dataclass(frozen=True)
class OfGroupPage(OfGroup):
    """From this scenario on, counted from 0."""

    first: int = 0


# When


def _how(scene: Scene[OfGroup]) -> StaffHow:
    group = linked(scene)
    choice = group.choice
    return StaffHow(
        group=group_row(group),
        current=choice.how,
        every=choice.every,
        times=choice.times,
        quiet=choice.quiet,
        alone=choice.alone,
        digest_most=replace(choice, how="digest").most_a_month(group.people or 1),
        all_times=tuple(tuple(map(time.fromisoformat, one)) for one in TIMES),
        all_every=EVERY,
    )


def _how_of(tap: Tap) -> How:
    for one in HOWS:
        if tap.id() == one:
            return one
    raise Nonsense("no such way")


def _set_how(scene: Scene[OfGroup], tap: Tap) -> Move:
    return chosen(scene, replace(linked(scene).choice, how=_how_of(tap)), HOW)


def _every(scene: Scene[OfGroup], tap: Tap) -> Move:
    if tap.number() not in EVERY:
        raise Nonsense("no such time")
    return chosen(scene, replace(linked(scene).choice, how="digest", every=tap.number()), HOW)


def _times(scene: Scene[OfGroup], tap: Tap) -> Move:
    if tap.number() >= len(TIMES):
        raise Nonsense("no such times")
    return _at(scene, [time.fromisoformat(one) for one in TIMES[tap.number()]])


def _at(scene: Scene[OfGroup], times: list[time]) -> Run:
    told = tuple(sorted(set(times)))
    return chosen(scene, replace(linked(scene).choice, how="digest", every=0, times=told), HOW)


def _typed_times(scene: Scene[OfGroup], text: str) -> Move:
    parts = [part for part in re.split(r"[\s,、・]+", plain(text)) if part]
    times = [parse_time(part) for part in parts]
    read = [one for one in times if one is not None]
    if not read or len(read) < len(times):
        return Stay(Notice("error", "time_not_understood", {"text": text[:20]}))
    if len(set(read)) > MOST_TIMES:
        values = {"limit": MOST_TIMES, "actual": len(set(read))}
        return Stay(Notice("error", "too_many_times", values))
    return _at(scene, read)


# Of what


def _kinds(scene: Scene[OfGroup]) -> StaffKinds:
    group = linked(scene)
    return StaffKinds(
        group=group_row(group), kinds=tuple((one, one not in group.choice.off) for one in TOPICS)
    )


def _topic(tap: Tap) -> Topic:
    for one in TOPICS:
        if tap.id() == one:
            return one
    raise Nonsense("no such kind")


def _turn_kind(scene: Scene[OfGroup], tap: Tap, *, told: bool) -> Move:
    choice, topic = linked(scene).choice, _topic(tap)
    off = choice.off - {topic} if told else choice.off | {topic}
    return chosen(scene, replace(choice, off=off), KINDS)


# Of which scenarios


def _told(scene: Scene[OfGroupPage]) -> tuple[ScenarioRow, ...]:
    return tuple(row for row in scene.reads.scenarios() if row.state != "draft")


def _scenarios(scene: Scene[OfGroupPage]) -> StaffScenarios:
    group, page = linked(scene), paged(_told(scene), scene.state.first)
    only = group.choice.scenarios
    return StaffScenarios(
        group=group_row(group),
        rows=tuple(
            SwitchRow(id=str(row.id), name=row.name, on=only is None or row.id in only)
            for row in page.rows
        ),
        all=only is None,
        earlier=page.earlier,
        later=page.later,
    )


def _turn_scenario(scene: Scene[OfGroupPage], tap: Tap, *, told: bool) -> Move:
    """All but one is a choice of the others: a scenario that is new is not among them."""
    choice, every = linked(scene).choice, {row.id for row in _told(scene)}
    if tap.number() not in every:
        return Stay()
    only = every if choice.scenarios is None else choice.scenarios & every
    only = only | {tap.number()} if told else only - {tap.number()}
    return _only(scene, replace(choice, scenarios=frozenset(only)))


def _all(scene: Scene[OfGroupPage], _: Tap) -> Move:
    return _only(scene, replace(linked(scene).choice, scenarios=None))


def _only(scene: Scene[OfGroupPage], choice: Choice) -> Run:
    command = SetNotices(linked(scene).id, choice)
    return Run(command, then=lambda _: Goto(SCENARIOS, scene.state))


def _page_of(tap: Tap) -> OfGroupPage:
    return OfGroupPage(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


# For how much


def _cap(scene: Scene[OfGroup]) -> StaffCap:
    return StaffCap(group=group_row(linked(scene)), caps=CAPS)


def _set_cap(scene: Scene[OfGroup], cap: int) -> Move:
    line = Notice("info", "notice_cap_set", {"n": cap})
    return chosen(scene, replace(linked(scene).choice, cap=cap), GROUP, line)


def _typed_cap(scene: Scene[OfGroup], text: str) -> Move:
    cap = whole_number(text)
    if cap is None:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    if cap > MOST_CAP:
        return Stay(Notice("error", "notice_cap_too_high", {"limit": MOST_CAP, "actual": cap}))
    return _set_cap(scene, cap)


def _picked_cap(scene: Scene[OfGroup], tap: Tap) -> Move:
    if tap.number() not in CAPS:
        raise Nonsense("no such number")
    return _set_cap(scene, tap.number())


def _turn_quiet(scene: Scene[OfGroup], _: Tap) -> Move:
    choice = linked(scene).choice
    return chosen(scene, replace(choice, quiet=not choice.quiet), HOW)


def _turn_alone(scene: Scene[OfGroup], _: Tap) -> Move:
    choice = linked(scene).choice
    return chosen(scene, replace(choice, alone=not choice.alone), HOW)


SCREENS = (
    Screen(
        name=HOW,
        sample=OfGroup(1),
        view=_how,
        role="owner",
        opens=of_group,
        actions={
            "how": own(_set_how),
            "every": own(_every),
            "times": own(_times),
            "quiet": own(_turn_quiet),
            "alone": own(_turn_alone),
        },
        asks="answer",
        typed=_typed_times,
        back=to_group,
        help="staff",
        leads=(GROUP, HOW, "staff.menu"),
    ),
    Screen(
        name=KINDS,
        sample=OfGroup(1),
        view=_kinds,
        role="owner",
        opens=of_group,
        actions={
            "on": own(lambda scene, tap: _turn_kind(scene, tap, told=True)),
            "off": own(lambda scene, tap: _turn_kind(scene, tap, told=False)),
        },
        back=to_group,
        help="staff",
        leads=(GROUP, KINDS, "staff.menu"),
    ),
    Screen(
        name=SCENARIOS,
        sample=OfGroupPage(1),
        view=_scenarios,
        role="owner",
        opens=_page_of,
        actions={
            "on": own(lambda scene, tap: _turn_scenario(scene, tap, told=True)),
            "off": own(lambda scene, tap: _turn_scenario(scene, tap, told=False)),
            "all": own(_all),
        },
        back=to_group,
        help="staff",
        leads=(GROUP, SCENARIOS, "staff.menu"),
    ),
    Screen(
        name=CAP,
        sample=OfGroup(1),
        view=_cap,
        role="owner",
        opens=of_group,
        actions={"set": own(_picked_cap)},
        asks="answer",
        typed=_typed_cap,
        back=to_group,
        help="staff",
        leads=(GROUP, "staff.menu"),
    ),
)

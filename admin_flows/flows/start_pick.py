"""Starts that name something: a label, a group, another scenario, an event, a coupon."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from admin_flows.answers.clock_time import parse_time
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit, look
from admin_flows.flows.starting import begin_with
from admin_flows.shared.drafts import error_line
from admin_flows.shared.where import OfScenario
from bot.domain.document import (
    ApiEvent,
    CouponUsed,
    GroupMatched,
    LabelAdded,
    ScenarioFinished,
    Start,
)
from bot.domain.problems import problems_of
from bot.domain.text import one_line
from flex_templates.views.owner import StartDaily, StartPick
from flex_templates.views.parts import Notice

PICK, DAILY = "start.pick", "start.daily"
SHOWN = 8

By = Literal["label", "group", "scenario", "event", "coupon"]
_FREE = ("label", "event")
"""Named anew, they come to be by it."""


@dataclass(frozen=True)
class ByName(OfScenario):
    """`first`: how many were shown on the pages before."""

    by: By
    first: int = 0


@dataclass(frozen=True)
class OfGroupNamed(OfScenario):
    group: str


def _scenarios(scene: Scene[ByName]) -> list[str]:
    itself = scene.state.scenario_id
    return [row.name for row in scene.reads.scenarios() if row.id != itself and not row.once]


_NAMES: Mapping[By, Callable[[Scene[ByName]], list[str]]] = {
    "label": lambda scene: [one.name for one in scene.reads.labels()],
    "group": lambda scene: [one.name for one in scene.reads.user_groups()],
    "scenario": _scenarios,
    "event": lambda _: [],
    "coupon": lambda scene: [one.name for one in scene.reads.coupons() if not one.closed],
}


def _names(scene: Scene[ByName]) -> list[str]:
    return list(dict.fromkeys(_NAMES[scene.state.by](scene)))


def _page(scene: Scene[ByName]) -> list[str]:
    return _names(scene)[scene.state.first : scene.state.first + SHOWN]


def _view(scene: Scene[ByName]) -> StartPick:
    state, names = scene.state, _names(scene)
    return StartPick(
        id=str(state.scenario_id),
        name=scene.draft(state.scenario_id).document.name,
        by=state.by,
        rows=tuple(_page(scene)),
        first=state.first,
        more=state.first + SHOWN < len(names),
    )


def _row(scene: Scene[ByName], number: int) -> Move | None:
    page, place = _page(scene), number - scene.state.first
    return _chosen(scene, page[place - 1]) if 1 <= place <= len(page) else None


def _picked(scene: Scene[ByName], tap: Tap) -> Move:
    """By its number in the whole list; that may have changed since."""
    return _row(scene, tap.number(2)) or Stay()


def _typed(scene: Scene[ByName], text: str) -> Move:
    name = one_line(text)
    if scene.state.by in _FREE or name in _names(scene):
        return _chosen(scene, name)
    return Stay(Notice("error", "no_such_name", {"text": name[:20]}))


def _chosen(scene: Scene[ByName], name: str) -> Move:
    by, scenario_id = scene.state.by, scene.state.scenario_id
    if by == "group":
        return Goto(DAILY, OfGroupNamed(scenario_id, name))
    try:
        return begin_with(scene, _start(by, name))
    except ValidationError as error:
        return Stay(error_line(problems_of(error, {}, {})[0]))


def _start(by: By, name: str) -> Start:
    match by:
        case "label":
            return LabelAdded(label=name)
        case "scenario":
            return ScenarioFinished(scenario=name)
        case "coupon":
            return CouponUsed(coupon=name)
    return ApiEvent(event=name)


def _further(scene: Scene[ByName], _: Tap) -> Move:
    state = scene.state
    return Goto(PICK, ByName(state.scenario_id, state.by, state.first + SHOWN))


def _opened(tap: Tap) -> ByName:
    by = next((by for by in _NAMES if by == tap.id(1)), None)
    if by is None:
        raise Nonsense("no such start")
    return ByName(tap.number(), by)


def _daily(scene: Scene[OfGroupNamed]) -> StartDaily:
    document = scene.draft(scene.state.scenario_id).document
    return StartDaily(id=str(scene.state.scenario_id), name=document.name, group=scene.state.group)


def _at_once(scene: Scene[OfGroupNamed], _: Tap) -> Move:
    return begin_with(scene, GroupMatched(group=scene.state.group))


def _each_day(scene: AnyScene, time_text: str) -> Move:
    at = parse_time(time_text)
    if at is None:
        return Stay(Notice("error", "time_not_understood", {"text": time_text[:20]}))
    return begin_with(scene, GroupMatched(group=scene.state.group, check="daily", at=at))


def _timed(scene: Scene[OfGroupNamed], tap: Tap) -> Move:
    return _each_day(scene, tap.params.get("time", ""))


SCREENS = (
    Screen(
        name=PICK,
        sample=ByName(7, "label"),
        view=_view,
        role="editor",
        opens=_opened,
        actions={"pick": edit(_picked), "more": look(_further)},
        asks="answer",
        typed=_typed,
        row=_row,
        back=lambda state: f"start.kind:{state.scenario_id}",
        help="start",
        leads=(PICK, DAILY, "start.kind", "start.card", "timeline.view", "timeline.busy"),
    ),
    Screen(
        name=DAILY,
        sample=OfGroupNamed(7, "常連"),
        view=_daily,
        role="editor",
        actions={"at-once": edit(_at_once), "daily": edit(_timed)},
        asks="answer",
        typed=_each_day,
        back=lambda state: f"{PICK}:{state.scenario_id}.group",
        help="start",
        leads=(PICK, "start.card", "timeline.view", "timeline.busy"),
    ),
)

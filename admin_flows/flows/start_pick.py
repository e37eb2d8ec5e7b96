"""Starts that name something: a label, a group, another scenario, an event, a coupon."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from admin_flows.answers.clock_time import parse_time
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit, look
from admin_flows.flows.starting import begin_with, begun
from admin_flows.shared.drafts import error_line
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.where import OfScenario
from bot.domain import names
from bot.domain.attributes import BIRTHDAY
from bot.domain.document import (
    ApiEvent,
    CouponUsed,
    GroupMatched,
    LabelAdded,
    ScenarioFinished,
    ScenarioStopped,
    Start,
)
from bot.domain.edit import begun_by_date
from bot.domain.errors import Refused
from bot.domain.problems import problems_of
from bot.domain.text import one_line
from flex_templates.views.owner import StartDaily, StartHow, StartPick
from flex_templates.views.parts import Notice

PICK, DAILY, HOW = "start.pick", "start.daily", "start.how"

By = Literal["label", "group", "scenario", "event", "coupon", "date"]
_FREE = ("label", "event", "date")
"""Named anew, they come to be by it."""


@dataclass(frozen=True)
class ByName(OfScenario):
    """`first`: where the page begins, from 0."""

    by: By
    first: int = 0


@dataclass(frozen=True)
class OfOther(OfScenario):
    """Another scenario, or a date of friends' own."""

    by: By
    name: str


@dataclass(frozen=True)
class OfGroupNamed(OfScenario):
    group: str


def _scenarios(scene: Scene[ByName]) -> list[str]:
    itself = scene.state.scenario_id
    return [row.name for row in scene.reads.scenarios() if row.id != itself and not row.once]


def _dates(scene: Scene[ByName]) -> list[str]:
    own = [one.name for one in scene.reads.fields() if one.kind == "date"]
    return [BIRTHDAY, *(name for name in own if name != BIRTHDAY)]


_NAMES: Mapping[By, Callable[[Scene[ByName]], list[str]]] = {
    "label": lambda scene: [one.name for one in scene.reads.labels()],
    "group": lambda scene: [one.name for one in scene.reads.user_groups()],
    "scenario": _scenarios,
    "event": lambda _: [],
    "date": _dates,
    "coupon": lambda scene: [one.name for one in scene.reads.coupons() if not one.closed],
}


def _names(scene: Scene[ByName]) -> list[str]:
    return list(dict.fromkeys(_NAMES[scene.state.by](scene)))


def _page(scene: Scene[ByName]) -> Paged[str]:
    return paged(_names(scene), scene.state.first)


def _view(scene: Scene[ByName]) -> StartPick:
    state, page = scene.state, _page(scene)
    return StartPick(
        id=str(state.scenario_id),
        name=scene.draft(state.scenario_id).document.name,
        by=state.by,
        rows=page.rows,
        earlier=page.earlier,
        later=page.later,
    )


def _row(scene: Scene[ByName], number: int) -> Move | None:
    name = _page(scene).at(number)
    return _chosen(scene, name) if name else None


def _picked(scene: Scene[ByName], tap: Tap) -> Move:
    """By its number on the page; that may have changed since."""
    return _row(scene, tap.number(2)) or Stay()


def _typed(scene: Scene[ByName], text: str) -> Move:
    name = one_line(text)
    if scene.state.by == "date":
        return _named_date(scene, name)
    if scene.state.by in _FREE or name in _names(scene):
        return _chosen(scene, name)
    return Stay(Notice("error", "no_such_name", {"text": name[:20]}))


def _named_date(scene: Scene[ByName], name: str) -> Move:
    """A new name becomes a field of theirs once somebody or something fills it in."""
    try:
        return _chosen(scene, names.given(name))
    except Refused as refused:
        return Stay(error_line(refused.problem))


def _chosen(scene: Scene[ByName], name: str) -> Move:
    by, scenario_id = scene.state.by, scene.state.scenario_id
    if by == "group":
        return Goto(DAILY, OfGroupNamed(scenario_id, name))
    if by in ("scenario", "date"):
        return Goto(HOW, OfOther(scenario_id, by, name))
    try:
        return begin_with(scene, _start(by, name))
    except ValidationError as error:
        return Stay(error_line(problems_of(error, {}, {})[0]))


def _start(by: By, name: str) -> Start:
    match by:
        case "label":
            return LabelAdded(label=name)
        case "coupon":
            return CouponUsed(coupon=name)
    return ApiEvent(event=name)


def _turned(scene: Scene[ByName], tap: Tap) -> Move:
    state = scene.state
    return Goto(PICK, ByName(state.scenario_id, state.by, tap.number(2)))


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


def _how(scene: Scene[OfOther]) -> StartHow:
    state = scene.state
    return StartHow(
        id=str(state.scenario_id),
        name=scene.draft(state.scenario_id).document.name,
        by="date" if state.by == "date" else "scenario",
        of=state.name,
        yearly=state.name == BIRTHDAY,
    )


def _after(*, stopped: bool) -> Callable[[Scene[OfOther], Tap], Move]:
    def chosen(scene: Scene[OfOther], _: Tap) -> Move:
        name = scene.state.name
        start = ScenarioStopped(scenario=name) if stopped else ScenarioFinished(scenario=name)
        return begin_with(scene, start)

    return chosen


def _by_date(*, yearly: bool) -> Callable[[Scene[OfOther], Tap], Move]:
    def chosen(scene: Scene[OfOther], _: Tap) -> Move:
        name = scene.state.name
        return begun(scene, lambda document: begun_by_date(document, name, yearly=yearly))

    return chosen


SCREENS = (
    Screen(
        name=PICK,
        sample=ByName(7, "label"),
        view=_view,
        role="editor",
        opens=_opened,
        actions={"pick": edit(_picked), "page": look(_turned)},
        asks="answer",
        typed=_typed,
        row=_row,
        back=lambda state: f"start.kind:{state.scenario_id}",
        help="start",
        leads=(PICK, DAILY, HOW, "start.kind", "start.card", "timeline.view", "timeline.busy"),
    ),
    Screen(
        name=HOW,
        sample=OfOther(7, "date", BIRTHDAY),
        view=_how,
        role="editor",
        actions={
            "finished": edit(_after(stopped=False)),
            "stopped": edit(_after(stopped=True)),
            "once": edit(_by_date(yearly=False)),
            "yearly": edit(_by_date(yearly=True)),
        },
        back=lambda state: f"{PICK}:{state.scenario_id}.{state.by}",
        help="start",
        leads=(PICK, "start.card", "timeline.view", "timeline.busy"),
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

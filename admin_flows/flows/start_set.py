"""What else holds for those who enter: how often, when, before whom. Each has a default."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from admin_flows.answers.day import parse_date
from admin_flows.answers.plain import whole_number
from admin_flows.engine.common import BUTTONS
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.start import moved, often
from admin_flows.flows.step.picked import picked_date
from admin_flows.shared.drafts import change
from admin_flows.shared.where import OfScenario
from bot.domain.document import Scenario, dump
from bot.domain.edit import with_rules
from bot.domain.limits import PRIORITY
from bot.domain.text import one_line
from flex_templates.views.owner import StartSet
from flex_templates.views.parts import Notice

SET = "start.set"
SHOWN = 6
OFTEN = ("days", "weeks", "months")
PRIORITIES = (0, 50, PRIORITY)


@dataclass(frozen=True)
class Setting(OfScenario):
    """`what` is set: often, lane, period, priority, per or moved."""

    what: str


def _document(scene: Scene[Setting]) -> Scenario:
    return scene.draft(scene.state.scenario_id).document


def _rows(scene: Scene[Setting]) -> tuple[str, ...]:
    if scene.state.what == "per":
        return tuple(_document(scene).carried)[:SHOWN]
    if scene.state.what == "lane":
        return _lanes(scene)
    return ()


def _lanes(scene: Scene[Setting]) -> tuple[str, ...]:
    """Names that scenarios share already."""
    found = [row.document.exclusive for row in scene.reads.scenarios() if row.document.exclusive]
    return tuple(dict.fromkeys(found))[:SHOWN]


def _view(scene: Scene[Setting]) -> StartSet:
    document, zone = _document(scene), scene.reads.settings().calendar.zone
    active = document.active
    return StartSet(
        id=str(scene.state.scenario_id),
        name=document.name,
        what=scene.state.what,
        rows=_rows(scene),
        chosen=_CHOSEN[scene.state.what](document),
        today=scene.now.astimezone(zone).date(),
        active_from=active.from_ if active else None,
        active_until=active.until if active else None,
        most=PRIORITY,
    )


_CHOSEN: Mapping[str, Callable[[Scenario], str]] = {
    "often": often,
    "lane": lambda document: document.exclusive or "none",
    "period": lambda _: "",
    "priority": lambda document: str(document.priority),
    "per": lambda document: document.per or "none",
    "moved": lambda document: moved(document) or "retime",
}


def _changed(scene: Scene[Setting], **changes: Any) -> Move:
    then = Goto("start.card", OfScenario(scene.state.scenario_id))
    return change(scene, lambda document: with_rules(document, **changes), then)


def _set(scene: Scene[Setting], tap: Tap) -> Move:
    chosen = tap.id(2)
    match scene.state.what:
        case "often" if chosen in (*OFTEN, "none"):
            most = None if chosen == "none" else {"walks": 1, "per": {chosen: 1}}
            return _changed(scene, at_most=most)
        case "priority" if chosen in map(str, PRIORITIES):
            return _changed(scene, priority=int(chosen))
        case "moved" if chosen in ("retime", "stop"):
            return _changed(scene, goals=_moved(_document(scene), chosen))
        case "period" if chosen == "none":
            return _changed(scene, active=None)
        case "lane" | "per" if chosen == "none":
            return _changed(scene, **{_KEYS[scene.state.what]: None})
        case "lane" | "per":
            return _row(scene, tap.number(2)) or Stay()
    raise Nonsense("no such choice")


def _moved(document: Scenario, how: str) -> dict[str, Any]:
    goals: dict[str, Any] = dump(document)["goals"]
    return {name: {**goal, "on_change": how} for name, goal in goals.items()}


_KEYS = {"lane": "exclusive", "per": "per"}


def _row(scene: Scene[Setting], number: int) -> Move | None:
    rows = _rows(scene)
    if not 1 <= number <= len(rows):
        return None
    return _changed(scene, **{_KEYS[scene.state.what]: rows[number - 1]})


def _dated(which: str) -> Callable[[Scene[Setting], Tap], Move]:
    return lambda scene, tap: _period(scene, **{which: picked_date(tap)})


def _period(scene: Scene[Setting], **dates: date) -> Move:
    """One end at a time; the other one stays."""
    active = _document(scene).active
    ends = {"from": active.from_, "until": active.until} if active else {}
    given = {end: day.isoformat() for end, day in {**ends, **dates}.items() if day}
    stays = Goto(SET, scene.state)
    return change(scene, lambda document: with_rules(document, active=given), stays)


def _typed(scene: Scene[Setting], text: str) -> Move:
    match scene.state.what:
        case "lane":
            return _changed(scene, exclusive=one_line(text))
        case "priority":
            return _priority(scene, text)
        case "period":
            day = parse_date(text, _view(scene).today)
            if day is None:
                return Stay(Notice("error", "date_not_understood", {"text": text[:20]}))
            return _period(scene, until=day)
    return Stay(BUTTONS)


def _priority(scene: Scene[Setting], text: str) -> Move:
    number = whole_number(text)
    if number is None:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    if number > PRIORITY:
        values: dict[str, str | int] = {"least": 0, "most": PRIORITY, "actual": number}
        return Stay(Notice("error", "out_of_range", values))
    return _changed(scene, priority=number)


def _opened(tap: Tap) -> Setting:
    if tap.id(1) not in _CHOSEN:
        raise Nonsense("nothing of that name is set")
    return Setting(tap.number(), tap.id(1))


SCREENS = (
    Screen(
        name=SET,
        sample=Setting(7, "period"),
        view=_view,
        role="editor",
        opens=_opened,
        actions={
            "set": edit(_set),
            "from": edit(_dated("from")),
            "until": edit(_dated("until")),
        },
        asks="answer",
        typed=_typed,
        row=_row,
        back=lambda state: f"start.card:{state.scenario_id}",
        help="start",
        leads=(SET, "start.card", "scenario.card", "timeline.busy"),
    ),
)

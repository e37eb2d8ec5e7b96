"""A start on a set day: when, and for whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.starting import begin_with
from admin_flows.shared.where import OfScenario
from bot.domain.starts import Dated, Who
from bot.domain.text import one_line
from flex_templates.views.owner import StartWhom, WhoRow
from flex_templates.views.parts import Notice

WHOM = "start.whom"
SHOWN = 4
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class OnDay(OfScenario):
    """`at`: on the account's clock."""

    at: datetime


def chosen_day(scene: Scene[OfScenario], tap: Tap) -> Move:
    try:
        at = datetime.fromisoformat(tap.params.get("datetime", "")).replace(tzinfo=None)
    except ValueError:
        raise Nonsense("no time") from None
    now = scene.now.astimezone(scene.reads.settings().calendar.zone).replace(tzinfo=None)
    if at < now:
        return Stay(Notice("error", "time_is_over"))
    if at > now + LONGEST:
        return Stay(Notice("error", "within_a_year"))
    return Goto(WHOM, OnDay(scene.state.scenario_id, at))


def _rows(scene: AnyScene) -> tuple[WhoRow, ...]:
    """Everybody, then the labels and groups there are."""
    labels = [WhoRow("label", one.name) for one in scene.reads.labels()[:SHOWN]]
    groups = [WhoRow("group", one.name) for one in scene.reads.user_groups()[:SHOWN]]
    return (WhoRow("all"), *labels, *groups)


def _view(scene: Scene[OnDay]) -> StartWhom:
    state = scene.state
    return StartWhom(
        id=str(state.scenario_id),
        name=scene.draft(state.scenario_id).document.name,
        on=state.at.date(),
        at=state.at.time(),
        rows=_rows(scene),
    )


def _row(scene: Scene[OnDay], number: int) -> Move | None:
    rows = _rows(scene)
    return _begin(scene, rows[number - 1]) if 1 <= number <= len(rows) else None


def _picked(scene: Scene[OnDay], tap: Tap) -> Move:
    return _row(scene, tap.number()) or Stay()


def _typed(scene: Scene[OnDay], text: str) -> Move:
    name = one_line(text)
    labels = [WhoRow("label", one.name) for one in scene.reads.labels()]
    groups = [WhoRow("group", one.name) for one in scene.reads.user_groups()]
    found = next((row for row in (*labels, *groups) if row.name == name), None)
    return (
        _begin(scene, found)
        if found
        else Stay(Notice("error", "no_such_name", {"text": name[:20]}))
    )


def _begin(scene: Scene[OnDay], row: WhoRow) -> Move:
    who = Who() if row.kind == "all" else Who.model_validate({row.kind: row.name})
    return begin_with(scene, Dated(on=scene.state.at, who=who))


SCREENS = (
    Screen(
        name=WHOM,
        sample=OnDay(7, datetime.fromisoformat("2026-12-24T10:00")),
        view=_view,
        role="editor",
        actions={"pick": edit(_picked)},
        asks="answer",
        typed=_typed,
        row=_row,
        back=lambda state: f"start.kind:{state.scenario_id}",
        help="start",
        leads=("start.kind", "start.card", "timeline.view", "timeline.busy"),
    ),
)

"""The whole scenario, downwards: where everything about its steps starts and ends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from admin_flows.answers.plain import dashed, plain
from admin_flows.engine.common import BUTTONS
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.media import asked_which
from admin_flows.flows.scenario.running import pause_this, resume_this
from admin_flows.flows.step import added
from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import TakeDraft
from admin_flows.ports.facts import Draft, ScenarioFacts
from admin_flows.shared import doing, rows
from admin_flows.shared.changes import changes
from admin_flows.shared.days import days
from admin_flows.shared.drafts import BUSY, is_busy
from admin_flows.shared.lanes import Told, folded_row, lane, timeline_row, told
from admin_flows.shared.pages import ROWS, is_folded, page_start, row_of, rows_of
from admin_flows.shared.route_names import route_names
from admin_flows.shared.where import SCENARIO, OfScenario, OfStep, Page, scenario_of, to_card
from bot.domain.document import Scenario, Step
from bot.domain.ways import step_called
from flex_templates.views.owner import Busy, Lane, LastEdit, OtherPage, TimelineRow, TimelineView
from flex_templates.views.parts import Notice


def _opened(tap: Tap) -> Page:
    """Ids: the scenario, then the first row, or `at` and a step's id, or `look` for those who only
    read while another edits.
    """
    if tap.ids[1:2] == ("at",):
        return Page(tap.number(), at=tap.id(2))
    looking = "look" in tap.ids[1:]
    places = [index for index in range(1, len(tap.ids)) if tap.ids[index] != "look"]
    first = tap.number(places[0]) if places else 1
    return Page(tap.number(), page_start(first), looking)


def _first(state: Page, document: Scenario) -> int:
    return page_start(row_of(document, state.at)) if state.at else state.first


def _unless_busy(scene: Scene[Page]) -> Goto | None:
    draft = scene.draft(scene.state.scenario_id)
    if scene.state.looking or scene.actor.role == "viewer" or not is_busy(scene, draft):
        return None
    return Goto(BUSY, OfScenario(draft.scenario_id))


def _view(scene: Scene[Page]) -> TimelineView:
    facts, draft = _facts_and_draft(scene)
    published = scene.reads.published(facts.id) if facts.changed else None
    document = draft.document
    shown, first = rows_of(document), _first(scene.state, document)
    on_days = days(document, scene.now, scene.reads.settings().calendar)
    total = len(document.all_steps)
    return TimelineView(
        id=str(facts.id),
        name=facts.name,
        state=facts.state,
        rows=_rows(scene, document, on_days, shown[first - 1 : first - 1 + ROWS]),
        total=total,
        days=on_days.get(document.all_steps[-1].id) if total else None,
        inside=facts.inside,
        version=facts.version or None,
        starts=rows.start_rows(document, route_names(scene.reads, document)),
        previous=_page(document, shown, first - ROWS),
        next=_page(document, shown, first + ROWS),
        changes=len(changes(document, published)),
        last_edit=_last_edit(scene, draft),
    )


def _facts_and_draft(scene: Scene[Page]) -> tuple[ScenarioFacts, Draft]:
    scenario_id = scene.state.scenario_id
    return scene.scenario(scenario_id), scene.draft(scenario_id)


def _page(document: Scenario, shown: Sequence[Step], first: int) -> OtherPage | None:
    steps = shown[first - 1 : first - 1 + ROWS] if first > 0 else ()
    numbers = [document.numbers[step.id] for step in steps]
    return OtherPage(first, numbers[0], numbers[-1]) if numbers else None


def _rows(
    scene: Scene[Page], document: Scenario, on_days: Mapping[str, int], steps: Sequence[Step]
) -> tuple[TimelineRow, ...]:
    known = told(scene, document, on_days)
    if is_folded(document):
        return tuple(folded_row(scene, known, step) for step in steps)
    ways = doing.ways(document)
    return tuple(
        replace(
            timeline_row(scene, known, step),
            depth=len(ways[step.id]),
            lane=_lead_in(scene, known, step.id),
        )
        for step in steps
    )


def _lead_in(scene: Scene[Page], known: Told, step_id: str) -> Lane | None:
    found = doing.lead_in(known.document, step_id)
    return lane(scene, known, found[0], found[1], slice(0)) if found else None


def _last_edit(scene: Scene[Page], draft: Draft) -> LastEdit | None:
    if draft.edited_at is None or draft.editor_user_id == scene.actor.user_id:
        return None
    return LastEdit(draft.editor, draft.edited_at)


def _add(scene: Scene[Page], _: Tap) -> Move:
    return added(scene, None)


def _row(scene: Scene[Page], number: int) -> Move | None:
    step = step_called(scene.draft(scene.state.scenario_id).document, str(number))
    return _step(scene, step) if step else None


def _step(scene: Scene[Page], step: Step) -> Goto:
    screen = "branch.lanes" if step.branch else "step.card"
    return Goto(screen, OfStep(scene.state.scenario_id, step.id))


def _typed(scene: Scene[Page], text: str) -> Move:
    """2-B-3 is a step on a way of a branch; a word opens the first step that holds it, and tells of
    the others.
    """
    document = scene.draft(scene.state.scenario_id).document
    if step := step_called(document, dashed(text)):
        return _step(scene, step)
    found = [step for step in document.all_steps if _says(scene, step, plain(text))]
    if not found:
        return Stay(Notice("error", "one_of_many"))
    others = [document.numbers[step.id] for step in found[1:4]]
    line = Notice("info", "word_also_in", {"word": text[:20], "numbers": " ".join(others)})
    return replace(_step(scene, found[0]), notice=line if others else None)


def _sent(scene: Scene[Page], sent: Sent) -> Move:
    if scene.actor.role == "viewer":
        return Stay(BUTTONS)
    return asked_which(scene, sent, scene.state.scenario_id)


def _says(scene: Scene[Page], step: Step, word: str) -> bool:
    said = (rows.text_of(message, scene.actor.locale) for message in step.says)
    return bool(word) and any(word in plain(part) for part in (step.title or "", *said))


def _busy(scene: Scene[OfScenario]) -> Busy:
    draft = scene.draft(scene.state.scenario_id)
    since = scene.now - draft.edited_at if draft.edited_at else timedelta()
    return Busy(
        id=str(draft.scenario_id),
        name=draft.document.name,
        by=draft.editor,
        minutes=max(int(since.total_seconds() // 60), 0),
        number=rows.number_of(draft.document, draft.step_id or ""),
    )


def _take_over(scene: Scene[OfScenario], _: Tap) -> Move:
    then = Goto("timeline.view", Page(scene.state.scenario_id))
    return Run(TakeDraft(scene.state.scenario_id), then=lambda _: then)


SCREENS = (
    Screen(
        name="timeline.view",
        sample=Page(7),
        view=_view,
        opens=_opened,
        instead=_unless_busy,
        actions={"pause": edit(pause_this), "resume": edit(resume_this), "add": edit(_add)},
        asks="search",
        typed=_typed,
        sent=_sent,
        row=_row,
        back=to_card,
        help="timeline",
        leads=(
            "step.card",
            "step.kind",
            "branch.lanes",
            "start.card",
            "start.kind",
            "start.check",
            "publish.whom",
            "try.menu",
            "draft.discard",
            "media.step",
            "scenario.card",
            "scenario.more",
            "scenario.paused",
            "scenario.overdue",
            "scenario.resumed",
            "timeline.view",
            BUSY,
        ),
    ),
    Screen(
        name=BUSY,
        sample=SCENARIO,
        view=_busy,
        role="editor",
        opens=scenario_of,
        actions={"take-over": edit(_take_over)},
        back=to_card,
        help="timeline",
        leads=("timeline.view", "scenario.card"),
    ),
)

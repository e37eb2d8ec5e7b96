"""The whole scenario, downwards: where everything about its steps starts and ends."""

from datetime import timedelta

from admin_flows.answers.plain import plain
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.scenario.running import pause_this, resume_this
from admin_flows.flows.step import added
from admin_flows.ports.commands import TakeDraft
from admin_flows.ports.facts import Draft, ScenarioFacts
from admin_flows.shared import doing, rows
from admin_flows.shared.changes import changes
from admin_flows.shared.days import days
from admin_flows.shared.drafts import BUSY, is_busy
from admin_flows.shared.pages import ROWS, page_start
from admin_flows.shared.route_names import route_names
from admin_flows.shared.where import SCENARIO, OfScenario, OfStep, Page, scenario_of, to_card
from bot.domain.changes import tag
from bot.domain.document import Scenario, Step
from flex_templates.views.owner import Busy, LastEdit, TimelineRow, TimelineView
from flex_templates.views.parts import Notice


def _opened(tap: Tap) -> Page:
    """Ids: the scenario, the first row, `look` for those who only read while another edits."""
    looking = "look" in tap.ids[1:]
    places = [index for index in range(1, len(tap.ids)) if tap.ids[index] != "look"]
    first = tap.number(places[0]) if places else 1
    return Page(tap.number(), page_start(first), looking)


def _unless_busy(scene: Scene[Page]) -> Goto | None:
    draft = scene.draft(scene.state.scenario_id)
    if scene.state.looking or scene.actor.role == "viewer" or not is_busy(scene, draft):
        return None
    return Goto(BUSY, OfScenario(draft.scenario_id))


def _view(scene: Scene[Page]) -> TimelineView:
    facts, draft = _facts_and_draft(scene)
    published = scene.reads.published(facts.id) if facts.changed else None
    first, total = scene.state.first, len(draft.document.all_steps)
    on_days = days(draft.document, scene.now, scene.reads.settings().calendar)
    return TimelineView(
        id=str(facts.id),
        name=facts.name,
        state=facts.state,
        rows=_rows(scene, draft.document, published, on_days),
        total=total,
        days=on_days.get(draft.document.all_steps[-1].id) if total else None,
        inside=facts.inside,
        version=facts.version or None,
        starts=rows.start_rows(draft.document, route_names(scene.reads, draft.document)),
        previous_first=first - ROWS if first > ROWS else None,
        next_first=first + ROWS if first + ROWS <= total else None,
        changes=len(changes(draft.document, published)),
        last_edit=_last_edit(scene, draft),
    )


def _facts_and_draft(scene: Scene[Page]) -> tuple[ScenarioFacts, Draft]:
    scenario_id = scene.state.scenario_id
    return scene.scenario(scenario_id), scene.draft(scenario_id)


def _rows(
    scene: Scene[Page], document: Scenario, published: Scenario | None, on_days: dict[str, int]
) -> tuple[TimelineRow, ...]:
    waiting = scene.reads.waiting(scene.state.scenario_id)
    start, ways = scene.state.first - 1, doing.ways(document)
    return tuple(
        TimelineRow(
            id=step.id,
            number=number,
            when=rows.when(step.wait, document),
            day=on_days.get(step.id),
            kinds=rows.kinds(step),
            title=step.title,
            excerpt=rows.excerpt(step, scene.actor.locale),
            waiting=waiting.get(step.id, 0),
            tag="check" if _needs_a_look(scene, step) else tag(step, published),
            doing=doing.doing(step, document),
            depth=len(ways[step.id]),
            arm=doing.lead_in(document, step.id),
        )
        for number, step in enumerate(document.all_steps[start : start + ROWS], start + 1)
    )


def _needs_a_look(scene: Scene[Page], step: Step) -> bool:
    """Nothing in it, or a picture that vanished."""
    return step.is_empty or any(rows.is_lost(message, scene.reads) for message in step.send)


def _last_edit(scene: Scene[Page], draft: Draft) -> LastEdit | None:
    if draft.edited_at is None or draft.editor_user_id == scene.actor.user_id:
        return None
    return LastEdit(draft.editor, draft.edited_at)


def _add(scene: Scene[Page], _: Tap) -> Move:
    return added(scene, None)


def _row(scene: Scene[Page], number: int) -> Move | None:
    steps = scene.draft(scene.state.scenario_id).document.all_steps
    if not 1 <= number <= len(steps):
        return None
    return Goto("step.card", OfStep(scene.state.scenario_id, steps[number - 1].id))


def _typed(scene: Scene[Page], text: str) -> Move:
    """A word opens the first step that holds it; a number that no step has is told."""
    word, locale = plain(text), scene.actor.locale
    for step in scene.draft(scene.state.scenario_id).document.all_steps:
        said = (rows.text_of(message, locale) for message in step.says)
        if word and any(word in plain(part) for part in (step.title or "", *said)):
            return Goto("step.card", OfStep(scene.state.scenario_id, step.id))
    return Stay(Notice("error", "one_of_many"))


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
        row=_row,
        back=to_card,
        help="timeline",
        leads=(
            "step.card",
            "step.wait",
            "start.card",
            "start.kind",
            "start.check",
            "publish.whom",
            "try.menu",
            "draft.discard",
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

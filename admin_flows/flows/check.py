"""Before the start: everything that stands in the way, on one card, with the way to mend it."""

from typing import Literal

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import AnyScene, Scene, Tap
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.flows.scenario.adding import may_add
from admin_flows.flows.scenario.running import pause_this
from admin_flows.ports.commands import StartScenario
from admin_flows.shared import rows
from admin_flows.shared.drafts import unseen_changes
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of, to_card, to_timeline
from bot.domain.check import Finding, check, errors
from bot.domain.document import Image, Scenario
from bot.domain.edit import step_of
from flex_templates.views.owner import CheckRow, StartCheck, StartDone
from flex_templates.views.parts import Notice

Fix = Literal["content", "time", "start", "step", "timeline"]

_FIXES: dict[str, tuple[str, Fix]] = {
    "no_start": ("no_start", "start"),
    "no_steps": ("no_steps", "timeline"),
    "no_content": ("step_without_content", "content"),
    "stop_word": ("keyword_is_stop_word", "start"),
    "unknown_variable": ("unknown_variable", "content"),
    "text_too_long": ("text_too_long", "content"),
    "unknown_step": ("unknown_step", "time"),
    "in_quiet_hours": ("inside_quiet_hours", "time"),
    "missing_picture": ("missing_picture", "content"),
}
"""What the check found: the card's word for it, and where it is put right."""


def findings(scene: AnyScene, document: Scenario) -> tuple[Finding, ...]:
    settings = scene.reads.settings()
    return (
        *check(document, settings.calendar, settings.account_name),
        *_lost_pictures(scene, document),
    )


def _lost_pictures(scene: AnyScene, document: Scenario) -> list[Finding]:
    return [
        Finding("error", "missing_picture", step.id)
        for step in document.steps
        for message in step.send
        if isinstance(message, Image) and rows.picture(message, scene.reads) is None
    ]


def _row(finding: Finding, document: Scenario) -> CheckRow:
    code, fix = _FIXES.get(finding.code, (finding.code, "timeline"))
    step_id = finding.step_id
    return CheckRow(
        severity=finding.severity,
        code=code,
        fix=fix,
        step_id=step_id,
        number=rows.number_of(document, step_id) if step_id else None,
        title=step_of(document, step_id).title if step_id else None,
        values=dict(finding.values),
    )


def _check(scene: Scene[OfScenario]) -> StartCheck:
    draft = scene.draft(scene.state.scenario_id)
    document = draft.document
    found = sorted(findings(scene, document), key=lambda finding: finding.severity != "error")
    return StartCheck(
        id=str(draft.scenario_id),
        name=document.name,
        steps=len(document.steps),
        starts=rows.start_rows(document),
        findings=tuple(_row(finding, document) for finding in found),
        staff_groups=sum(group.linked_at is not None for group in scene.reads.groups()),
    )


def _start(scene: Scene[OfScenario], _: Tap) -> Move:
    draft = scene.draft(scene.state.scenario_id)
    if unseen := unseen_changes(scene, draft):
        return unseen
    if errors(findings(scene, draft.document)):
        return Goto("start.check", scene.state, Notice("error", "not_ready"))
    then = Goto("start.done", OfScenario(draft.scenario_id))
    return Run(StartScenario(draft.scenario_id, draft.revision), then=lambda _: then)


def _only_drafts(scene: Scene[OfScenario]) -> Goto | None:
    """What runs already is published, not started."""
    facts = scene.scenario(scene.state.scenario_id)
    if facts.state == "draft":
        return None
    if facts.changed:
        return Goto("publish.whom", scene.state)
    return Goto("scenario.card", scene.state)


def _done(scene: Scene[OfScenario]) -> StartDone:
    facts = scene.scenario(scene.state.scenario_id)
    return StartDone(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        next=rows.next_send(facts.next_due),
        adds=rows.is_by_hand(facts.document) and may_add(scene, facts),
    )


SCREENS = (
    Screen(
        name="start.check",
        sample=SCENARIO,
        view=_check,
        role="editor",
        opens=scenario_of,
        instead=_only_drafts,
        actions={"start": own(_start)},
        back=to_timeline,
        help="check",
        leads=(
            "start.done",
            "start.check",
            "publish.whom",
            "msg.compose",
            "step.time",
            "step.wait",
            "step.card",
            "start.card",
            "start.kind",
            "timeline.view",
            "step.preview",
        ),
    ),
    Screen(
        name="start.done",
        sample=SCENARIO,
        view=_done,
        actions={"pause": edit(pause_this)},
        back=to_card,
        leads=("add.whom", "scenario.paused", "scenario.card", "home.today"),
    ),
)

"""Before the start: everything that stands in the way, on one card, with the way to mend it."""

from typing import Literal

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.flows.scenario.adding import may_add
from admin_flows.flows.scenario.running import pause_this
from admin_flows.flows.trial import existing
from admin_flows.ports.commands import StartScenario
from admin_flows.ports.facts import StartForecast
from admin_flows.shared import rows
from admin_flows.shared.drafts import unseen_changes
from admin_flows.shared.findings import findings
from admin_flows.shared.route_names import route_names
from admin_flows.shared.where import (
    SCENARIO,
    OfScenario,
    OfVersion,
    scenario_of,
    to_card,
    to_timeline,
)
from bot.domain.check import errors
from bot.domain.document import FriendAdded, Scenario
from bot.domain.edit import step_of
from bot.domain.finding import Finding
from flex_templates.views import owner
from flex_templates.views.owner import CheckRow, StartCheck, StartDone
from flex_templates.views.parts import Notice

Fix = Literal["content", "time", "start", "step", "timeline"]

_FIXES: dict[str, Fix] = {
    "no_start": "start",
    "no_steps": "timeline",
    "no_content": "content",
    "stop_word": "start",
    "text_too_long": "content",
    "unknown_step": "time",
    "unknown_goal": "time",
    "in_quiet_hours": "time",
    "unreachable_arm": "step",
    "split_over_100": "step",
    "branch_does_nothing": "step",
    "no_otherwise": "step",
    "endless_repeat": "step",
    "not_tappable": "step",
    "unknown_coupon": "content",
    "unknown_place": "content",
    "unknown_menu": "step",
    "day_is_over": "start",
    "unknown_fragment": "step",
    "fragment_unfit": "timeline",
    "unknown_route": "start",
    "not_watchable": "step",
    "reaction_nowhere": "step",
    "not_earlier": "time",
    "no_question": "step",
    "missing_picture": "content",
    "sends_at_night": "time",
    "waits_for_good": "time",
    "question_for_good": "step",
    "link_nowhere": "content",
    "sample_link": "content",
}
"""Where what the check found is put right; all else on the timeline."""


def _row(finding: Finding, document: Scenario) -> CheckRow:
    step_id = finding.step_id
    return CheckRow(
        severity=finding.severity,
        code=finding.code,
        fix=_FIXES.get(finding.code, "timeline"),
        step_id=step_id,
        number=rows.number_of(document, step_id) if step_id else None,
        title=step_of(document, step_id).title if step_id else None,
        values=dict(finding.values),
    )


def _check(scene: Scene[OfScenario]) -> StartCheck:
    draft = scene.draft(scene.state.scenario_id)
    document = draft.document
    found = sorted(findings(scene, document), key=lambda finding: finding.severity != "error")
    ahead = scene.reads.if_started(document)
    return StartCheck(
        id=str(draft.scenario_id),
        name=document.name,
        steps=len(document.all_steps),
        starts=rows.start_rows(document, route_names(scene.reads, document)),
        findings=(*(_row(finding, document) for finding in found), *_short(ahead, document)),
        staff_groups=sum(group.linked_at is not None for group in scene.reads.groups()),
        forecast=_forecast(ahead, document) if ahead else None,
        existing=_existing(scene, draft.scenario_id),
    )


def _existing(scene: Scene[OfScenario], scenario_id: int) -> int | None:
    found = existing(scene, scenario_id) if scene.actor.role == "owner" else None
    return found.entering if found and found.entering else None


_AT_LIMIT = {"hold": "quota_held", "skip": "quota_skipped", "end": "quota_ended"}


def _short(ahead: StartForecast | None, document: Scenario) -> tuple[CheckRow, ...]:
    """A question, not an error: it may start all the same."""
    if ahead is None or ahead.runs_out_on is None or ahead.limit is None:
        return ()
    missing = ahead.used + ahead.others + ahead.own + ahead.kept - ahead.limit
    return (
        CheckRow(
            severity="warning",
            code=_AT_LIMIT[document.at_limit],
            fix="quota",
            values={"missing": missing, "day": ahead.runs_out_on},
        ),
    )


def _forecast(ahead: StartForecast, document: Scenario) -> owner.StartForecast:
    return owner.StartForecast(
        enters=_enters(document),
        own=ahead.own,
        own_next=ahead.own_next,
        newcomers=ahead.newcomers,
        steps=sum(bool(step.says) for step in document.all_steps),
        others=ahead.others,
        used=ahead.used,
        limit=ahead.limit,
    )


def _enters(document: Scenario) -> Literal["newcomers", "by_hand", "by_themselves"]:
    if any(isinstance(start, FriendAdded) for start in document.start):
        return "newcomers"
    return "by_hand" if rows.is_by_hand(document) else "by_themselves"


def _start(scene: Scene[OfScenario], _: Tap) -> Move:
    draft = scene.draft(scene.state.scenario_id)
    if unseen := unseen_changes(scene, draft):
        return unseen
    if errors(findings(scene, draft.document)):
        return Goto("start.check", scene.state, Notice("error", "not_ready"))
    if scene.scenario(draft.scenario_id).once:
        return Goto("once.whom", scene.state)
    then = Goto("start.done", OfScenario(draft.scenario_id))
    return Run(StartScenario(draft.scenario_id, draft.revision), then=lambda _: then)


def _is_sound(scene: Scene[OfScenario]) -> bool:
    return not errors(findings(scene, scene.draft(scene.state.scenario_id).document))


def _only_drafts(scene: Scene[OfScenario]) -> Goto | None:
    """What runs already is published, not started."""
    facts = scene.scenario(scene.state.scenario_id)
    if facts.once and facts.state == "draft" and _is_sound(scene):
        return Goto("once.whom", scene.state)
    if facts.state == "draft":
        return None
    if facts.changed:
        return Goto("publish.whom", OfVersion(facts.id))
    return Goto("scenario.card", scene.state)


def _done(scene: Scene[OfScenario]) -> StartDone:
    facts = scene.scenario(scene.state.scenario_id)
    return StartDone(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        next=rows.next_send(facts.next_due),
        adds=rows.is_by_hand(facts.document) and may_add(scene, facts),
        trial=scene.reads.trial(facts.id) is not None,
        qr=_way_in(scene, facts.document),
    )


def _way_in(scene: Scene[OfScenario], document: Scenario) -> str | None:
    """The card with the QR code by which people come in, where they come by one."""
    added = [start for start in document.start if isinstance(start, FriendAdded)]
    slugs = {slug for start in added for slug in start.routes or ()}
    routes = [one for one in scene.reads.routes() if not one.stopped]
    own = [one for one in routes if one.slug in slugs]
    if not added:
        return None
    if len(own) == 1:
        return f"go:route.card:{own[0].id}"
    return "go:route.list"


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
            "start.existing",
            "try.menu",
            "start.check",
            "publish.whom",
            "once.whom",
            "msg.compose",
            "step.time",
            "step.wait",
            "step.card",
            "start.card",
            "start.kind",
            "timeline.view",
            "step.preview",
            "quota.month",
        ),
    ),
    Screen(
        name="start.done",
        sample=SCENARIO,
        view=_done,
        actions={"pause": edit(pause_this)},
        back=to_card,
        leads=(
            "add.whom",
            "route.card",
            "route.list",
            "trial.card",
            "scenario.paused",
            "scenario.card",
            "home.today",
        ),
    ),
)

"""Changes of what runs: published for newcomers, or thrown away."""

from dataclasses import dataclass
from datetime import datetime

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.flows.check import findings
from admin_flows.ports.commands import DiscardDraft, PublishDraft
from admin_flows.shared.changes import changes
from admin_flows.shared.drafts import unseen_changes
from admin_flows.shared.where import SCENARIO, OfScenario, Page, scenario_of, to_card, to_timeline
from bot.domain.check import errors
from flex_templates.views.owner import ChangeRow, DraftDiscard, PublishDone, PublishWhom
from flex_templates.views.parts import Notice


@dataclass(frozen=True)
class Published(OfScenario):
    version: int
    at: datetime


def _changes(scene: Scene[OfScenario]) -> tuple[ChangeRow, ...]:
    scenario_id = scene.state.scenario_id
    return changes(scene.draft(scenario_id).document, scene.reads.published(scenario_id))


def _whom(scene: Scene[OfScenario]) -> PublishWhom:
    facts = scene.scenario(scene.state.scenario_id)
    return PublishWhom(
        id=str(facts.id),
        name=facts.name,
        version=facts.version,
        inside=facts.inside,
        changes=_changes(scene),
    )


def _publish(scene: Scene[OfScenario], _: Tap) -> Move:
    """What stands in the way of a start stands in the way of a new version, too."""
    draft, facts = scene.draft(scene.state.scenario_id), scene.scenario(scene.state.scenario_id)
    if unseen := unseen_changes(scene, draft):
        return unseen
    if errors(findings(scene, draft.document)):
        return Goto("start.check", scene.state, Notice("error", "not_ready"))
    return Run(
        PublishDraft(draft.scenario_id, draft.revision),
        then=lambda done: Goto(
            "publish.done",
            Published(facts.id, done.version or facts.version + 1, done.at or scene.now),
        ),
    )


def _published(scene: Scene[Published]) -> PublishDone:
    facts = scene.scenario(scene.state.scenario_id)
    return PublishDone(
        id=str(facts.id),
        name=facts.name,
        version=scene.state.version,
        at=scene.state.at,
        inside=facts.inside,
    )


def _only_changed(scene: Scene[OfScenario]) -> Goto | None:
    if scene.scenario(scene.state.scenario_id).changed:
        return None
    line = Notice("info", "nothing_changed")
    return Goto("timeline.view", Page(scene.state.scenario_id), line)


def _discard(scene: Scene[OfScenario]) -> DraftDiscard:
    facts = scene.scenario(scene.state.scenario_id)
    return DraftDiscard(id=str(facts.id), name=facts.name, changes=len(_changes(scene)))


def _discarded(scene: Scene[OfScenario], _: Tap) -> Move:
    scenario_id = scene.state.scenario_id
    if unseen := unseen_changes(scene, scene.draft(scenario_id)):
        return unseen
    then = Goto("timeline.view", Page(scenario_id), Notice("info", "discarded"))
    return Run(DiscardDraft(scenario_id), then=lambda _: then)


SCREENS = (
    Screen(
        name="publish.whom",
        sample=SCENARIO,
        view=_whom,
        role="owner",
        opens=scenario_of,
        instead=_only_changed,
        actions={"newcomers": own(_publish)},
        back=to_timeline,
        help="publish",
        leads=("publish.done", "start.check", "draft.discard", "timeline.view"),
    ),
    Screen(
        name="publish.done",
        sample=Published(7, 4, datetime.fromisoformat("2026-11-21T05:02:00+00:00")),
        view=_published,
        back=to_card,
        help="publish",
        leads=("scenario.card", "home.today", "timeline.view"),
    ),
    Screen(
        name="draft.discard",
        sample=SCENARIO,
        view=_discard,
        role="editor",
        opens=scenario_of,
        instead=_only_changed,
        actions={"discard": edit(_discarded)},
        back=to_timeline,
        help="publish",
        leads=("timeline.view",),
    ),
)

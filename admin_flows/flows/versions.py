"""What was published when, and the way back to it."""

from dataclasses import dataclass
from functools import partial

from admin_flows.engine.move import Goto
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen
from admin_flows.ports.facts import ScenarioFacts, VersionFacts
from admin_flows.shared import rows
from admin_flows.shared.changes import changes
from admin_flows.shared.paging import page_read
from admin_flows.shared.where import OfScenario, OfVersion, to_card
from flex_templates.views.owner import TemplateStep, VersionCard, VersionList, VersionRow

STEPS_SHOWN = 12


@dataclass(frozen=True)
class Listed(OfScenario):
    """`first` counts from 0."""

    first: int = 0


def _opened(tap: Tap) -> Listed:
    return Listed(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


def _list(scene: Scene[Listed]) -> VersionList:
    facts = scene.scenario(scene.state.scenario_id)
    page = page_read(partial(scene.reads.versions, facts.id), scene.state.first)
    return VersionList(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        rows=tuple(_row(facts, one) for one in page.rows),
        earlier=page.earlier,
        later=page.later,
    )


def _row(facts: ScenarioFacts, version: VersionFacts) -> VersionRow:
    document, before = version.document, version.before
    return VersionRow(
        number=version.number,
        at=version.at,
        by=version.by or None,
        inside=version.inside,
        changes=len(changes(document, before)) if document and before else None,
        current=version.number == facts.version,
    )


def version_of(tap: Tap) -> OfVersion:
    return OfVersion(tap.number(), tap.number(1))


def _only_there(scene: Scene[OfVersion]) -> Goto | None:
    state = scene.state
    if scene.reads.version(state.scenario_id, state.version):
        return None
    return Goto("version.list", Listed(scene.scenario(state.scenario_id).id))


def _card(scene: Scene[OfVersion]) -> VersionCard:
    facts = scene.scenario(scene.state.scenario_id)
    version = scene.reads.version(facts.id, scene.state.version)
    if version is None:
        raise LookupError(scene.state.version)
    document = version.document
    steps = document.all_steps if document else ()
    return VersionCard(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        row=_row(facts, version),
        changes=changes(document, version.before) if document else (),
        steps=tuple(
            TemplateStep(rows.when(step.wait, document), step.title or step.id)
            for step in steps[:STEPS_SHOWN]
            if document
        ),
        more=max(len(steps) - STEPS_SHOWN, 0),
        may_restore=_may_restore(scene, facts, version),
        against=_before(version) if document else None,
        running=facts.version if document and version.number != facts.version else None,
    )


def _before(version: VersionFacts) -> int | None:
    """The number of the version before, where there is one that can be read."""
    return version.number - 1 if version.before else None


def _may_restore(scene: Scene[OfVersion], facts: ScenarioFacts, version: VersionFacts) -> bool:
    live = facts.state in ("running", "paused") and scene.actor.role == "owner"
    return live and version.document not in (None, scene.reads.published(facts.id))


SCREENS = (
    Screen(
        name="version.list",
        sample=Listed(7),
        view=_list,
        opens=_opened,
        back=to_card,
        help="publish",
        leads=("version.card", "version.list", "scenario.card"),
    ),
    Screen(
        name="version.card",
        sample=OfVersion(7, 1),
        view=_card,
        opens=version_of,
        instead=_only_there,
        back=lambda state: f"version.list:{state.scenario_id}",
        help="publish",
        leads=("publish.whom", "publish.compare", "version.list"),
    ),
)

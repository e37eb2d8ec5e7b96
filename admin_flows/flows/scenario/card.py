from admin_flows.engine.scene import Scene
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.flows.scenario.adding import may_add
from admin_flows.flows.scenario.ending import delete_this, may_delete, reopen_this
from admin_flows.flows.scenario.naming import copied
from admin_flows.flows.scenario.once import call_off
from admin_flows.flows.scenario.running import pause_this, resume_this
from admin_flows.ports.facts import ScenarioFacts
from admin_flows.shared import rows
from admin_flows.shared.changes import changes
from admin_flows.shared.exporting import YAML, ask_for_scenario
from admin_flows.shared.route_names import route_names
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of, to_card
from flex_templates.views.owner import ScenarioCard, ScenarioExport, ScenarioMore


def _card(scene: Scene[OfScenario]) -> ScenarioCard:
    facts = scene.scenario(scene.state.scenario_id)
    active = facts.document.active
    names = route_names(scene.reads, facts.document)
    return ScenarioCard(
        scenario=rows.scenario_row(facts, _count_changes(scene, facts), names),
        now_at=scene.now,
        finished=facts.finished,
        stopped=facts.stopped,
        blocked=facts.blocked,
        to_check=facts.stuck,
        held=rows.held_counts(facts.held),
        version=facts.version or None,
        published_at=facts.version_at,
        published_by=facts.version_by or None,
        active_from=active.from_ if active else None,
        active_until=active.until if active else None,
        adds=rows.is_by_hand(facts.document) and may_add(scene, facts),
        may_call_off=facts.planned is not None and facts.planned.at > scene.now,
    )


def _count_changes(scene: Scene[OfScenario], facts: ScenarioFacts) -> int:
    if not facts.changed:
        return 0
    document = scene.draft(facts.id).document
    return len(changes(document, scene.reads.published(facts.id)))


def _more(scene: Scene[OfScenario]) -> ScenarioMore:
    facts = scene.scenario(scene.state.scenario_id)
    return ScenarioMore(
        id=str(facts.id),
        name=facts.name,
        state=facts.state,
        at_limit=facts.document.at_limit,
        urgent=facts.document.urgent,
        may_add=may_add(scene, facts),
        may_delete=may_delete(facts),
        versions=facts.version > 0,
    )


def _export(scene: Scene[OfScenario]) -> ScenarioExport:
    facts = scene.scenario(scene.state.scenario_id)
    yaml = scene.reads.as_yaml(facts.id) or ""
    return ScenarioExport(id=str(facts.id), name=facts.name, yaml=yaml)


SCREENS = (
    Screen(
        name="scenario.card",
        sample=SCENARIO,
        view=_card,
        opens=scenario_of,
        actions={
            "pause": edit(pause_this),
            "resume": edit(resume_this),
            "open": own(reopen_this),
            "call-off": edit(call_off),
        },
        back=lambda _: "scenario.list",
        help="timeline",
        leads=(
            "timeline.view",
            "start.card",
            "once.whom",
            "scenario.card",
            "add.whom",
            "inbox.list",
            "inbox.held",
            "results.scenario",
            "scenario.more",
            "scenario.paused",
            "scenario.overdue",
            "scenario.resumed",
            "scenario.list",
        ),
    ),
    Screen(
        name="scenario.more",
        sample=SCENARIO,
        view=_more,
        opens=scenario_of,
        actions={
            "copy": edit(lambda scene, _: copied(scene, scene.state.scenario_id)),
            "delete": own(delete_this),
        },
        back=to_card,
        help="timeline",
        leads=(
            "add.whom",
            "scenario.rename",
            "try.menu",
            "scenario.shown",
            "scenario.duplicated",
            "scenario.export",
            "version.list",
            "scenario.limit",
            "scenario.end",
            "scenario.deleted",
            "start.card",
            "scenario.card",
        ),
    ),
    Screen(
        name="scenario.export",
        sample=SCENARIO,
        view=_export,
        opens=scenario_of,
        actions={"file": edit(lambda scene, _: ask_for_scenario(scene.state.scenario_id))},
        back=to_card,
        help="timeline",
        leads=("scenario.card", YAML),
    ),
)

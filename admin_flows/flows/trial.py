"""A start for those who are friends already: of very many some first, as a trial."""

from collections.abc import Callable

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.flows.scenario.adding import quota_left
from admin_flows.ports.commands import EndTrial, StartScenario
from admin_flows.ports.facts import NewcomerFacts
from admin_flows.shared.drafts import unseen_changes
from admin_flows.shared.findings import findings
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of, to_card
from bot.domain.audience import EVERYBODY
from bot.domain.check import errors
from bot.domain.trial import PEOPLE, REST_AFTER, needed
from bot.domain.walk import Walk
from flex_templates.views.owner import StartExisting, TrialCard
from flex_templates.views.parts import Notice

EXISTING, CARD = "start.existing", "trial.card"


def existing(scene: AnyScene, scenario_id: int) -> NewcomerFacts | None:
    """None where only an event brings people in, or it is none to be started."""
    facts, document = scene.scenario(scenario_id), scene.draft(scenario_id).document
    if facts.state != "draft" or facts.once or document.carried:
        return None
    return scene.reads.newcomers(scenario_id, EVERYBODY)


def _existing(scene: Scene[OfScenario]) -> StartExisting:
    scenario_id = scene.state.scenario_id
    found = existing(scene, scenario_id) or NewcomerFacts()
    document = scene.draft(scenario_id).document
    return StartExisting(
        id=str(scenario_id),
        name=document.name,
        friends=scene.reads.home().friends,
        entering=found.entering,
        stopped=found.stopped,
        blocked=found.blocked,
        steps=Walk(scene.reads.whole(document)).left(0),
        quota_left=quota_left(scene),
        first=PEOPLE if needed(found.entering) else None,
        minutes=int(REST_AFTER.total_seconds()) // 60,
    )


def _ready(scene: Scene[OfScenario]) -> Goto | None:
    draft = scene.draft(scene.state.scenario_id)
    if existing(scene, draft.scenario_id) is None or errors(findings(scene, draft.document)):
        return Goto("start.check", scene.state)
    return None


def _start(*, trial: bool) -> Callable[[Scene[OfScenario], Tap], Move]:
    def act(scene: Scene[OfScenario], _: Tap) -> Move:
        draft = scene.draft(scene.state.scenario_id)
        if unseen := unseen_changes(scene, draft):
            return unseen
        if instead := _ready(scene):
            return instead
        command = StartScenario(draft.scenario_id, draft.revision, existing=True, trial=trial)
        then = Goto("start.done", OfScenario(draft.scenario_id))
        return Run(command, then=lambda _: then)

    return act


def _card(scene: Scene[OfScenario]) -> TrialCard:
    facts = scene.scenario(scene.state.scenario_id)
    found = scene.reads.trial(facts.id)
    if found is None:
        raise Gone(_over(scene))
    return TrialCard(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        people=found.people,
        sent=found.sent,
        failed=found.failed,
        stopped=found.stopped,
        blocked=found.blocked,
        rest=found.rest,
        rest_at=found.rest_at,
    )


def _only_trials(scene: Scene[OfScenario]) -> Goto | None:
    if scene.reads.trial(scene.state.scenario_id):
        return None
    scene.scenario(scene.state.scenario_id)
    return _over(scene)


def _over(scene: Scene[OfScenario]) -> Goto:
    return Goto("scenario.card", scene.state, Notice("error", "no_trial"))


def _now(scene: Scene[OfScenario], _: Tap) -> Move:
    then = Goto("scenario.card", scene.state, Notice("info", "trial_goes_on"))
    return _end(scene, EndTrial(scene.state.scenario_id, "now"), then)


def _hold(scene: Scene[OfScenario], _: Tap) -> Move:
    then = Goto("scenario.card", scene.state, Notice("info", "trial_held"))
    return _end(scene, EndTrial(scene.state.scenario_id, "never"), then)


def _end(scene: Scene[OfScenario], command: EndTrial, then: Goto) -> Move:
    return _only_trials(scene) or Run(command, then=lambda _: then)


SCREENS = (
    Screen(
        name=EXISTING,
        sample=SCENARIO,
        view=_existing,
        role="owner",
        opens=scenario_of,
        instead=_ready,
        actions={"start": own(_start(trial=True)), "start-all": own(_start(trial=False))},
        back=lambda state: f"start.check:{state.scenario_id}",
        help="check",
        leads=("start.done", "start.check"),
    ),
    Screen(
        name=CARD,
        sample=SCENARIO,
        view=_card,
        opens=scenario_of,
        instead=_only_trials,
        actions={"now": own(_now), "hold": own(_hold)},
        back=to_card,
        help="check",
        leads=("scenario.card",),
    ),
)

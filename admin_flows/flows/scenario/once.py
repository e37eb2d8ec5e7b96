"""Sent once: what, to whom, when, and the look before it goes."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import AnyScene, Gone, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, look, own
from admin_flows.flows.scenario.adding import quota_left
from admin_flows.ports.commands import CallOff, CreateScenario, SendOnce
from admin_flows.ports.facts import NewcomerFacts
from admin_flows.shared import rows
from admin_flows.shared.drafts import unseen_changes
from admin_flows.shared.findings import findings
from admin_flows.shared.names import free_name
from admin_flows.shared.where import OfScenario, OfStep, new_id, scenario_of, to_card
from admin_flows.shared.whom import ALL, line_of, whom_of
from bot.domain.audience import Audience
from bot.domain.check import errors
from bot.domain.document import Manual, Scenario, Step
from flex_templates.views.owner import OnceCheck, OnceWhen, OnceWhom
from flex_templates.views.parts import Notice

WHOM, WHEN, CHECK = "once.whom", "once.when", "once.check"
FIRST = "s1"
LONGEST = timedelta(days=365)


@dataclass(frozen=True)
class To(OfScenario):
    """`key`: whom."""

    key: str = ALL


@dataclass(frozen=True)
class Sending(To):
    """`at` None: as soon as it is decided."""

    at: datetime | None = None


def begin_once(scene: AnyScene, _: Tap) -> Move:
    """A date is name enough until there is one; first comes what is to be sent."""
    today = scene.now.astimezone(scene.reads.settings().calendar.zone)
    name = free_name(f"{today.month}/{today.day}", scene.reads.scenario_names())
    document = Scenario(name=name, start=(Manual(),), steps=(Step(id=FIRST),))
    return Run(
        CreateScenario(name, document, once=True),
        then=lambda done: Goto("msg.compose", OfStep(new_id(done.scenario_id), FIRST)),
    )


def call_off(scene: Scene[OfScenario], _: Tap) -> Move:
    then = Goto("scenario.card", scene.state, Notice("info", "called_off"))
    return Run(CallOff(scene.state.scenario_id), then=lambda _: then)


def only_undecided(scene: Scene[OfScenario]) -> Goto | None:
    """What went already, and what has a mistake in it, is shown instead."""
    facts = scene.scenario(scene.state.scenario_id)
    if not facts.once or facts.state != "draft":
        return Goto("scenario.card", OfScenario(facts.id))
    found = errors(findings(scene, scene.draft(facts.id).document))
    if not found:
        return None
    if found[0].step_id and found[0].code == "no_content":
        return Goto("msg.compose", OfStep(facts.id, found[0].step_id), Notice("error", "empty"))
    return Goto("start.check", OfScenario(facts.id))


def _whom(scene: Scene[OfScenario]) -> OnceWhom:
    facts = scene.scenario(scene.state.scenario_id)
    return OnceWhom(
        id=str(facts.id),
        name=facts.name,
        friends=scene.reads.home().friends,
        labels=len(scene.reads.labels()),
        groups=len(scene.reads.user_groups()),
    )


# When


def _opened(tap: Tap) -> To:
    whom_of(tap.id(1))
    return To(tap.number(), tap.id(1))


def _when(scene: Scene[To]) -> OnceWhen:
    facts, state = scene.scenario(scene.state.scenario_id), scene.state
    calendar = scene.reads.settings().calendar
    return OnceWhen(
        id=str(facts.id),
        name=facts.name,
        key=state.key,
        whom=line_of(scene, whom_of(state.key)),
        local_now=scene.now.astimezone(calendar.zone).replace(tzinfo=None),
    )


def _at_once(scene: Scene[To], _: Tap) -> Move:
    return Goto(CHECK, Sending(scene.state.scenario_id, scene.state.key))


def _picked(scene: Scene[To], tap: Tap) -> Move:
    """A time of the shop's own zone. Where clocks are set forward the hour after it is meant."""
    try:
        local = datetime.fromisoformat(tap.params.get("datetime", "")).replace(tzinfo=None)
    except ValueError:
        raise Nonsense("no time") from None
    calendar = scene.reads.settings().calendar
    today = scene.now.astimezone(calendar.zone).replace(tzinfo=None)
    if local < today - timedelta(minutes=1):
        return Stay(Notice("error", "time_is_over"))
    if local > today + LONGEST:
        return Stay(Notice("error", "within_a_year"))
    at = calendar.instant(local.date(), local.time())
    return Goto(CHECK, Sending(scene.state.scenario_id, scene.state.key, at.astimezone(UTC)))


# Before it goes


def _check(scene: Scene[Sending]) -> OnceCheck:
    facts, state = scene.scenario(scene.state.scenario_id), scene.state
    document = scene.draft(facts.id).document
    found = _newcomers(scene)
    return OnceCheck(
        id=str(facts.id),
        name=facts.name,
        now_at=scene.now,
        key=state.key,
        whom=line_of(scene, whom_of(state.key)),
        messages=rows.message_rows(document.all_steps[0], scene.reads, scene.actor.locale),
        at=state.at,
        first_at=found.first_at,
        people=found.entering,
        stopped=found.stopped,
        blocked=found.blocked,
        members=found.members,
        steps=sum(bool(step.says) for step in document.all_steps),
        quota_left=quota_left(scene),
        all_stopped=scene.reads.stop_all() is not None,
    )


def _newcomers(scene: Scene[Sending]) -> NewcomerFacts:
    state = scene.state
    found = scene.reads.newcomers(state.scenario_id, whom_of(state.key), state.at)
    if found is None:
        line = Notice("error", "nobody_meant")
        raise Gone(Goto(WHOM, OfScenario(state.scenario_id), line))
    return found


def _send(scene: Scene[Sending], _: Tap) -> Move:
    """What was changed or has gone by since the card was shown is looked at again first."""
    state, draft = scene.state, scene.draft(scene.state.scenario_id)
    if other := only_undecided(scene) or unseen_changes(scene, draft):
        return other
    if state.at is not None and state.at < scene.now:
        line = Notice("error", "time_is_over")
        return Goto(WHEN, To(state.scenario_id, state.key), line)
    whom: Audience = whom_of(state.key)
    then = Goto("scenario.card", OfScenario(state.scenario_id))
    return Run(SendOnce(state.scenario_id, draft.revision, whom, state.at), then=lambda _: then)


def _to_whom(state: OfScenario) -> str:
    return f"{WHOM}:{state.scenario_id}"


def _to_when(state: To) -> str:
    return f"{WHEN}:{state.scenario_id}.{state.key}"


SCREENS = (
    Screen(
        name=WHOM,
        sample=OfScenario(13),
        view=_whom,
        role="owner",
        opens=scenario_of,
        instead=only_undecided,
        back=to_card,
        help="start",
        leads=(WHEN, "pick.list", "scenario.card", "start.check", "msg.compose"),
    ),
    Screen(
        name=WHEN,
        sample=To(13),
        view=_when,
        role="owner",
        opens=_opened,
        instead=only_undecided,
        actions={"now": look(_at_once), "at": look(_picked)},
        back=_to_whom,
        help="start",
        leads=(CHECK, "scenario.card", "start.check", "msg.compose"),
    ),
    Screen(
        name=CHECK,
        sample=Sending(13),
        view=_check,
        role="owner",
        actions={"send": own(_send)},
        back=_to_when,
        help="start",
        leads=(WHOM, WHEN, "step.preview", "scenario.card", "start.check", "msg.compose"),
    ),
)

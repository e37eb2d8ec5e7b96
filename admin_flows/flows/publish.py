"""Changes of what runs: published for newcomers, or for those inside, too; or thrown away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.flows.versions import Listed
from admin_flows.ports.commands import DiscardDraft, PublishDraft, PublishVersion, Whom
from admin_flows.shared.changes import changes
from admin_flows.shared.drafts import unseen_changes
from admin_flows.shared.findings import findings
from admin_flows.shared.where import (
    SCENARIO,
    OfScenario,
    OfVersion,
    Page,
    scenario_of,
    to_card,
    to_timeline,
)
from bot.domain.changes import only_words
from bot.domain.check import errors
from bot.domain.document import Scenario
from flex_templates.views.owner import DraftDiscard, PublishDone, PublishWhom, SentOnRow
from flex_templates.views.parts import Notice


@dataclass(frozen=True)
class Published(OfScenario):
    """`before`: the version that ran until then."""

    version: int
    at: datetime
    whom: Whom = "newcomers"
    before: int = 0


@dataclass(frozen=True)
class Deciding(OfVersion):
    """`reach`: what is new behind the end is for those who had come to it, too."""

    reach: bool = False


def _opened(tap: Tap) -> Deciding:
    return Deciding(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


def _document(scene: Scene[OfVersion]) -> Scenario | None:
    """The one to be published; None where this program cannot read it."""
    scenario_id, number = scene.state.scenario_id, scene.state.version
    if not number:
        return scene.draft(scenario_id).document
    version = scene.reads.version(scenario_id, number)
    return version.document if version else None


def _whom(scene: Scene[Deciding]) -> PublishWhom:
    facts, document = scene.scenario(scene.state.scenario_id), _document(scene)
    if document is None:
        raise LookupError(scene.state.version)
    published = scene.reads.published(facts.id)
    counted = scene.reads.headcount(facts.id, document)
    return PublishWhom(
        id=str(facts.id),
        name=facts.name,
        version=facts.version,
        inside=facts.inside,
        changes=changes(document, published),
        again=scene.state.version or None,
        ahead=counted.ahead,
        past=counted.past,
        elsewhere=counted.elsewhere,
        retimed=counted.retimed,
        staying=counted.staying,
        sent_on=tuple(SentOnRow(one.number, one.people, one.to) for one in counted.sent_on),
        small=only_words(document, published),
        finished=counted.finished,
        appended=counted.appended,
        reach=scene.state.reach,
    )


def _reach(*, on: bool) -> Callable[[Scene[Deciding], Tap], Move]:
    return lambda scene, _: Goto("publish.whom", replace(scene.state, reach=on))


def _publish(whom: Whom) -> Callable[[Scene[Deciding], Tap], Move]:
    def act(scene: Scene[Deciding], _: Tap) -> Move:
        return _again(scene, whom) if scene.state.version else _draft(scene, whom)

    return act


def _draft(scene: Scene[Deciding], whom: Whom) -> Move:
    """What stands in the way of a start stands in the way of a new version, too."""
    draft = scene.draft(scene.state.scenario_id)
    if unseen := unseen_changes(scene, draft):
        return unseen
    if errors(findings(scene, draft.document)):
        state = OfScenario(draft.scenario_id)
        return Goto("start.check", state, Notice("error", "not_ready"))
    reach = scene.state.reach
    return _run(scene, PublishDraft(draft.scenario_id, draft.revision, whom, reach), whom)


def _again(scene: Scene[OfVersion], whom: Whom) -> Move:
    facts = scene.scenario(scene.state.scenario_id)
    command = PublishVersion(facts.id, scene.state.version, facts.version, whom)
    return _run(scene, command, whom)


def _run(scene: Scene[OfScenario], command: PublishDraft | PublishVersion, whom: Whom) -> Move:
    facts = scene.scenario(scene.state.scenario_id)
    return Run(
        command,
        then=lambda done: Goto(
            "publish.done",
            Published(
                *(facts.id, done.version or facts.version + 1, done.at or scene.now, whom),
                before=facts.version,
            ),
        ),
    )


def _published(scene: Scene[Published]) -> PublishDone:
    facts, state = scene.scenario(scene.state.scenario_id), scene.state
    return PublishDone(
        id=str(facts.id),
        name=facts.name,
        version=state.version,
        at=state.at,
        inside=facts.inside,
        everyone=state.whom == "everyone",
        before=state.before if _may_undo(scene) else None,
    )


def _may_undo(scene: Scene[Published]) -> bool:
    facts, state = scene.scenario(scene.state.scenario_id), scene.state
    return bool(state.before) and facts.version == state.version and scene.actor.role == "owner"


def _undo(scene: Scene[Published], _: Tap) -> Move:
    """For the same people: who went on in it goes on from there in the version before."""
    state = scene.state
    command = PublishVersion(state.scenario_id, state.before, state.version, state.whom)
    return _run(scene, command, state.whom)


def _only_changed(scene: Scene[OfScenario]) -> Goto | None:
    if scene.scenario(scene.state.scenario_id).changed:
        return None
    line = Notice("info", "nothing_changed")
    return Goto("timeline.view", Page(scene.state.scenario_id), line)


def _only_other(scene: Scene[OfVersion]) -> Goto | None:
    """A draft with changes, or a version that is not the one that runs."""
    if not scene.state.version:
        return _only_changed(scene)
    document = _document(scene)
    if document and document != scene.reads.published(scene.state.scenario_id):
        return None
    return Goto("version.list", Listed(scene.state.scenario_id), Notice("info", "nothing_changed"))


def _discard(scene: Scene[OfScenario]) -> DraftDiscard:
    facts = scene.scenario(scene.state.scenario_id)
    found = changes(scene.draft(facts.id).document, scene.reads.published(facts.id))
    return DraftDiscard(id=str(facts.id), name=facts.name, changes=len(found))


def _discarded(scene: Scene[OfScenario], _: Tap) -> Move:
    scenario_id = scene.state.scenario_id
    if unseen := unseen_changes(scene, scene.draft(scenario_id)):
        return unseen
    then = Goto("timeline.view", Page(scenario_id), Notice("info", "discarded"))
    return Run(DiscardDraft(scenario_id), then=lambda _: then)


def _back(state: OfVersion) -> str:
    if state.version:
        return f"version.card:{state.scenario_id}.{state.version}"
    return to_timeline(state)


SCREENS = (
    Screen(
        name="publish.whom",
        sample=Deciding(7),
        view=_whom,
        role="owner",
        opens=_opened,
        instead=_only_other,
        actions={
            "newcomers": own(_publish("newcomers")),
            "everyone": own(_publish("everyone")),
            "reach": own(_reach(on=True)),
            "no-reach": own(_reach(on=False)),
        },
        back=_back,
        help="publish",
        leads=(
            "publish.whom",
            "publish.done",
            "start.check",
            "draft.discard",
            "timeline.view",
            "version.list",
            "publish.compare",
        ),
    ),
    Screen(
        name="publish.done",
        sample=Published(7, 4, datetime.fromisoformat("2026-11-21T05:02:00+00:00")),
        view=_published,
        actions={"undo": own(_undo)},
        back=to_card,
        help="publish",
        leads=("publish.done", "scenario.card", "home.today", "timeline.view"),
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

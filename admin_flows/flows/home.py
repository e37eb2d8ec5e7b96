"""Today on one card; everything stopped and resumed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from admin_flows.engine.common import Needed, Nothing
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.engine.state import State
from admin_flows.flows.media import asked_where
from admin_flows.flows.scenario.files import sent_file
from admin_flows.flows.scenario.once import begin_once
from admin_flows.flows.search import searched
from admin_flows.ports.chat import Sent
from admin_flows.ports.commands import Outcome, ResumeAll, StopAll
from admin_flows.ports.facts import DraftRow, HomeFacts
from admin_flows.shared import rows
from admin_flows.shared.where import nothing
from flex_templates.views import owner
from flex_templates.views.parts import View

OWN_STOP_CAN_BE_LIFTED = timedelta(minutes=10)
LONG_AWAY = timedelta(days=7)
ACTS_LOOKED_AT = 60
GROUPS = 2
BACK = "home.back"


@dataclass(frozen=True)
class Stopped(State):
    at: datetime
    waiting: int
    on_the_wire: int
    or_more: bool = False


@dataclass(frozen=True)
class Resumed(State):
    overdue: int = 0
    skipped: bool = False
    or_more: bool = False


def _today(scene: Scene[Nothing]) -> View:
    facts, settings = scene.reads.home(), scene.reads.settings()
    if not facts.scenarios:
        return owner.HomeEmpty(shop=settings.account_name, now_at=scene.now, friends=facts.friends)
    return owner.HomeToday(
        shop=settings.account_name,
        now_at=scene.now,
        running=facts.running,
        sent_today=facts.sent_today,
        later_today=facts.later_today,
        to_check=facts.inbox,
        held=rows.held_counts(facts.held),
        draft=_draft_line(scene, facts.drafts),
        next=rows.next_send(facts.next_due),
        quota=owner.QuotaLine(
            facts.quota_used,
            facts.quota_limit,
            facts.planned,
            kept=facts.quota_kept,
            runs_out_on=facts.runs_out_on,
        ),
        friends=facts.friends,
        friends_today=facts.friends_today,
        stopped=_stop_line(facts),
        hold=rows.account_hold(facts.hold),
        groups=_resized(scene, facts),
    )


def _resized(scene: Scene[Nothing], facts: HomeFacts) -> tuple[owner.GroupRow, ...]:
    """For who decides what notices may cost."""
    if scene.actor.role != "owner":
        return ()
    found = (
        owner.GroupRow(id=str(one.id), name=one.name, people=one.people) for one in facts.resized
    )
    return tuple(found)[:GROUPS]


def _draft_line(scene: Scene[Nothing], drafts: tuple[DraftRow, ...]) -> owner.DraftLine | None:
    """One's own draft first, else the latest of anybody's."""
    mine = [row for row in drafts if row.editor_user_id == scene.actor.user_id]
    for row in (*mine, *drafts):
        return owner.DraftLine(str(row.scenario_id), row.name, _next_number(row))
    return None


@dataclass(frozen=True)
class Unfinished:
    """What somebody left, when, and how often others have worked on it since."""

    row: DraftRow
    left_at: datetime
    others: int = 0


def _unfinished(scene: AnyScene) -> Unfinished | None:
    acts = [act for act in scene.reads.acts(0, ACTS_LOOKED_AT) if act.code == "SaveDraft"]
    for row in scene.reads.home().drafts:
        if row.editor_user_id == scene.actor.user_id:
            return Unfinished(row, row.edited_at)
        about = [act for act in acts if act.about.get("name") == row.name]
        mine = next((n for n, act in enumerate(about) if act.by == scene.actor.name), None)
        if mine is not None:
            return Unfinished(row, about[mine].at, mine)
    return None


def _welcomed_back(scene: AnyScene) -> Goto | None:
    """After a week without a word, where something is unfinished."""
    if scene.now - scene.shown_at < LONG_AWAY or _unfinished(scene) is None:
        return None
    return Goto(BACK, Nothing())


def _typed(scene: Scene[Nothing], text: str) -> Move:
    return _welcomed_back(scene) or searched(scene, text)


def _sent(scene: Scene[Nothing], sent: Sent) -> Move:
    """A scenario's file is read in, a picture is asked a place for."""
    return sent_file(scene, sent) if sent.kind == "file" else asked_where(scene, sent)


def _back(scene: Scene[Nothing]) -> owner.HomeBack:
    left = _unfinished(scene)
    if left is None:
        raise Gone(Goto(HOME, Nothing()))
    return owner.HomeBack(
        shop=scene.reads.settings().account_name,
        now_at=scene.now,
        scenario_id=str(left.row.scenario_id),
        name=left.row.name,
        edited_at=left.left_at,
        number=_next_number(left.row),
        others=left.others,
    )


def _next_number(row: DraftRow) -> str | None:
    """The first step without content, else the one to come."""
    document = row.document
    open_ones = (document.numbers[step.id] for step in document.all_steps if step.is_empty)
    return next(open_ones, str(len(document.steps) + 1)) if document.steps else None


def _stop_line(facts: HomeFacts) -> owner.StopAll | None:
    return owner.StopAll(facts.stop_all.at, facts.stop_all.by) if facts.stop_all else None


def _stop_all(_: AnyScene, __: Tap) -> Move:
    return Run(StopAll(), then=_stopped)


def _stopped(outcome: Outcome) -> Goto:
    if outcome.at is None:
        return Goto(HOME, Nothing())
    stopped = Stopped(outcome.at, outcome.people, outcome.on_the_way, outcome.or_more)
    return Goto("stopall.done", stopped)


def _stop_card(scene: Scene[Stopped]) -> owner.StopAllDone:
    state = scene.state
    return owner.StopAllDone(
        at=state.at,
        waiting=state.waiting,
        or_more=state.or_more,
        on_the_wire=state.on_the_wire,
        may_resume=_may_resume(scene),
    )


def _may_resume(scene: Scene[Stopped]) -> bool:
    stop = scene.reads.stop_all()
    if scene.actor.role == "owner" or stop is None:
        return scene.actor.role == "owner"
    mine = stop.by_user_id == scene.actor.user_id
    return mine and scene.now - stop.at <= OWN_STOP_CAN_BE_LIFTED


def _resume_all(_: AnyScene, __: Tap) -> Move:
    return Run(
        ResumeAll(),
        then=lambda done: Goto("stopall.resumed", Resumed(done.people, or_more=done.or_more)),
    )


def _resume_own(scene: Scene[Stopped], tap: Tap) -> Move:
    return _resume_all(scene, tap) if _may_resume(scene) else Goto("refused.role", Needed())


def _resumed_card(scene: Scene[Resumed]) -> owner.StopAllResumed:
    state = scene.state
    return owner.StopAllResumed(
        overdue=state.overdue,
        or_more=state.or_more,
        skipped=state.skipped,
        may_skip=state.overdue > 0 and not state.skipped,
    )


def _skip_overdue(_: Scene[Resumed], __: Tap) -> Move:
    skip = ResumeAll(overdue="skip")
    return Run(skip, then=lambda done: Goto("stopall.resumed", Resumed(done.people, skipped=True)))


SCREENS = (
    Screen(
        name=HOME,
        sample=Nothing(),
        view=_today,
        opens=nothing,
        actions={
            "stop-all": edit(_stop_all),
            "resume-all": own(_resume_all),
            "once": edit(begin_once),
        },
        asks="search",
        typed=_typed,
        sent=_sent,
        instead=_welcomed_back,
        leads=(
            "scenario.read",
            "media.where",
            "inbox.list",
            "quota.month",
            "staff.group",
            "inbox.held",
            "new.how",
            "new.name",
            "msg.compose",
            "scenario.list",
            "scenario.card",
            "timeline.view",
            "step.wait",
            "stopall.done",
            "stopall.resumed",
            "search.found",
            "search.none",
            "friends.find",
            "activity.list",
            BACK,
        ),
    ),
    Screen(
        name=BACK,
        sample=Nothing(),
        view=_back,
        opens=nothing,
        back=lambda _: HOME,
        leads=("timeline.view", "draft.discard", HOME),
    ),
    Screen(
        name="stopall.done",
        sample=Stopped(datetime.fromisoformat("2026-11-21T04:05:10Z"), 412, 3),
        view=_stop_card,
        actions={"resume-all": edit(_resume_own)},
        leads=("stopall.resumed", "scenario.list", HOME),
    ),
    Screen(
        name="stopall.resumed",
        sample=Resumed(57),
        view=_resumed_card,
        actions={"skip-overdue": own(_skip_overdue)},
        leads=("scenario.list", HOME),
    ),
)

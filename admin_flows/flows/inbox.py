"""What failed, what nobody knows about, and what is held, each with its remedy."""

from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.ports.commands import (
    CountAsSent,
    DismissParked,
    RetryFailed,
    RetryParked,
    SkipFailed,
)
from admin_flows.ports.facts import InboxRow, ParkedFacts
from admin_flows.shared import rows
from admin_flows.shared.where import nothing
from flex_templates.views.owner import CheckItem, HeldRow, Inbox, InboxAgain, InboxHeld, Parked
from flex_templates.views.parts import Notice

Repair = RetryFailed | SkipFailed | CountAsSent | RetryParked | DismissParked

SHOWN = 4
LIST = "inbox.list"


@dataclass(frozen=True)
class OfBatch(State):
    batch_id: int


def _list(scene: Scene[Nothing]) -> Inbox:
    facts = scene.reads.inbox()
    shown = facts.rows[:SHOWN]
    return Inbox(
        now_at=scene.now,
        items=tuple(_item(row) for row in shown),
        held=rows.held_counts(scene.reads.home().held),
        more=max(facts.total, len(facts.rows)) - len(shown),
        parked=_parked(facts.parked),
        hold=rows.account_hold(facts.hold),
    )


def _parked(parked: ParkedFacts | None) -> Parked | None:
    return Parked(str(parked.upto), parked.number, parked.since) if parked else None


def _item(row: InboxRow) -> CheckItem:
    return CheckItem(
        id=str(row.batch_id),
        kind=row.kind,
        scenario_id=str(row.scenario_id),
        scenario=row.scenario,
        number=row.step_number,
        people=row.people,
        at=row.at,
        reason=row.reason,
    )


def _again(scene: AnyScene, tap: Tap) -> Move:
    """What is uncertain may come twice, so that is asked first."""
    row = _batch(scene, tap.number())
    if row.kind == "uncertain":
        return Goto("inbox.again", OfBatch(row.batch_id))
    return _back_with(RetryFailed(row.batch_id), "sent_again")


def _batch(scene: AnyScene, batch_id: int) -> InboxRow:
    """Somebody else may have dealt with it meanwhile: then today's list is shown."""
    for row in scene.reads.inbox().rows:
        if row.batch_id == batch_id:
            return row
    raise Gone(Goto(LIST, Nothing()))


def _back_with(command: Repair, line: str) -> Run:
    return Run(command, then=lambda _: Goto(LIST, Nothing(), Notice("info", line)))


def _again_view(scene: Scene[OfBatch]) -> InboxAgain:
    return InboxAgain(item=_item(_batch(scene, scene.state.batch_id)))


def _held(scene: Scene[Nothing]) -> InboxHeld:
    return InboxHeld(
        rows=tuple(
            HeldRow(
                reason=row.reason,
                people=row.people,
                scenario_id=None if row.scenario_id is None else str(row.scenario_id),
                scenario=row.scenario or None,
            )
            for row in scene.reads.inbox().held
        )
    )


SCREENS = (
    Screen(
        name=LIST,
        sample=Nothing(),
        view=_list,
        opens=nothing,
        actions={
            "again": edit(_again),
            "skip": edit(lambda _, tap: _back_with(SkipFailed(tap.number()), "skipped")),
            "count": edit(lambda _, tap: _back_with(CountAsSent(tap.number()), "counted_as_sent")),
            "retry-parked": edit(
                lambda _, tap: _back_with(RetryParked(tap.number()), "parked_retried")
            ),
            "dismiss-parked": edit(
                lambda _, tap: _back_with(DismissParked(tap.number()), "parked_dismissed")
            ),
        },
        back=lambda _: HOME,
        leads=("inbox.again", "inbox.held", "scenario.card", "timeline.view", "step.card", HOME),
    ),
    Screen(
        name="inbox.again",
        sample=OfBatch(3),
        view=_again_view,
        role="editor",
        opens=lambda tap: OfBatch(tap.number()),
        actions={
            "again": edit(
                lambda scene, _: _back_with(RetryFailed(scene.state.batch_id), "sent_again")
            )
        },
        back=lambda _: LIST,
        leads=(LIST,),
    ),
    Screen(
        name="inbox.held",
        sample=Nothing(),
        view=_held,
        opens=nothing,
        back=lambda _: LIST,
        leads=(LIST, "scenario.card", HOME),
    ),
)

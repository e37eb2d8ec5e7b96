"""What needs a person: everything that failed, that nobody knows about, or that is held."""

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import AnyScene, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows import cases, mending
from admin_flows.flows.case_states import CASE, LIST, OfCase
from admin_flows.flows.mending import broken_item, ring_item, unposted_item
from admin_flows.ports.commands import DismissParked, RetryParked
from admin_flows.ports.facts import InboxRow, ParkedFacts
from admin_flows.shared import rows
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.where import From, from_first
from flex_templates.views.owner import HeldRow, Inbox, InboxHeld, Parked
from flex_templates.views.parts import Notice

OTHERS = 4


def _list(scene: Scene[From]) -> Inbox:
    facts, page = scene.reads.inbox(), _page(scene)
    begins = page.earlier is None
    return Inbox(
        now_at=scene.now,
        broken=tuple(map(broken_item, facts.broken[:OTHERS])) if begins else (),
        items=tuple(map(cases.item, page.rows)),
        unposted=tuple(map(unposted_item, facts.unposted[:OTHERS])) if begins else (),
        rings=tuple(map(ring_item, facts.rings[:OTHERS])) if begins else (),
        cases=facts.cases,
        held=rows.held_counts(scene.reads.home().held) if begins else (),
        earlier=page.earlier,
        later=page.later,
        parked=_parked(facts.parked) if begins else None,
        hold=rows.account_hold(facts.hold),
    )


def _parked(parked: ParkedFacts | None) -> Parked | None:
    return Parked(str(parked.upto), parked.number, parked.since) if parked else None


def _row(scene: Scene[From], number: int) -> Move | None:
    one = _page(scene).at(number)
    return Goto(CASE, OfCase(one.batch_id)) if one else None


def _page(scene: Scene[From]) -> Paged[InboxRow]:
    return paged(scene.reads.inbox().rows, scene.state.first)


def _retry_parked(_: AnyScene, tap: Tap) -> Move:
    return _back_with(RetryParked(tap.number()), "parked_retried")


def _dismiss_parked(_: AnyScene, tap: Tap) -> Move:
    return _back_with(DismissParked(tap.number()), "parked_dismissed")


def _back_with(command: RetryParked | DismissParked, line: str) -> Run:
    return Run(command, then=lambda _: Goto(LIST, From(), Notice("info", line)))


def _held(scene: Scene[From]) -> InboxHeld:
    page = paged(scene.reads.inbox().held, scene.state.first)
    return InboxHeld(
        rows=tuple(
            HeldRow(
                reason=row.reason,
                people=row.people,
                scenario_id=None if row.scenario_id is None else str(row.scenario_id),
                scenario=row.scenario or None,
            )
            for row in page.rows
        ),
        earlier=page.earlier,
        later=page.later,
    )


SCREENS = (
    Screen(
        name=LIST,
        sample=From(),
        view=_list,
        opens=from_first,
        actions={"retry-parked": edit(_retry_parked), "dismiss-parked": edit(_dismiss_parked)},
        row=_row,
        back=lambda _: HOME,
        leads=(CASE, mending.LANE, mending.NOTICE, mending.RING, "inbox.held", HOME),
    ),
    Screen(
        name="inbox.held",
        sample=From(),
        view=_held,
        opens=from_first,
        back=lambda _: LIST,
        leads=(LIST, "scenario.card", "quota.month", "friends.find", HOME),
    ),
    *cases.SCREENS,
    *mending.SCREENS,
)

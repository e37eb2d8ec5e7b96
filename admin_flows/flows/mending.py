"""A step that cannot be prepared, and notices that did not go: looked at and decided."""

from dataclasses import dataclass

from admin_flows.engine.move import Move, Run
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.flows.case_states import LIST, to_list, too_late
from admin_flows.ports.commands import (
    DismissRing,
    DismissUnposted,
    EndLane,
    Outcome,
    RetryUnposted,
    SkipLane,
    TryLane,
)
from admin_flows.ports.facts import BrokenRow, RingRow, UnpostedRow
from admin_flows.shared import rows
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of
from flex_templates.views.owner import (
    BrokenItem,
    InboxLane,
    InboxLaneEnd,
    InboxNotice,
    InboxRing,
    RingItem,
    UnpostedItem,
)
from flex_templates.views.parts import Notice

LANE, LANE_END, NOTICE, RING = "inbox.lane", "inbox.laneend", "inbox.notice", "inbox.ring"


@dataclass(frozen=True)
class OfLane(State):
    version_id: int
    place: int


@dataclass(frozen=True)
class OfNotices(State):
    """`upto`: the newest of them when they were shown."""

    upto: int


def broken_item(row: BrokenRow) -> BrokenItem:
    return BrokenItem(
        id=f"{row.version_id}.{row.place}",
        scenario_id=str(row.scenario_id),
        scenario=row.scenario,
        number=row.step_number,
        people=row.people,
        since_at=row.since,
        again_at=row.again_at,
        step_id=row.step.id if row.step else None,
        title=row.step.title if row.step else None,
    )


def unposted_item(row: UnpostedRow) -> UnpostedItem:
    return UnpostedItem(
        id=str(row.upto),
        kind=row.kind,
        to_group=row.to_group,
        name=row.name,
        number=row.number,
        since_at=row.since,
        said=row.said,
        lost=row.lost,
        cost=row.cost,
    )


# A step that cannot be prepared


def _lane(scene: Scene[OfLane]) -> BrokenRow:
    state = scene.state
    for row in scene.reads.inbox().broken:
        if (row.version_id, row.place) == (state.version_id, state.place):
            return row
    raise Gone(to_list(Notice("info", "lane_works")))


def _lane_view(scene: Scene[OfLane]) -> InboxLane:
    row = _lane(scene)
    shown = rows.message_rows(row.step, scene.reads, scene.actor.locale) if row.step else ()
    return InboxLane(item=broken_item(row), now_at=scene.now, messages=shown[:1])


def _end_view(scene: Scene[OfLane]) -> InboxLaneEnd:
    return InboxLaneEnd(item=broken_item(_lane(scene)))


def _try(scene: Scene[OfLane], _: Tap) -> Move:
    state = scene.state
    return _decided(TryLane(state.version_id, state.place), "lane_tried")


def _skip(scene: Scene[OfLane], _: Tap) -> Move:
    state = scene.state
    return _decided(SkipLane(state.version_id, state.place), "skipped")


def _end(scene: Scene[OfLane], _: Tap) -> Move:
    state = scene.state
    return _decided(EndLane(state.version_id, state.place), "given_up")


def _decided(command: TryLane | SkipLane | EndLane, code: str) -> Run:
    return Run(command, then=lambda done: to_list(_told(code, done)), refused=too_late)


def _told(code: str, done: Outcome) -> Notice:
    return Notice("info", code, {"people": done.people})


def _lane_of(tap: Tap) -> OfLane:
    return OfLane(tap.number(), tap.number(1))


# Notices


def _notice(scene: Scene[OfNotices]) -> InboxNotice:
    """More of them may have come since: then these are a part of the newer ones."""
    for row in scene.reads.inbox().unposted:
        if row.upto == scene.state.upto:
            return InboxNotice(item=unposted_item(row), now_at=scene.now)
    raise Gone(to_list(Notice("info", "no_such_batch")))


def _again(scene: Scene[OfNotices], _: Tap) -> Move:
    return _posted(RetryUnposted(scene.state.upto), "notices_again")


def _dismiss(scene: Scene[OfNotices], _: Tap) -> Move:
    return _posted(DismissUnposted(scene.state.upto), "notices_dismissed")


def _posted(command: RetryUnposted | DismissUnposted, code: str) -> Run:
    return Run(
        command,
        then=lambda done: to_list(Notice("info", code, {"number": done.people})),
        refused=too_late,
    )


# Scenarios that lead into each other


def ring_item(row: RingRow) -> RingItem:
    return RingItem(
        scenario_id=str(row.scenario_id),
        scenario=row.scenario,
        times=row.times,
        since_at=row.since,
    )


def _ring(scene: Scene[OfScenario]) -> InboxRing:
    for row in scene.reads.inbox().rings:
        if row.scenario_id == scene.state.scenario_id:
            return InboxRing(item=ring_item(row), now_at=scene.now)
    raise Gone(to_list(Notice("info", "no_such_batch")))


def _dismiss_ring(scene: Scene[OfScenario], _: Tap) -> Move:
    return Run(
        DismissRing(scene.state.scenario_id),
        then=lambda _: to_list(Notice("info", "parked_dismissed")),
        refused=too_late,
    )


SCREENS = (
    Screen(
        name=LANE,
        sample=OfLane(5, 1),
        view=_lane_view,
        opens=_lane_of,
        actions={"try": edit(_try), "skip": edit(_skip)},
        back=lambda _: LIST,
        leads=(LANE_END, LIST, "step.card"),
    ),
    Screen(
        name=LANE_END,
        sample=OfLane(5, 1),
        view=_end_view,
        role="editor",
        opens=_lane_of,
        actions={"end": edit(_end)},
        back=lambda state: f"{LANE}:{state.version_id}.{state.place}",
        leads=(LANE, LIST),
    ),
    Screen(
        name=NOTICE,
        sample=OfNotices(60),
        view=_notice,
        opens=lambda tap: OfNotices(tap.number()),
        actions={"again": edit(_again), "dismiss": edit(_dismiss)},
        back=lambda _: LIST,
        leads=(LIST, "staff.menu"),
    ),
    Screen(
        name=RING,
        sample=SCENARIO,
        view=_ring,
        opens=scenario_of,
        actions={"dismiss": edit(_dismiss_ring)},
        back=lambda _: LIST,
        leads=(LIST, "start.card"),
    ),
)

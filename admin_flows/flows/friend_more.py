"""What is rarer about one friend: the whole history, into a scenario, out of all of them."""

from dataclasses import dataclass

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit, own
from admin_flows.ports.commands import AddPeople, Outcome, StopWalks
from admin_flows.ports.facts import ScenarioRow
from admin_flows.shared import rows
from admin_flows.shared.found import friend_there
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.where import OfFriend
from bot.domain.audience import picked
from flex_templates.views.owner import EnterRow, FriendEnter, FriendHistory, FriendMore
from flex_templates.views.parts import Notice

MORE = "friend.more"
HISTORY = "friend.history"
ENTER = "friend.enter"
EVENTS = 16


def _of(tap: Tap) -> OfFriend:
    return OfFriend(tap.number())


def _back(state: OfFriend) -> str:
    return f"{MORE}:{state.friend_id}"


def _more(scene: Scene[OfFriend]) -> FriendMore:
    friend = friend_there(scene)
    inside = sum(walk.state in ("inside", "opted_out", "stuck") for walk in friend.walks)
    return FriendMore(id=str(friend.id), name=friend.name, inside=inside)


def _stopped(scene: Scene[OfFriend], _: Tap) -> Move:
    friend = friend_there(scene)
    line = Notice("info", "walks_stopped", {"friend": friend.name})
    return Run(StopWalks(friend.id), then=lambda _: Goto("friend.card", scene.state, line))


def _history(scene: Scene[OfFriend]) -> FriendHistory:
    friend = friend_there(scene)
    return FriendHistory(
        id=str(friend.id),
        name=friend.name,
        now_at=scene.now,
        events=tuple(rows.event_row(event) for event in friend.events[:EVENTS]),
    )


@dataclass(frozen=True)
class Entering(OfFriend):
    """From this scenario on, counted from 0."""

    first: int = 0


def _entering(tap: Tap) -> Entering:
    return Entering(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


def _open(scene: Scene[Entering]) -> Paged[ScenarioRow]:
    """Those that take people in, and whom this friend is not in."""
    inside = {
        w.scenario_id for w in friend_there(scene).walks if w.state in ("inside", "opted_out")
    }
    found = [
        row
        for row in scene.reads.scenarios()
        if row.state in ("running", "paused")
        and not (row.closed or row.once)
        and row.id not in inside
    ]
    return paged(found, scene.state.first)


def _enter(scene: Scene[Entering]) -> FriendEnter:
    friend, page = friend_there(scene), _open(scene)
    return FriendEnter(
        id=str(friend.id),
        name=friend.name,
        rows=tuple(EnterRow(id=str(row.id), name=row.name) for row in page.rows),
        earlier=page.earlier,
        later=page.later,
    )


def _entered(scene: Scene[Entering], tap: Tap) -> Move:
    return _into(scene, tap.number(len(tap.ids) - 1))


def _row(scene: Scene[Entering], number: int) -> Move | None:
    row = _open(scene).at(number)
    return _into(scene, row.id) if row else None


def _into(scene: Scene[Entering], scenario_id: int) -> Move:
    """Who may not enter by the scenario's own rules is told so."""
    friend, scenario = friend_there(scene), scene.scenario(scenario_id)
    values = {"friend": friend.name, "name": scenario.name}

    def then(done: Outcome) -> Goto:
        entered = Notice("info", "entered", values)
        line = entered if done.people else Notice("error", "not_entered", values)
        return Goto("friend.card", OfFriend(friend.id), line)

    return Run(AddPeople(scenario_id, picked(friend.id)), then=then)


SCREENS = (
    Screen(
        name=MORE,
        sample=OfFriend(11),
        view=_more,
        opens=_of,
        actions={"stop-all": edit(_stopped)},
        back=lambda state: f"friend.card:{state.friend_id}",
        help="friends",
        leads=(HISTORY, ENTER, "friend.labels", "friend.given", "friend.fields", "friend.card"),
    ),
    Screen(
        name=HISTORY,
        sample=OfFriend(11),
        view=_history,
        opens=_of,
        back=_back,
        help="friends",
        leads=(MORE, "friend.card"),
    ),
    Screen(
        name=ENTER,
        sample=Entering(11),
        view=_enter,
        role="owner",
        opens=_entering,
        actions={"enter": own(_entered)},
        row=_row,
        back=_back,
        help="friends",
        leads=("friend.card", ENTER, MORE),
    ),
)

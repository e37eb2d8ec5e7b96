"""Finding a friend by name, and where this friend stands."""

from collections.abc import Callable
from dataclasses import dataclass

from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.ports.commands import HandBack, TakeOver
from admin_flows.ports.facts import FriendEvent, WalkFacts
from admin_flows.shared import rows
from admin_flows.shared.where import OfFriend
from bot.domain.text import clip, one_line
from flex_templates.views.owner import EventRow, FriendCard, FriendsFind, LabelLine, WalkRow
from flex_templates.views.parts import Notice

FIND = "friends.find"
SHOWN = 8
EVENTS = 4
LONGEST = 40


@dataclass(frozen=True)
class Sought(State):
    query: str = ""


def _find(scene: Scene[Sought]) -> FriendsFind:
    found = scene.reads.friends(scene.state.query, SHOWN)
    return FriendsFind(
        now_at=scene.now,
        total=scene.reads.home().friends,
        rows=tuple(rows.friend_row(row) for row in found),
        query=scene.state.query or None,
        may_import=scene.actor.role == "owner",
    )


def _sought(_: Scene[Sought], text: str) -> Move:
    return Goto(FIND, Sought(clip(one_line(text), LONGEST)))


def _row(scene: Scene[Sought], number: int) -> Move | None:
    found = scene.reads.friends(scene.state.query, SHOWN)
    if not 1 <= number <= len(found):
        return None
    return Goto("friend.card", OfFriend(found[number - 1].id))


def _card(scene: Scene[OfFriend]) -> FriendCard:
    friend = scene.reads.friend(scene.state.friend_id)
    if friend is None:
        raise Gone(Goto(FIND, Sought(), Notice("error", "no_such_friend")))
    return FriendCard(
        friend=rows.friend_row(friend),
        now_at=scene.now,
        since_at=friend.added_at,
        route=friend.route or None,
        labels=tuple(
            LabelLine(name=one.name, since_at=one.since) for one in friend.labels if one.since
        ),
        walks=tuple(_walk(walk) for walk in friend.walks),
        events=tuple(_event(event) for event in friend.events[:EVENTS]),
    )


def _by_hand(
    command: type[TakeOver | HandBack], code: str
) -> Callable[[Scene[OfFriend], Tap], Move]:
    def done(scene: Scene[OfFriend], _: Tap) -> Move:
        _card(scene)
        line = Notice("info", code)
        command_ = command(scene.state.friend_id)
        return Run(command_, then=lambda _: Goto("friend.card", scene.state, line))

    return done


def _walk(walk: WalkFacts) -> WalkRow:
    return WalkRow(
        scenario_id=str(walk.scenario_id),
        name=walk.scenario,
        place=walk.place,
        steps=walk.steps,
        state=walk.state,
        next_at=walk.due_at,
        hold=walk.hold,
        case=".".join(map(str, walk.case)) if walk.case else None,
    )


def _event(event: FriendEvent) -> EventRow:
    return EventRow(kind=event.kind, at=event.at, scenario=event.scenario, number=event.step_number)


def _opened(tap: Tap) -> OfFriend:
    return OfFriend(tap.number())


SCREENS = (
    Screen(
        name=FIND,
        sample=Sought(),
        view=_find,
        opens=lambda _: Sought(),
        asks="search",
        typed=_sought,
        row=_row,
        back=lambda _: HOME,
        help="friends",
        leads=(
            "friend.card",
            "friends.import",
            "group.list",
            "coupon.list",
            "route.list",
            HOME,
        ),
    ),
    Screen(
        name="friend.card",
        sample=OfFriend(11),
        view=_card,
        opens=_opened,
        actions={
            "take-over": edit(_by_hand(TakeOver, "taken_over")),
            "hand-back": edit(_by_hand(HandBack, "handed_back")),
        },
        back=lambda _: FIND,
        help="friends",
        leads=(FIND, "friend.card", "friend.labels", "scenario.card", "inbox.case"),
    ),
)

"""One friend's way through one scenario, moved by hand: stop, leave out, jump ahead, send now."""

from collections.abc import Sequence
from dataclasses import dataclass

from admin_flows.answers.plain import dashed
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.ports.commands import JumpTo, Outcome, SendNow, SkipNext, StopWalks
from admin_flows.ports.facts import FriendFacts, WalkFacts
from admin_flows.shared import rows
from admin_flows.shared.where import OfFriend
from flex_templates.views.owner import AheadRow, FriendJump, FriendNow, FriendWalk
from flex_templates.views.parts import Notice

WALK = "friend.walk"
JUMP = "friend.jump"
NOW = "friend.now"
SHOWN = 8


@dataclass(frozen=True)
class OfWalk(State):
    friend_id: int
    walk_id: int


def _walk_of(tap: Tap) -> OfWalk:
    return OfWalk(tap.number(), tap.number(1))


def _to_walk(state: OfWalk) -> str:
    return f"{WALK}:{state.friend_id}.{state.walk_id}"


def _found(scene: Scene[OfWalk]) -> tuple[FriendFacts, WalkFacts]:
    friend = scene.reads.friend(scene.state.friend_id)
    if friend is None:
        raise Gone(Goto("friend.card", OfFriend(scene.state.friend_id)))
    for walk in friend.walks:
        if walk.walk_id == scene.state.walk_id:
            return friend, walk
    raise Gone(Goto("friend.card", OfFriend(friend.id), Notice("error", "walk_over")))


def _inside(scene: Scene[OfWalk]) -> tuple[FriendFacts, WalkFacts]:
    """Where there is still something to do; else the walk's card tells how it stands."""
    friend, walk = _found(scene)
    if walk.state != "inside":
        raise Gone(Goto(WALK, scene.state, Notice("error", "walk_over")))
    return friend, walk


def _walk(scene: Scene[OfWalk]) -> FriendWalk:
    friend, walk = _found(scene)
    return FriendWalk(
        friend_id=str(friend.id),
        name=friend.name,
        now_at=scene.now,
        walk=rows.walk_row(friend.id, walk),
        next=_next(scene),
    )


def _next(scene: Scene[OfWalk]) -> AheadRow | None:
    return next(iter(_ahead(scene, 1)), None)


def _ahead(scene: Scene[OfWalk], limit: int) -> tuple[AheadRow, ...]:
    """The step they wait for first, then those behind it."""
    ahead = scene.reads.steps_ahead(scene.state.friend_id, scene.state.walk_id)
    locale = scene.actor.locale
    return tuple(
        AheadRow(number=one.number, title=one.step.title or rows.excerpt(one.step, locale) or "–")
        for one in ahead[:limit]
    )


def _stopped(scene: Scene[OfWalk], _: Tap) -> Move:
    friend, walk = _found(scene)
    values = {"name": walk.scenario, "friend": friend.name}

    def then(outcome: Outcome) -> Goto:
        code = "walk_stopped_late" if outcome.on_the_way else "walk_stopped"
        return Goto(WALK, scene.state, Notice("info", code, values))

    return Run(StopWalks(friend.id, walk.scenario_id), then=then)


def _skipped(scene: Scene[OfWalk], _: Tap) -> Move:
    walk = _found(scene)[1]
    command = SkipNext(scene.state.friend_id, walk.scenario_id, walk.walk_id)
    line = Notice("info", "step_skipped", {"n": walk.next_number})
    return Run(command, then=lambda _: Goto(WALK, scene.state, line))


def _jump(scene: Scene[OfWalk]) -> FriendJump:
    friend, walk = _inside(scene)
    ahead = _ahead(scene, SHOWN + 1)[1:]
    return FriendJump(
        friend_id=str(friend.id),
        walk_id=str(walk.walk_id),
        name=friend.name,
        scenario=walk.scenario,
        rows=ahead,
        steps=walk.steps,
    )


def _jumped(scene: Scene[OfWalk], tap: Tap) -> Move:
    return _jump_to(scene, tap.id(len(tap.ids) - 1))


def _typed(scene: Scene[OfWalk], text: str) -> Move:
    number = dashed(text).upper()
    if not number[:1].isdecimal():
        return Stay(Notice("error", "not_understood", {"text": text[:20], "example": "7"}))
    return _jump_to(scene, number)


def _jump_to(scene: Scene[OfWalk], number: str) -> Move:
    _, walk = _inside(scene)
    ahead = [one.number for one in scene.reads.steps_ahead(scene.state.friend_id, walk.walk_id)]
    left_out = ahead[: ahead.index(number)] if number in ahead else []
    command = JumpTo(scene.state.friend_id, walk.scenario_id, walk.walk_id, number)
    line = _jump_line(left_out, number)
    return Run(command, then=lambda _: Goto(WALK, scene.state, line))


def _jump_line(left_out: Sequence[str], number: str) -> Notice:
    """What lies between is named by its numbers."""
    if not left_out:
        return Notice("info", "jumped", {"n": number})
    values = {"n": number, "first": left_out[0], "last": left_out[-1]}
    return Notice("info", "jumped_one" if len(left_out) == 1 else "jumped_over", values)


def _now(scene: Scene[OfWalk]) -> FriendNow:
    friend, walk = _inside(scene)
    return FriendNow(
        friend_id=str(friend.id),
        walk_id=str(walk.walk_id),
        name=friend.name,
        scenario=walk.scenario,
        next=_next(scene),
    )


def _sent(scene: Scene[OfWalk], _: Tap) -> Move:
    friend, walk = _inside(scene)
    command = SendNow(friend.id, walk.scenario_id, walk.walk_id)
    line = Notice("info", "sent_now")
    return Run(command, then=lambda _: Goto("friend.card", OfFriend(friend.id), line))


SCREENS = (
    Screen(
        name=WALK,
        sample=OfWalk(11, 5),
        view=_walk,
        opens=_walk_of,
        actions={"stop": edit(_stopped), "skip": edit(_skipped)},
        back=lambda state: f"friend.card:{state.friend_id}",
        help="friends",
        leads=(JUMP, NOW, "friend.card", "scenario.card", "inbox.case"),
    ),
    Screen(
        name=JUMP,
        sample=OfWalk(11, 5),
        view=_jump,
        role="editor",
        opens=_walk_of,
        actions={"jump": edit(_jumped)},
        asks="answer",
        typed=_typed,
        row=lambda scene, number: _jump_to(scene, str(number)),
        back=_to_walk,
        help="friends",
        leads=(WALK, "friend.card"),
    ),
    Screen(
        name=NOW,
        sample=OfWalk(11, 5),
        view=_now,
        role="editor",
        opens=_walk_of,
        actions={"send": edit(_sent)},
        back=_to_walk,
        help="friends",
        leads=(WALK, "friend.card"),
    ),
)

"""The labels of one friend: attached and taken out by hand."""

from collections.abc import Callable

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.ports.commands import AttachLabel, DetachLabel
from admin_flows.ports.facts import LabelFacts
from admin_flows.shared.drafts import error_line
from admin_flows.shared.found import friend_there
from admin_flows.shared.where import OfFriend
from bot.domain import names
from bot.domain.errors import Refused
from flex_templates.views.owner import FriendLabel, FriendLabels
from flex_templates.views.parts import Notice

LABELS = "friend.labels"
SHOWN = 10
OFFERED = 6


def _view(scene: Scene[OfFriend]) -> FriendLabels:
    friend = friend_there(scene)
    has = {one.id for one in friend.labels}
    others = [one for one in scene.reads.labels() if one.id not in has]
    return FriendLabels(
        id=str(friend.id),
        name=friend.name,
        now_at=scene.now,
        labels=tuple(
            FriendLabel(id=str(one.id), name=one.name, since_at=one.since)
            for one in friend.labels[:SHOWN]
        ),
        more=max(0, len(friend.labels) - SHOWN),
        others=tuple(FriendLabel(id=str(one.id), name=one.name) for one in others[:OFFERED]),
    )


def _chosen(command: type[AttachLabel | DetachLabel]) -> Callable[[Scene[OfFriend], Tap], Move]:
    def chosen(scene: Scene[OfFriend], tap: Tap) -> Move:
        """Another may have taken it out meanwhile: then today's card is shown."""
        label_id = tap.number(len(tap.ids) - 1)
        known: list[LabelFacts] = [*friend_there(scene).labels, *scene.reads.labels()]
        name = next((one.name for one in known if one.id == label_id), None)
        return Stay() if name is None else _done(scene, command(scene.state.friend_id, name))

    return chosen


def _typed(scene: Scene[OfFriend], text: str) -> Move:
    try:
        name = names.given(text)
    except Refused as refused:
        return Stay(error_line(refused.problem))
    return _done(scene, AttachLabel(scene.state.friend_id, name))


def _done(scene: Scene[OfFriend], command: AttachLabel | DetachLabel) -> Run:
    code = "label_attached" if isinstance(command, AttachLabel) else "label_detached"
    line = Notice("info", code, {"label": command.label})
    return Run(command, then=lambda _: Goto(LABELS, scene.state, line))


SCREENS = (
    Screen(
        name=LABELS,
        sample=OfFriend(11),
        view=_view,
        role="editor",
        opens=lambda tap: OfFriend(tap.number()),
        actions={"attach": edit(_chosen(AttachLabel)), "detach": edit(_chosen(DetachLabel))},
        asks="answer",
        typed=_typed,
        back=lambda state: f"friend.card:{state.friend_id}",
        help="friends",
        leads=("friend.card",),
    ),
)

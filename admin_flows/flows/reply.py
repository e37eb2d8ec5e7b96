"""A friend answered by hand: what is sent is shown, with what it costs, before it leaves."""

from dataclasses import dataclass

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.ports.commands import Reply
from admin_flows.ports.facts import FriendFacts
from admin_flows.shared.drafts import error_line
from admin_flows.shared.where import OfFriend
from bot.domain import limits
from bot.domain.errors import Problem
from bot.domain.text import utf16_length
from flex_templates.views.owner import FriendReply, FriendSend
from flex_templates.views.parts import Notice

REPLY = "friend.reply"
SEND = "friend.send"


@dataclass(frozen=True)
class Written(State):
    friend_id: int
    text: str


def _friend(scene: Scene[OfFriend] | Scene[Written]) -> FriendFacts:
    """To whom blocked the account nothing can be written."""
    friend = scene.reads.friend(scene.state.friend_id)
    if friend is None or friend.state == "blocked":
        line = None if friend is None else Notice("error", "cannot_now")
        raise Gone(Goto("friend.card", OfFriend(scene.state.friend_id), line))
    return friend


def _reply(scene: Scene[OfFriend]) -> FriendReply:
    friend = _friend(scene)
    return FriendReply(id=str(friend.id), name=friend.name)


def _typed(scene: Scene[OfFriend], text: str) -> Move:
    size = utf16_length(text)
    if size > limits.TEXT_UNITS:
        values = {"limit": limits.TEXT_UNITS, "actual": size, "emojis": size - len(text)}
        return Stay(error_line(Problem("text_too_long", "", values)))
    return Goto(SEND, Written(_friend(scene).id, text))


def _send(scene: Scene[Written]) -> FriendSend:
    friend = _friend(scene)
    return FriendSend(id=str(friend.id), name=friend.name, text=scene.state.text)


def _sent(scene: Scene[Written], _: Tap) -> Move:
    friend = _friend(scene)
    line = Notice("info", "reply_sent", {"friend": friend.name})
    card = Goto("friend.card", OfFriend(friend.id), line)
    return Run(Reply(friend.id, scene.state.text), then=lambda _: card)


SCREENS = (
    Screen(
        name=REPLY,
        sample=OfFriend(11),
        view=_reply,
        role="editor",
        opens=lambda tap: OfFriend(tap.number()),
        asks="message",
        typed=_typed,
        back=lambda state: f"friend.card:{state.friend_id}",
        help="friends",
        leads=(SEND, "friend.card"),
    ),
    Screen(
        name=SEND,
        sample=Written(11, "はい、18時まで承ります"),
        view=_send,
        role="editor",
        actions={"send": edit(_sent)},
        back=lambda state: f"{REPLY}:{state.friend_id}",
        help="friends",
        leads=(REPLY, "friend.card"),
    ),
)

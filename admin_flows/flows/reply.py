"""A friend answered by hand: what is sent is shown, with what it costs, before it leaves."""

from dataclasses import dataclass, replace

from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.ports.chat import Sent
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
    """`free`: as it was shown."""

    friend_id: int
    text: str = ""
    picture: str = ""
    free: bool = False


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
    friend = _friend(scene)
    return Goto(SEND, Written(friend.id, text, free=friend.free))


def _pictured(scene: Scene[OfFriend], sent: Sent) -> Move:
    if sent.kind != "image":
        return Stay(Notice("error", "wrong_medium", {"wanted": "image", "got": sent.kind}))
    if sent.media is None:
        problem = sent.problem or Problem("picture_unreadable")
        return Stay(error_line(problem))
    friend = _friend(scene)
    return Goto(SEND, Written(friend.id, picture=sent.media, free=friend.free))


def _send(scene: Scene[Written]) -> FriendSend:
    friend, state = _friend(scene), scene.state
    stored = scene.reads.media(state.picture) if state.picture else None
    if state.picture and stored is None:
        raise Gone(Goto(REPLY, OfFriend(friend.id), Notice("error", "picture_unreadable")))
    return FriendSend(
        id=str(friend.id),
        name=friend.name,
        text=state.text,
        picture=stored.url if stored else None,
        free=state.free,
    )


def _sent(scene: Scene[Written], _: Tap) -> Move:
    """Free no more, it is shown again with what it costs."""
    friend, state = _friend(scene), scene.state
    code = "reply_sent_free" if state.free else "reply_sent"
    card = Goto("friend.card", OfFriend(friend.id), Notice("info", code, {"friend": friend.name}))
    command = Reply(friend.id, state.text, state.picture, free=state.free)

    def refused(problem: Problem) -> Move:
        line = error_line(problem)
        again = problem.code == "not_free"
        return Goto(SEND, replace(state, free=False), line) if again else Stay(line)

    return Run(command, then=lambda _: card, refused=refused)


SCREENS = (
    Screen(
        name=REPLY,
        sample=OfFriend(11),
        view=_reply,
        role="editor",
        opens=lambda tap: OfFriend(tap.number()),
        asks="message",
        typed=_typed,
        sent=_pictured,
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
        leads=(REPLY, SEND, "friend.card"),
    ),
)

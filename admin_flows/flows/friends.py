"""Finding a friend by name, and where this friend stands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import get_args

from admin_flows.answers.plain import plain
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Gone, Scene, Tap
from admin_flows.engine.screen import Screen, edit, look
from admin_flows.engine.state import State
from admin_flows.flows.friend_fields import field_lines
from admin_flows.flows.rule import Draft
from admin_flows.ports.commands import HandBack, TakeOver
from admin_flows.ports.facts import FriendRow
from admin_flows.ports.reads import Standing
from admin_flows.shared import rows
from admin_flows.shared.listed import friend_at
from admin_flows.shared.paging import SHOWN, Paged, page_read, paged
from admin_flows.shared.where import OfFriend
from bot.domain.text import clip, one_line
from flex_templates.views.owner import FriendCard, FriendsFind, LabelLine
from flex_templates.views.parts import Notice

FIND = "friends.find"
EVENTS = 4
FIELDS = 4
LONGEST = 40


STANDINGS: dict[str, Standing] = {one: one for one in get_args(Standing)}


@dataclass(frozen=True)
class Sought(State):
    """A part of a name, a label or a group; or a `standing` that was tapped. `first`: where the
    page begins, from 0.
    """

    query: str = ""
    standing: Standing = ""
    first: int = 0


def _found(scene: Scene[Sought]) -> Paged[FriendRow]:
    state, reads = scene.state, scene.reads
    found = page_read(
        lambda first, limit: reads.friends(state.query, limit, state.standing, first), state.first
    )
    return found if found.rows or state.first else paged(_of_group(scene), 0)


def _of_group(scene: Scene[Sought]) -> tuple[FriendRow, ...]:
    """The first of those who fit the group of this very name, where nobody is called so."""
    query = plain(scene.state.query)
    named = (one for one in scene.reads.user_groups() if query and plain(one.name) == query)
    group = next(named, None)
    return scene.reads.who_fits(group.rule, 0, SHOWN) if group else ()


def _find(scene: Scene[Sought]) -> FriendsFind:
    page = _found(scene)
    return FriendsFind(
        now_at=scene.now,
        total=scene.reads.home().friends,
        rows=tuple(rows.friend_row(row) for row in page.rows),
        query=scene.state.query or None,
        standing=scene.state.standing,
        may_import=scene.actor.role == "owner",
        earlier=page.earlier,
        later=page.later,
    )


def _sought(_: Scene[Sought], text: str) -> Move:
    return Goto(FIND, Sought(clip(one_line(text), LONGEST)))


def _row(scene: Scene[Sought], number: int) -> Move | None:
    return friend_at([one.id for one in _found(scene).rows], number)


def _turned(scene: Scene[Sought], tap: Tap) -> Move:
    return Goto(FIND, replace(scene.state, first=tap.number()))


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
        fields=tuple(field_lines(friend.fields[:FIELDS])),
        more_fields=max(0, len(friend.fields) - FIELDS),
        walks=tuple(rows.walk_row(friend.id, walk) for walk in friend.walks),
        events=tuple(rows.event_row(event) for event in friend.events[:EVENTS]),
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


def _by_rule(_: Scene[Sought], __: Tap) -> Move:
    """Looked at once, or saved as a group."""
    return Goto("rule.card", Draft())


def _standing(tap: Tap) -> Sought:
    return Sought(standing=STANDINGS.get(tap.id(), "")) if tap.ids else Sought()


def _opened(tap: Tap) -> OfFriend:
    return OfFriend(tap.number())


SCREENS = (
    Screen(
        name=FIND,
        sample=Sought(),
        view=_find,
        opens=_standing,
        actions={"by-rule": edit(_by_rule), "page": look(_turned)},
        asks="search",
        typed=_sought,
        row=_row,
        back=lambda _: HOME,
        help="friends",
        leads=(
            "friend.card",
            "friends.import",
            "label.list",
            "rule.card",
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
        leads=(FIND, "friend.card", "friend.labels", "friend.walk", "friend.more", "friend.reply"),
    ),
)

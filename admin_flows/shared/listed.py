"""Friends on a list, and the card of the one who stands there under a number."""

from collections.abc import Sequence
from functools import partial

from admin_flows.engine.move import Goto
from admin_flows.engine.scene import AnyScene
from admin_flows.ports.facts import FriendRow
from admin_flows.shared.paging import Paged, page_behind
from admin_flows.shared.where import OfFriend
from bot.domain.conditions import Condition


def who_fits(scene: AnyScene, rule: Condition, after: int) -> Paged[FriendRow]:
    """Behind the friend of that id."""
    return page_behind(partial(scene.reads.who_fits, rule, after), lambda one: one.id)


def reached(found: Sequence[FriendRow]) -> list[FriendRow]:
    """The number of people leaves out who blocked."""
    return [one for one in found if one.state != "blocked"]


def friend_at(friend_ids: Sequence[int], number: int) -> Goto | None:
    """Rows are numbered from 1; None where there is no such row."""
    there = 1 <= number <= len(friend_ids)
    return Goto("friend.card", OfFriend(friend_ids[number - 1])) if there else None

"""What friends did with a step that staff want to be told of: its `receipt`.

In the transaction of the act itself, so that each act is told once.
"""

from bot.domain.sendable import Receipt
from bot.domain.text import clip
from bot.store import receipts, versions
from bot.store.last_sent import LastSent, last_sent
from bot.store.models import Friend

SAID_UNITS = 200
DAY = 86_400


def tell(
    kind: Receipt, version_id: int, step_id: str, friend: Friend, *, at: int, said: str = ""
) -> bool:
    """Whether the step wants it told."""
    walk = versions.walk(version_id)
    for index in walk.indexes_of(step_id)[:1]:
        if kind in walk.stops[index].step.receipt:
            said = clip(said, SAID_UNITS)
            people = [(friend.id, friend.name)]
            receipts.add_of_step(kind, version_id, index, at=at, people=people, said=said)
            return True
    return False


def after(friend_id: int, *, at: int, scenario_id: int = 0) -> LastSent | None:
    """The step that came to the friend last, of that scenario or of any, if that was within a
    day.
    """
    return last_sent(friend_id, since=at - DAY, scenario_id=scenario_id)

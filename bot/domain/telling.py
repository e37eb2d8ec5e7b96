"""What staff can be told of a step."""

from bot.domain.coupons import OwnCoupon
from bot.domain.recordings import Video
from bot.domain.sendable import RECEIPTS, Receipt, is_told
from bot.domain.steps import Step


def tellable(step: Step) -> tuple[Receipt, ...]:
    """What may happen with it at all, and what it is asked for already."""
    never: set[Receipt] = set()
    if not any(is_told(message) for message in step.send):
        never.add("tapped")
    if not any(isinstance(message, Video) and message.track for message in step.send):
        never.add("watched")
    if not any(isinstance(message, OwnCoupon) for message in step.send):
        never.add("used")
    if not step.send and step.ask is None:
        never |= {"held", "opened"}
    if step.by == "reply":
        never.add("opened")
    return tuple(kind for kind in RECEIPTS if kind not in never or kind in step.receipt)

"""Receipts of what the engine did: a step was sent, walks have come to their end behind it."""

from collections.abc import Sequence

from bot.domain.sendable import Receipt
from bot.store import receipts, versions
from bot.store.engine import Picked


def tell_staff(
    kind: Receipt, version_id: int, index: int, people: Sequence[Picked], *, at: int
) -> None:
    """Where the step wants it. In the transaction that moves their walks."""
    if kind in versions.walk(version_id).stops[index].step.receipt:
        _tell(kind, version_id, index, people, at)


def tell_failed(version_id: int, index: int, people: Sequence[Picked], *, at: int) -> None:
    """Of every step: somebody has to decide what becomes of them."""
    _tell("failed", version_id, index, people, at)


def _tell(kind: str, version_id: int, index: int, people: Sequence[Picked], at: int) -> None:
    if people and not versions.is_rehearsal(version_id):
        told = [(person.friend_id, person.name) for person in people]
        receipts.add_of_step(kind, version_id, index, at=at, people=told)

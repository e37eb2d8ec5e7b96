"""What walks wait for has happened: they go on, in the very transaction of the event."""

from collections.abc import Sequence

from bot.domain.condition_forms import Reaction
from bot.store import changes, reactions, versions, walks
from bot.store.fact_models import ChangeKind


def react(enrollment_id: int, version_id: int, step_id: str, kind: Reaction, *, at: int) -> bool:
    """Whether it is the first time that the friend has done this with a step of their walk, which
    that version sent.

    The walk is locked first: who just comes to such a wait either finds the reaction there, or is
    found there by it.
    """
    place = walks.locked(enrollment_id)
    if place is None:
        return False
    is_new = reactions.note(enrollment_id, version_id, step_id, kind, at=at)
    if not versions.is_readable(place.version_id):
        return is_new
    if is_new:
        changes.of_walks(ChangeKind.REACTED, [enrollment_id], at=at)
    waiting = versions.walk(place.version_id).waiting_for(kind, step_id)
    if place.step in waiting:
        walks.due_now(place.version_id, [place.step], [place.friend_id], now=at)
    return is_new


def skipped(enrollment_id: int, step_id: str, *, at: int) -> None:
    """Who would not answer goes on at once, as those do who had the time and did not."""
    place = walks.locked(enrollment_id)
    if place is None or not versions.is_readable(place.version_id):
        return
    reactions.note(enrollment_id, place.version_id, step_id, "skipped", at=at)
    waiting = versions.walk(place.version_id).waiting_for("answered", step_id)
    if place.step in waiting:
        walks.due_now(place.version_id, [place.step], [place.friend_id], now=at)


def label_added(version_id: int, label: str, friend_ids: Sequence[int], *, now: int) -> None:
    if friend_ids:
        waiting = versions.walk(version_id).waiting_for("label", label)
        walks.due_now(version_id, waiting, friend_ids, now=now)

"""Events whose effects are committed, each with the answer that may still have to leave."""

from dataclasses import dataclass

from bot.store.db import sql
from bot.store.models import Done


@dataclass(frozen=True, slots=True)
class DoneEvent:
    """``answer`` is JSON, None once it has left or when there is none to give.

    ``attempted_at`` (real time) is set before the first try to send it.
    """

    event_id: str
    answer: str | None
    attempted_at: float | None


def find(event_id: str) -> DoneEvent | None:
    row = Done.get_or_none(Done.event_id == event_id)
    return DoneEvent(row.event_id, row.answer, row.attempted_at) if row else None


def add(event_id: str, *, at: int, answer: str | None) -> None:
    """In the transaction of the event's effects. Raises IntegrityError for an event done before."""
    Done.create(event_id=event_id, at=at, answer=answer)


def attempting(event_id: str, *, real: float) -> None:
    sql(
        "UPDATE done SET attempted_at = coalesce(attempted_at, :real) WHERE event_id = :event",
        {"real": real, "event": event_id},
    )


def answered(event_id: str) -> None:
    sql("UPDATE done SET answer = NULL WHERE event_id = :event", {"event": event_id})


def forget(before: int) -> None:
    """Events older than any redelivery."""
    sql("DELETE FROM done WHERE at < :before AND answer IS NULL", {"before": before})

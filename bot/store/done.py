"""Events whose effects are committed, each with the answer that may still have to leave."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.store.db import rows, sql
from bot.store.sets import lines, strings, text_table


@dataclass(frozen=True, slots=True)
class DoneEvent:
    """``answer`` is JSON, None once it has left or when there is none to give.

    ``attempted_at`` (real time) is set before the first try to send it.
    """

    event_id: str
    answer: str | None
    attempted_at: float | None


def known(event_ids: Sequence[str]) -> dict[str, DoneEvent]:
    """Those of these events whose effects are committed."""
    found = rows(
        f"SELECT event_id, answer, attempted_at FROM done WHERE event_id {strings(':events')}",
        {"events": json.dumps(list(event_ids))},
    )
    return {row[0]: DoneEvent(*row) for row in found}


def find(event_id: str) -> DoneEvent | None:
    return known([event_id]).get(event_id)


def add(answers: Mapping[str, str | None], *, at: int) -> None:
    """Events with their answers, in the transaction of their effects. Raises IntegrityError for an
    event done before.
    """
    sql(
        f"INSERT INTO done (event_id, at, answer) SELECT a, :at, b{text_table(2)}",
        {"at": at, "lines": lines(answers.items())},
    )


def attempting(event_ids: Sequence[str], *, real: float) -> None:
    """Before the first try to send their answers."""
    sql(
        "UPDATE done SET attempted_at = coalesce(attempted_at, :real)"
        f" WHERE event_id {strings(':events')}",
        {"real": real, "events": json.dumps(list(event_ids))},
    )


def answered(event_ids: Sequence[str]) -> None:
    sql(
        f"UPDATE done SET answer = NULL WHERE event_id {strings(':events')}",
        {"events": json.dumps(list(event_ids))},
    )


def forget(before: int) -> None:
    """Events older than any redelivery."""
    sql("DELETE FROM done WHERE at < :before AND answer IS NULL", {"before": before})

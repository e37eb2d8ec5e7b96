"""Counts for monitors. Only what is not at rest: finished walks and sent batches are millions."""

from bot.store.db import rows
from bot.store.models import BatchState, EnrollmentState

_PEOPLE = (EnrollmentState.CLAIMED, EnrollmentState.HELD, EnrollmentState.STUCK)
_BATCHES = (BatchState.OPEN, BatchState.FAILED, BatchState.UNCERTAIN)


def people_by_state() -> dict[str, int]:
    found = rows(
        "SELECT state, count(*) FROM enrollment WHERE ended = 0 AND state IN (2, 3, 6)"
        " GROUP BY state"
    )
    counted: dict[int, int] = dict(found)
    return {state.name.lower(): int(counted.get(state, 0)) for state in _PEOPLE}


def batches_by_state() -> dict[str, int]:
    found = rows("SELECT state, count(*) FROM batch WHERE state IN (1, 3, 4) GROUP BY state")
    counted: dict[int, int] = dict(found)
    return {state.name.lower(): int(counted.get(state, 0)) for state in _BATCHES}


def notices_open() -> int:
    return int(rows("SELECT count(*) FROM notice WHERE state = 1")[0][0])

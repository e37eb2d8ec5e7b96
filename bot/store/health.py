"""Counts for monitors. Only what is not at rest: finished walks and sent batches are millions.

Each is read from an index of just these rows, so that a look every few seconds costs nothing.
"""

import json
from itertools import chain

from bot.store.db import rows
from bot.store.models import BatchState
from bot.store.sets import among, ids

# The lease leads SQLite to the index of open batches; by itself it would rather read them all.
_OPEN = "batch WHERE state = 1 AND leased_until >= 0"


def people_by_state() -> dict[str, int]:
    return {
        "claimed": _claimed(),
        "held": _count("enrollment WHERE state = 3"),
        "stuck": _count("enrollment WHERE state = 6"),
    }


def _claimed() -> int:
    """The people of open batches, but for those who were stopped since."""
    found = rows(f"SELECT members FROM {_OPEN}")
    members = list(chain.from_iterable(json.loads(members) for (members,) in found))
    if not members:
        return 0
    counted = rows(
        "SELECT count(*) FROM enrollment WHERE state = 2 AND id" + among(":members"),
        {"members": ids(members)},
    )
    return int(counted[0][0])


def batches_by_state() -> dict[str, int]:
    found = rows("SELECT state, count(*) FROM batch WHERE state IN (3, 4) GROUP BY state")
    counted: dict[int, int] = dict(found)
    return {
        "open": _count(_OPEN),
        "failed": int(counted.get(BatchState.FAILED, 0)),
        "uncertain": int(counted.get(BatchState.UNCERTAIN, 0)),
    }


def notices_open() -> int:
    return _count("notice WHERE state = 1")


def _count(what: str) -> int:
    return int(rows(f"SELECT count(*) FROM {what}")[0][0])

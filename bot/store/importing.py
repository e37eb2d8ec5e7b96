"""How far the import of an account's earlier friends is: one row, so that it outlives a crash."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from bot.store.db import changed, rows
from bot.store.models import Setting

_KEY = "import"

State = Literal["none", "going", "done", "not_allowed"]


@dataclass(frozen=True, slots=True)
class Import:
    """``start``: where LINE's list goes on. ``found`` people are through, ``new`` were not known.

    ``at``: when it began or ended, business time. Before ``turn_at`` (real time) some process is
    at it, or LINE wants a rest.
    """

    state: State = "none"
    start: str | None = None
    found: int = 0
    new: int = 0
    at: int = 0
    turn_at: float = 0.0


def find() -> Import:
    found = rows("SELECT value FROM setting WHERE key = :key", {"key": _KEY})
    return Import(**json.loads(found[0][0])) if found else Import()


def change(before: Import, after: Import) -> bool:
    """False when it is not as it was seen before: somebody else was faster."""
    Setting.insert(key=_KEY, value=_stored(Import())).on_conflict_ignore().execute()
    return bool(
        changed(
            "UPDATE setting SET value = :after WHERE key = :key AND value = :before",
            {"key": _KEY, "before": _stored(before), "after": _stored(after)},
        )
    )


def _stored(one: Import) -> str:
    return json.dumps(asdict(one))

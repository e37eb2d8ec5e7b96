"""What LINE last said about the month's messages."""

import json
from dataclasses import asdict, dataclass

from bot.store.models import Setting

_KEY = "quota"


@dataclass(frozen=True, slots=True)
class Quota:
    """``limit`` None: the plan has none. ``at`` is real time."""

    used: int
    limit: int | None
    at: float

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.used)


def known() -> Quota | None:
    row = Setting.get_or_none(Setting.key == _KEY)
    return Quota(**json.loads(row.value)) if row else None


def remember(quota: Quota) -> None:
    Setting.insert(key=_KEY, value=json.dumps(asdict(quota))).on_conflict(
        conflict_target=[Setting.key], preserve=[Setting.value]
    ).execute()

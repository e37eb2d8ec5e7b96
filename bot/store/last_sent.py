"""What a friend was sent last."""

from dataclasses import dataclass

from bot.domain.steps import Step
from bot.store import versions
from bot.store.db import rows
from bot.store.models import BatchState


@dataclass(frozen=True, slots=True)
class LastSent:
    enrollment_id: int
    scenario_id: int
    version_id: int
    index: int

    @property
    def step(self) -> Step:
        return versions.walk(self.version_id).stops[self.index].step


def last_sent(friend_id: int, *, since: int, scenario_id: int = 0) -> LastSent | None:
    found = rows(
        "SELECT e.id, e.scenario_id, b.version_id, b.step FROM enrollment e"
        " JOIN delivery d ON d.enrollment_id = e.id JOIN batch b ON b.id = d.batch_id"
        " WHERE e.friend_id = :friend AND (:scenario = 0 OR e.scenario_id = :scenario)"
        " AND b.settled_at >= :since"
        " AND coalesce(d.state, b.state) = :sent ORDER BY b.settled_at DESC, b.id DESC LIMIT 1",
        {
            "friend": friend_id,
            "scenario": scenario_id,
            "since": since,
            "sent": int(BatchState.SENT),
        },
    )
    return LastSent(*found[0]) if found else None

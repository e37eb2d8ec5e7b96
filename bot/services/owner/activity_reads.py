"""Who did what when, and what can still be taken back."""

from admin_flows.ports.chat import Role
from admin_flows.ports.facts import ActFacts
from bot.clock import from_epoch
from bot.services.owner.desk import ReadingDesk
from bot.services.owner.executor import ACTS
from bot.services.owner.undoing import SECONDS, command_of
from bot.store import activity
from bot.store.activity import ActRow


class ActivityReads(ReadingDesk):
    def acts(self, first: int, limit: int) -> tuple[ActFacts, ...]:
        return tuple(_facts(row, self.now()) for row in activity.latest(first, limit))


def _facts(row: ActRow, now: int) -> ActFacts:
    fresh = row.undone_at is None and now - row.at <= SECONDS
    return ActFacts(
        id=row.id,
        at=from_epoch(row.at),
        by=row.name,
        code=row.code,
        about=row.about,
        undone=row.undone_at is not None,
        undo_role=_needs(row) if fresh else None,
    )


def _needs(row: ActRow) -> Role | None:
    """None where nothing takes it back."""
    command = command_of(row.undo) if row.undo else None
    return ACTS[command].least if command else None

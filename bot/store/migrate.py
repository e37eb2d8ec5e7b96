"""Bringing a database up to date: numbered scripts, applied once, in order."""

from pathlib import Path

from playhouse.migrations import Runner

from bot.store.db import database, plain

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade() -> list[str]:
    """Apply what is missing and give the names of what was applied."""
    return list(Runner(plain(database), directory=str(MIGRATIONS)).up())


def pending() -> list[str]:
    runner = Runner(plain(database), directory=str(MIGRATIONS))
    return [row.name for row in runner.status() if not row.applied]

"""The names that LINE counts opens under."""

from typing import Any

from bot.store import unit_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(unit_models.ALL)

"""Scenarios that one who runs the shop tries on themselves."""

from typing import Any

from bot.store import rehearsal_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(rehearsal_models.ALL)

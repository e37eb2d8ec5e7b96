"""Lanes whose people an owner takes out of the scenario, in slices."""

from typing import Any

from bot.store import lane_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(lane_models.ALL)

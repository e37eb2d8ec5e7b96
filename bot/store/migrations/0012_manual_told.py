"""Whom was told that somebody answers them in person."""

from typing import Any

from bot.store import told_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(told_models.ALL)

"""Who answers whom from a staff group, and what they write."""

from typing import Any

from bot.store import hand_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(hand_models.ALL)

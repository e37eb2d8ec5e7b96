"""The shop's own places."""

from typing import Any

from bot.store import place_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(place_models.ALL)

"""What staff were told to be waiting."""

from typing import Any

from bot.store import held_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(held_models.ALL)

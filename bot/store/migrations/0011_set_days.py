"""Set days on which scenarios begin."""

from typing import Any

from bot.store import set_day_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(set_day_models.ALL)

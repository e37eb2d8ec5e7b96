"""The first schema."""

from typing import Any

from bot.store import models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(models.ALL)

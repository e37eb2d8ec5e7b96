"""Files that owners asked for."""

from typing import Any

from bot.store import export_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(export_models.ALL)

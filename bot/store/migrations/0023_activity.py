"""Who did what when."""

from typing import Any

from bot.store import activity_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(activity_models.ALL)

"""Steps that scenarios share."""

from typing import Any

from bot.store import fragment_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(fragment_models.ALL)

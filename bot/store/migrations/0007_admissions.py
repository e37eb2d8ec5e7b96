"""People put into a scenario by the thousand."""

from typing import Any

from bot.store import admission_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(admission_models.ALL)

"""Some people first, the others when it is known how that went."""

from typing import Any

from bot.store import trial_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(trial_models.ALL)

"""What results are read from."""

from typing import Any

from bot.store import signal_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(signal_models.ALL)

"""Pictures, videos and others of friends whom people answer, and who of a group hears of them."""

from typing import Any

from bot.store import forward_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(forward_models.ALL)

"""Links that are tracked, and what friends did with what they were sent."""

from typing import Any

from bot.store import link_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(link_models.ALL)

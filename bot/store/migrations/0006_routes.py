"""Entry routes, and who came by which."""

from typing import Any

from bot.store import route_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(route_models.ALL)

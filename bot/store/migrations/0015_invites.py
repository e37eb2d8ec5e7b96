"""Invitations of people who run the shop."""

from typing import Any

from bot.store import invite_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(invite_models.ALL)

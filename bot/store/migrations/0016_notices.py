"""What staff groups want to be told, and what they were told."""

from typing import Any

from bot.store import notice_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(notice_models.ALL)

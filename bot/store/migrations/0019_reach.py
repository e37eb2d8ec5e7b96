"""Steps at the end that go to those who had finished, too."""

from typing import Any

from bot.store import reach_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(reach_models.ALL)

"""Steps that are put in again find those who waited for them; held walks are found by lane."""

from typing import Any

from bot.store import displaced_models
from bot.store.models import HELD_BY_LANE


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(displaced_models.ALL)
    db.execute_sql(HELD_BY_LANE)

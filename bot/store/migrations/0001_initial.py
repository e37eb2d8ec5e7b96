"""The first schema."""

from typing import Any

from bot.store import models
from bot.store.db import is_postgres


def up(_migrator: Any, db: Any) -> None:
    # SQLite then keeps deliveries in their key's own tree: 15 bytes a row instead of two copies.
    models.Delivery._meta.without_rowid = not is_postgres(db)
    db.create_tables(models.ALL)
    db.execute_sql(
        "INSERT INTO quota (id, total, earlier, recent, reserved, at) VALUES (1, 0, 0, 0, 0, 0)"
    )

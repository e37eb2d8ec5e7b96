"""Labels are renamed, deleted with a way back, and attached to many."""

from typing import Any

from bot.store import label_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(label_models.ALL)
    if "label_id" not in {column.name for column in db.get_columns("export")}:
        db.execute_sql("ALTER TABLE export ADD COLUMN label_id INTEGER NOT NULL DEFAULT 0")

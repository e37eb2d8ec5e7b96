"""A label that many got or lost is taken back: it is noted who changed."""

from typing import Any

from bot.store import label_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(label_models.ALL)
    if "run_id" not in {column.name for column in db.get_columns("tagging")}:
        db.execute_sql("ALTER TABLE tagging ADD COLUMN run_id INTEGER NOT NULL DEFAULT 0")

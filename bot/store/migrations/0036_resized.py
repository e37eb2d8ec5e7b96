"""When a staff group's size has changed."""

from typing import Any


def up(_migrator: Any, db: Any) -> None:
    if "resized_at" not in {column.name for column in db.get_columns("staff_group")}:
        db.execute_sql("ALTER TABLE staff_group ADD COLUMN resized_at BIGINT")

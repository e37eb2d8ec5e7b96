"""A file that was asked for is of results, or is a scenario."""

from typing import Any


def up(_migrator: Any, db: Any) -> None:
    if "kind" not in {column.name for column in db.get_columns("export")}:
        db.execute_sql("ALTER TABLE export ADD COLUMN kind VARCHAR(8) NOT NULL DEFAULT 'results'")

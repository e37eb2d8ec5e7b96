"""What friends sent to the staff is found by friend, and goes with the receipt that shows it."""

from typing import Any

from bot.store.models import OF_FRIEND


def up(_migrator: Any, db: Any) -> None:
    _add(db, "media", "of_friend", "BOOLEAN NOT NULL DEFAULT FALSE")
    _add(db, "receipt_media", "size", "BIGINT NOT NULL DEFAULT 0")
    db.execute_sql(OF_FRIEND)


def _add(db: Any, table: str, column: str, what: str) -> None:
    if column not in {one.name for one in db.get_columns(table)}:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column} {what}")

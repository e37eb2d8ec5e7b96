"""Tokens of the API that end by themselves."""

from typing import Any


def up(_migrator: Any, db: Any) -> None:
    if "expires_at" not in {column.name for column in db.get_columns("api_token")}:
        db.execute_sql("ALTER TABLE api_token ADD COLUMN expires_at BIGINT")

"""Friends of whom LINE would not tell the name when they came."""

from typing import Any


def up(_migrator: Any, db: Any) -> None:
    db.execute_sql("CREATE INDEX IF NOT EXISTS friend_nameless ON friend (id) WHERE profile_at = 0")

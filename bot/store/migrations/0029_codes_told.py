"""Codes that run out are told; free codes and a coupon's people are found at once."""

from typing import Any

from bot.store import code_models

_INDEXES = (
    "coupon_code_free ON coupon_code (coupon_id, code) WHERE NOT taken",
    "coupon_claim_coupon ON coupon_claim (coupon_id, id)",
)


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(code_models.ALL)
    for index in _INDEXES:
        db.execute_sql(f"CREATE INDEX IF NOT EXISTS {index}")

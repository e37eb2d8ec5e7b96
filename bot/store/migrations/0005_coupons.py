"""The shop's own coupons."""

from typing import Any

from bot.store import coupon_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(coupon_models.ALL)

"""The first schema."""

from typing import Any

from bot.domain.attributes import BUILT_IN
from bot.store import api_models, fact_models, models
from bot.store.db import is_postgres

# SQLite then keeps these in their key's own tree: 15 bytes a delivery instead of two copies.
_KEYED = (
    models.Delivery,
    fact_models.FriendLabel,
    fact_models.FriendField,
    fact_models.GroupMember,
)


def up(_migrator: Any, db: Any) -> None:
    for model in _KEYED:
        model._meta.without_rowid = not is_postgres(db)
    db.create_tables([*models.ALL, *fact_models.ALL, *api_models.ALL])
    db.execute_sql(
        "INSERT INTO quota (id, total, earlier, recent, reserved, at, asked_at)"
        " VALUES (1, 0, 0, 0, 0, 0, 0)"
    )
    for name, kind in BUILT_IN.items():
        db.execute_sql(
            f"INSERT INTO field (name, kind, built_in) VALUES ('{name}', '{kind}', TRUE)"
        )

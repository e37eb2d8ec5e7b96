"""The first schema."""

import bot.store.models as models


def up(migrator, db):
    db.create_tables(models.ALL)

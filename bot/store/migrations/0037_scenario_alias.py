"""Scenarios are known by their former names, too."""

from typing import Any

from bot.store.models import ScenarioAlias


def up(_migrator: Any, db: Any) -> None:
    db.create_tables([ScenarioAlias])

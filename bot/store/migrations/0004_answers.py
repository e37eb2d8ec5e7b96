"""Answers to questions."""

from typing import Any

from bot.store import answer_models


def up(_migrator: Any, db: Any) -> None:
    db.create_tables(answer_models.ALL)

"""A bot on a fresh database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.db import database
from bot.store.migrate import upgrade
from bot.store.versions import forget
from tests.drain.chat import Chat


@pytest.fixture
def chat(database_url: str, tmp_path: Path) -> Iterator[Chat]:
    chat = Chat(database_url, tmp_path)
    forget()
    upgrade()
    chat.parts.inbox.create_table()
    yield chat
    database.close()

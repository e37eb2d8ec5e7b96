"""A bot on a migrated database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.db import database
from bot.store.versions import forget
from tests.drain.chat import Chat
from tests.drain.kitchen import Kitchen, kitchen_of


@pytest.fixture
def chat(migrated_url: str, tmp_path: Path) -> Iterator[Chat]:
    yield chat_on(migrated_url, tmp_path)
    database.close()


def chat_on(migrated_url: str, data: Path) -> Chat:
    forget()
    return Chat(migrated_url, data)


@pytest.fixture
def kitchen(chat: Chat) -> Kitchen:
    return kitchen_of(chat)

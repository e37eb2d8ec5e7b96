import pytest

from bot.store.db import open_inbox
from bot.store.inbox import Inbox


@pytest.fixture
def inbox(database_url: str) -> Inbox:
    """On SQLite, and on PostgreSQL."""
    inbox = Inbox(open_inbox(database_url))
    inbox.create_table()
    return inbox

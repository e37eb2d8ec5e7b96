import pytest

from bot.store.db import open_inbox
from bot.store.inbox import Inbox


@pytest.fixture
def inbox(migrated_url: str) -> Inbox:
    """On SQLite, and on PostgreSQL."""
    return Inbox(open_inbox(migrated_url))

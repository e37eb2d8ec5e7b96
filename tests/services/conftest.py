"""A fresh, migrated database of each kind for every test, and an owner at a desk."""

from collections.abc import Iterator

import pytest

from bot.store.db import database, open_database, open_inbox
from bot.store.inbox import Inbox
from bot.store.migrate import upgrade
from bot.store.versions import forget
from tests.delivery.world import World
from tests.services.shop import Shop


@pytest.fixture
def shop(database_url: str) -> Iterator[Shop]:
    database.initialize(open_database(database_url, engine=True))
    forget()
    upgrade()
    events = open_inbox(database_url)
    inbox = Inbox(events)
    inbox.create_table()
    yield Shop(World(), inbox)
    events.close()
    database.close()

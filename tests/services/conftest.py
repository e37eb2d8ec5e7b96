"""A migrated database of each kind for every test, and an owner at a desk."""

from collections.abc import Iterator

import pytest

from bot.store.db import open_inbox
from bot.store.inbox import Inbox
from tests.delivery.world import World
from tests.services.office import Office
from tests.services.shop import Shop


@pytest.fixture
def shop(migrated_database: str) -> Iterator[Shop]:
    events = open_inbox(migrated_database)
    yield Shop(World(), Inbox(events))
    events.close()


@pytest.fixture
def office(shop: Shop) -> Office:
    return Office(shop)

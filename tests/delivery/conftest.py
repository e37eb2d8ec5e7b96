"""A fresh, migrated database of each kind for every test."""

from collections.abc import Iterator

import pytest

from bot.store.db import database, open_database
from bot.store.migrate import upgrade
from bot.store.versions import forget
from tests.delivery.world import World


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    database.initialize(open_database(database_url, engine=True))
    forget()
    upgrade()
    yield World()
    database.close()

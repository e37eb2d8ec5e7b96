"""A migrated database of each kind for every test."""

import pytest

from tests.delivery.world import World


@pytest.fixture
def world(migrated_database: str) -> World:
    return World()

"""A migrated database of each kind for every test."""

import pytest


@pytest.fixture
def store(migrated_database: str) -> str:
    return migrated_database

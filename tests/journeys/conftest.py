"""Installations for the journeys, with their logs when a test fails."""

from collections.abc import Generator, Iterator

import pytest

from tests.journeys.harness import Installation, installation

LOGS = pytest.StashKey[Installation]()


@pytest.fixture
def installed(request: pytest.FixtureRequest) -> Iterator[Installation]:
    """A fresh installation on SQLite, as the laptop run makes it."""
    with installation() as it:
        request.node.stash[LOGS] = it
        yield it


@pytest.fixture
def installed_on_both(database_url: str, request: pytest.FixtureRequest) -> Iterator[Installation]:
    """A fresh installation: once on SQLite, once on PostgreSQL."""
    given = database_url if database_url.startswith("postgresql") else None
    with installation(given) as it:
        request.node.stash[LOGS] = it
        yield it


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    it = item.stash.get(LOGS, None)
    if report.failed and it:
        report.sections.append(("logs of the installation", it.logs()))
    return report

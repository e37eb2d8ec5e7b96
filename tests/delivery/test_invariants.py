"""DESIGN's invariants under random acts. `pytest --hypothesis-profile=long` looks for long."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.databases import KeptPostgres, SqliteOriginal
from tests.delivery.acts import Acts

LONG = settings(max_examples=2_000, stateful_step_count=50)
settings.register_profile("long", LONG, deadline=None)


def play(fresh: Callable[[], str], examples: int) -> None:
    """In the suite always the same acts: what new ones find belongs to no change."""
    short = settings(max_examples=examples, stateful_step_count=25, derandomize=True)
    is_long = settings.get_current_profile_name() == "long"
    run_state_machine_as_test(
        cast(type[Acts], partial(Acts, fresh)),
        settings=settings(
            LONG if is_long else short, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.slow
@pytest.mark.timeout(600)  # to find the shortest way to a failure takes long
def test_on_sqlite(sqlite_original: SqliteOriginal, tmp_path: Path) -> None:
    numbers = count()
    play(lambda: sqlite_original.copy(tmp_path / f"{next(numbers)}.db"), examples=200)


@pytest.mark.slow
@pytest.mark.timeout(600)  # to find the shortest way to a failure takes long
@pytest.mark.postgres
def test_on_postgres(kept_postgres: KeptPostgres) -> None:
    play(kept_postgres.emptied, examples=30)

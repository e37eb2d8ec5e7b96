"""The app's pages over a real database: monitors see what is unwell and how much there is."""

from pathlib import Path

import psycopg
import pytest

from bot.app import create_app
from bot.clock import FakeClock
from bot.config import Settings
from bot.store import settings as account
from bot.store.db import sql
from bot.store.migrate import upgrade
from bot.store.settings import AccountHold
from bot.wiring import Parts
from tests.delivery.world import NOON
from tests.worker.conftest import until


@pytest.fixture
def parts(database_url: str, redis_url: str, tmp_path: Path) -> Parts:
    settings = Settings.model_validate(
        {
            "line_channel_secret": "very-secret",
            "line_channel_access_token": "very-token",
            "public_base_url": "https://shop.example",
            "database_url": database_url,
            "redis_url": redis_url,
            "data_dir": tmp_path,
        }
    )
    return Parts(settings, clock=FakeClock(NOON))


def test_before_the_tables_are_there_it_says_so(parts: Parts) -> None:
    answer = create_app(parts).test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json["parts"]["database"] == "not migrated"  # type: ignore[index]


def test_all_is_well_and_counted(parts: Parts) -> None:
    client = create_app(parts).test_client()
    upgrade()
    parts.inbox.create_table()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json == {
        "status": "ok",
        "unwell": [],
        "parts": {"database": "ok", "inbox": "ok", "disk": "ok", "redis": "ok", "token": "ok"},
    }
    metrics = client.get("/metrics").text
    for figure in ("inbox_waiting", "lanes_due", "people_held", "batches_open", "stopped"):
        assert f"tobiishi_{figure} 0.0" in metrics


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_page_keeps_no_connection(parts: Parts, database_url: str) -> None:
    """A server has many threads, and PostgreSQL a hundred connections for all processes."""
    client = create_app(parts).test_client()
    upgrade()
    parts.inbox.create_table()
    for page in ("/healthz", "/readyz", "/metrics"):
        assert client.get(page).status_code == 200
        until(lambda: _connections(database_url) == 1, 10)


def _connections(url: str) -> int:
    """With the one that asks."""
    with psycopg.connect(url) as admin:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        row = admin.execute(query).fetchone()
    return int(row[0]) if row else 0


def test_a_refused_token_turns_readiness_red(parts: Parts) -> None:
    client = create_app(parts).test_client()
    upgrade()
    parts.inbox.create_table()
    account.set_account_hold(AccountHold("token", since=0, check_at=0))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["unwell"] == ["token"]  # type: ignore[index]
    assert "very" not in answer.text


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_database_that_only_reads_is_not_well(parts: Parts) -> None:
    """A standby, for example, after another one took over."""
    client = create_app(parts).test_client()
    upgrade()
    parts.inbox.create_table()
    sql("SET default_transaction_read_only = on")
    assert client.get("/readyz").json["parts"]["database"] == "away"  # type: ignore[index]


def test_the_laptops_pages_are_not_there_in_production(parts: Parts) -> None:
    client = create_app(parts).test_client()
    assert client.get("/laptop/next-due").status_code == 404
    assert client.post("/laptop/owner-code").status_code == 404

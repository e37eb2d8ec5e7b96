"""The app's pages over a real database: monitors see what is unwell and how much there is."""

from pathlib import Path

import pytest

from bot.app import create_app
from bot.clock import FakeClock
from bot.config import Settings
from bot.store import settings as account
from bot.store.migrate import upgrade
from bot.store.settings import AccountHold
from bot.wiring import Parts
from tests.delivery.world import NOON


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
    assert "database" in answer.json["unwell"]  # type: ignore[index]


def test_all_is_well_and_counted(parts: Parts) -> None:
    client = create_app(parts).test_client()
    upgrade()
    parts.inbox.create_table()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json == {
        "status": "ok",
        "unwell": [],
        "parts": {"database": "ok", "inbox": "ok", "redis": "ok", "token": "ok"},
    }
    metrics = client.get("/metrics").text
    for figure in ("inbox_waiting", "lanes_due", "people_held", "batches_open", "stopped"):
        assert f"tobiishi_{figure} 0.0" in metrics


def test_a_refused_token_turns_readiness_red(parts: Parts) -> None:
    client = create_app(parts).test_client()
    upgrade()
    parts.inbox.create_table()
    account.set_account_hold(AccountHold("token", since=0, check_at=0))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["unwell"] == ["token"]  # type: ignore[index]
    assert "very" not in answer.text


def test_the_laptops_pages_are_not_there_in_production(parts: Parts) -> None:
    client = create_app(parts).test_client()
    assert client.get("/laptop/next-due").status_code == 404
    assert client.post("/laptop/owner-code").status_code == 404

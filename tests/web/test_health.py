from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.web.health import Gauge, health


def fine() -> None:
    pass


def broken() -> None:
    raise ConnectionError("postgresql://owner:geheim@db.example is away")


def client(
    gauges: Callable[[], Iterable[Gauge]] = lambda: (), **checks: Callable[[], Any]
) -> FlaskClient:
    app = Flask("test")
    app.register_blueprint(health(checks, gauges))
    return app.test_client()


def test_alive_whatever_is_unwell() -> None:
    answer = client(database=broken).get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_ready() -> None:
    answer = client(database=fine, redis=fine).get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok",
        "unwell": [],
        "parts": {"database": "ok", "redis": "ok"},
    }


def test_names_the_part_that_is_unwell_and_no_password() -> None:
    answer = client(database=broken, redis=fine).get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {
        "status": "unwell",
        "unwell": ["database"],
        "parts": {"database": "ConnectionError", "redis": "ok"},
    }
    assert "geheim" not in answer.text


def test_metrics() -> None:
    asked = []

    def gauges() -> list[Gauge]:
        asked.append(1)
        return [Gauge("tobiishi_inbox_waiting", "Events not handled yet", 3)]

    http = client(gauges)
    assert asked == [], "figures are read when somebody asks"
    answer = http.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    assert "# TYPE tobiishi_inbox_waiting gauge\ntobiishi_inbox_waiting 3.0\n" in answer.text
    http.get("/metrics")
    assert asked == [1, 1]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_only_reading(path: str) -> None:
    assert client().post(path).status_code == 405

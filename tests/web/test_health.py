from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from structlog.testing import capture_logs

from bot.services.readiness import Unwell
from bot.web.health import health


def fine() -> None:
    pass


def broken() -> NoReturn:
    raise ConnectionError("postgresql://owner:geheim@db.example is away")


def client(
    gauges: Callable[[], Iterable[Metric]] = lambda: (), **checks: Callable[[], Any]
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


def test_a_part_may_say_how_it_is() -> None:
    def full() -> None:
        raise Unwell("full")

    answer = client(disk=full).get("/readyz")
    assert answer.json == {"status": "unwell", "unwell": ["disk"], "parts": {"disk": "full"}}


def test_figures_that_cannot_be_read_are_one_line() -> None:
    http = client(broken)
    with capture_logs() as logs:
        assert [http.get("/metrics").status_code for _ in range(3)] == [503] * 3
    assert [line["event"] for line in logs] == ["metrics_not_read"]


def test_metrics() -> None:
    asked = []

    def gauges() -> list[Metric]:
        asked.append(1)
        return [GaugeMetricFamily("tobiishi_inbox_waiting", "Events not handled yet", value=3)]

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

"""For monitors: alive, ready (and if not, which part is unwell), and figures for Prometheus."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

OK = "ok"


@dataclass(frozen=True)
class Gauge:
    """One figure; `name` in Prometheus' form, such as `tobiishi_inbox_waiting`."""

    name: str
    help: str
    value: float


def health(
    checks: Mapping[str, Callable[[], object]], gauges: Callable[[], Iterable[Gauge]]
) -> Blueprint:
    """A check, by the name of its part, raises when the part is unwell."""
    blueprint = Blueprint("health", __name__)
    registry = CollectorRegistry()
    registry.register(_Gauges(gauges))

    @blueprint.get("/healthz")
    def alive() -> dict[str, str]:
        return {"status": OK}

    @blueprint.get("/readyz")
    def ready() -> tuple[dict[str, object], int]:
        parts = {name: _judge(check) for name, check in checks.items()}
        unwell = [name for name, word in parts.items() if word != OK]
        status = "unwell" if unwell else OK
        return {"status": status, "unwell": unwell, "parts": parts}, 503 if unwell else 200

    @blueprint.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _judge(check: Callable[[], object]) -> str:
    try:
        check()
    except Exception as error:
        return type(error).__name__  # its text may name hosts or users
    return OK


class _Gauges(Collector):
    """Read when asked, from where all processes share them."""

    def __init__(self, gauges: Callable[[], Iterable[Gauge]]) -> None:
        self._gauges = gauges

    def describe(self) -> Iterable[Metric]:
        return ()  # so that registering asks nobody for figures

    def collect(self) -> Iterator[Metric]:
        for gauge in self._gauges():
            yield GaugeMetricFamily(gauge.name, gauge.help, value=gauge.value)

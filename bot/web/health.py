"""For monitors: alive, ready (and if not, which part is unwell), and figures for Prometheus."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import structlog
from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from prometheus_client.registry import Collector

from bot.outage import Outage
from bot.services.readiness import Unwell

OK = "ok"

log = structlog.get_logger()


def health(
    checks: Mapping[str, Callable[[], object]], figures: Callable[[], Iterable[Metric]]
) -> Blueprint:
    """A check, by the name of its part, raises when the part is unwell."""
    blueprint = Blueprint("health", __name__)
    registry, outage = CollectorRegistry(), Outage()
    registry.register(_Figures(figures))

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
        try:
            text = generate_latest(registry)
        except Exception as error:  # they are read from the database, and `/readyz` says more
            if outage.begins():
                log.exception("metrics_not_read", error=type(error).__name__)
            return Response(status=503)
        outage.ends()
        return Response(text, content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _judge(check: Callable[[], object]) -> str:
    try:
        check()
    except Unwell as word:
        return str(word)
    except Exception as error:
        return type(error).__name__  # its text may name hosts or users
    return OK


class _Figures(Collector):
    """Read when asked, from where all processes share them."""

    def __init__(self, figures: Callable[[], Iterable[Metric]]) -> None:
        self._figures = figures

    def describe(self) -> Iterable[Metric]:
        return ()  # so that registering asks nobody for figures

    def collect(self) -> Iterator[Metric]:
        yield from self._figures()

"""A chart's figures in an address: nothing is stored, and only ours are drawn."""

import base64
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass

POINTS = 31
_SIGNED = 16


@dataclass(frozen=True, slots=True)
class Chart:
    """Of days, or of several days together: `bars` below a `line`."""

    bars: tuple[int, ...]
    line: tuple[int, ...]


def chart_of(bars: Sequence[int], line: Sequence[int]) -> Chart:
    """At most 31 points: bars of several days add up, the line is where it stood at the end."""
    width = -(-len(bars) // POINTS) or 1
    starts = range(0, len(bars), width)
    return Chart(
        tuple(sum(bars[start : start + width]) for start in starts),
        tuple(line[start : start + width][-1] for start in starts),
    )


def address(chart: Chart, secret: str) -> str:
    """What stands behind `/chart/`."""
    body = json.dumps([chart.bars, chart.line], separators=(",", ":")).encode()
    return f"{_text(body)}.{_signature(body, secret)}"


def read_address(written: str, secret: str) -> Chart | None:
    """None for one that we never gave to anybody."""
    text, _, signature = written.partition(".")
    try:
        body = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    if not hmac.compare_digest(_signature(body, secret).encode(), signature.encode()):
        return None
    bars, line = json.loads(body)
    return Chart(tuple(bars), tuple(line))


def _signature(body: bytes, secret: str) -> str:
    key = hmac.digest(secret.encode(), b"tobiishi charts", "sha256")
    return _text(hmac.digest(key, body, "sha256")[:_SIGNED])


def _text(body: bytes) -> str:
    return base64.urlsafe_b64encode(body).decode().rstrip("=")

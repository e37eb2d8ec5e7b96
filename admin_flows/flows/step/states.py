from dataclasses import dataclass
from datetime import time

from admin_flows.shared.where import OfStep


@dataclass(frozen=True)
class Waiting(OfStep):
    """The question when; `from_` is a choice of what to count from that no wait carries yet."""

    from_: str | None = None


@dataclass(frozen=True)
class WindowOf(OfStep):
    start: time | None = None


@dataclass(frozen=True)
class Night(OfStep):
    """A window that was chosen and lies in the quiet hours."""

    start: time
    end: time

"""From when on something has been failing, so that an outage is two lines in the log."""

import time
from collections.abc import Callable


class Outage:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._since: float | None = None

    def begins(self) -> bool:
        """It failed. True the first time: worth a line."""
        first = self._since is None
        if first:
            self._since = self._monotonic()
        return first

    def ends(self) -> float | None:
        """It works. The outage's seconds, if there was one: worth a line."""
        since, self._since = self._since, None
        return None if since is None else round(self._monotonic() - since, 1)

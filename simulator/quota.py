"""Messages counted by month and by day of Japan (UTC+9), on the business clock."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from simulator.clock import SimulatorClock
from simulator.errors import MONTHLY_LIMIT, LineError
from simulator.web import Json

DAY_MS = 24 * 3600 * 1000
JAPAN_MS = 9 * 3600 * 1000


class Quota:
    def __init__(self, clock: SimulatorClock) -> None:
        self._clock = clock
        self.limit: int | None = None
        self.reserved = 0  # by something outside, such as a running narrowcast
        self._used: Counter[str] = Counter()  # month -> messages
        self._sent: Counter[tuple[str, str]] = Counter()  # day, endpoint -> messages
        self._day_number = -1
        self._day = ""

    def day(self) -> str:
        """yyyymmdd in Japan."""
        number = (self._clock.now_ms() + JAPAN_MS) // DAY_MS
        if number != self._day_number:
            self._day_number = number
            start = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=number)
            self._day = f"{start:%Y%m%d}"
        return self._day

    @property
    def used(self) -> int:
        return self._used[self.day()[:6]]

    def set_used(self, messages: int) -> None:
        self._used[self.day()[:6]] = messages

    def check(self, messages: int) -> None:
        if self.limit is None or not messages:
            return
        if self.used + self.reserved + messages > self.limit:
            raise LineError(429, MONTHLY_LIMIT)

    def count(self, endpoint: str, messages: int) -> None:
        day = self.day()
        if endpoint != "reply":
            self._used[day[:6]] += messages
        self._sent[day, endpoint] += messages

    def sent_on(self, day: str, endpoint: str) -> int | None:
        """None while the day is not over."""
        return self._sent[day, endpoint] if day < self.day() else None

    def shown(self) -> Json:
        kind = "none" if self.limit is None else "limited"
        return {"type": kind, "value": self.limit, "used": self.used, "reserved": self.reserved}

    def dump(self) -> dict[str, Any]:
        sent = [[day, endpoint, count] for (day, endpoint), count in self._sent.items()]
        return {
            "limit": self.limit,
            "reserved": self.reserved,
            "used": dict(self._used),
            "sent": sent,
        }

    def load(self, saved: dict[str, Any]) -> None:
        self.limit, self.reserved = saved["limit"], saved["reserved"]
        self._used = Counter(saved["used"])
        self._sent = Counter({(day, endpoint): count for day, endpoint, count in saved["sent"]})

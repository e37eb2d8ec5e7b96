"""What was accepted for sending, and every request that was seen."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from simulator.web import Json
from simulator.world import Posting

REQUESTS_KEPT = 100_000


@dataclass(slots=True)
class Entry:
    """One accepted sending request."""

    seq: int
    real_at: int
    endpoint: str
    retry_key: str | None
    to: Sequence[str]
    request_id: str
    counted: int  # messages of the monthly quota
    posting: Posting
    units: Sequence[str] = ()

    def shown(self) -> Json:
        return {
            "seq": self.seq,
            "at": self.posting.at,
            "real_at": self.real_at,
            "endpoint": self.endpoint,
            "retry_key": self.retry_key,
            "to": self.to,
            "delivered": self.posting.chats,
            "messages": self.posting.messages,
            "request_id": self.request_id,
            "counted": self.counted,
            "units": self.units,
        }


class Ledger:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.last_seq = 0

    def add(self, **fields: Any) -> Entry:
        self.last_seq += 1
        entry = Entry(self.last_seq, **fields)
        self.entries.append(entry)
        return entry

    def page(self, after: int, limit: int | None) -> list[Json]:
        newer = (entry for entry in self.entries if entry.seq > after)
        return [entry.shown() for entry in islice(newer, limit)]

    def counts(self, endpoint: str | None) -> dict[str, int]:
        """Chat id -> accepted requests delivered there."""
        counts: Counter[str] = Counter()
        for entry in self.entries:
            if endpoint in (None, entry.endpoint):
                counts.update(entry.posting.chats)
        return counts

    def clear(self) -> None:
        self.entries.clear()

    def dump(self) -> Json:
        shared = ("real_at", "endpoint", "retry_key", "to", "request_id", "counted", "units")
        kept = [
            {"seq": entry.seq, "posting": entry.posting.seq}
            | {name: getattr(entry, name) for name in shared}
            for entry in self.entries
        ]
        return {"last_seq": self.last_seq, "entries": kept}

    def load(self, saved: Json, postings: Sequence[Posting]) -> None:
        by_seq = {posting.seq: posting for posting in postings}
        self.last_seq = saved["last_seq"]
        self.entries = [
            Entry(**{**entry, "posting": by_seq[entry["posting"]]}) for entry in saved["entries"]
        ]


class RequestLog:
    """The newest requests to LINE's API, accepted or not."""

    def __init__(self) -> None:
        self._seen: deque[tuple[int, str, str, int, str | None, int]] = deque(maxlen=REQUESTS_KEPT)
        self._last_seq = 0

    def add(self, method: str, path: str, status: int, retry_key: str | None, at: int) -> None:
        self._last_seq += 1
        self._seen.append((self._last_seq, method, path, status, retry_key, at))

    def page(self, after: int) -> list[Json]:
        names = ("seq", "method", "path", "status", "retry_key", "real_at")
        return [dict(zip(names, row, strict=True)) for row in self._seen if row[0] > after]

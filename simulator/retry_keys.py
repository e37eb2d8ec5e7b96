"""Retry keys of accepted requests, remembered for 24 hours of real time."""

import zlib
from dataclasses import dataclass
from typing import Any

from simulator.clock import Seconds
from simulator.web import Json

KEPT_S = 24 * 3600


@dataclass(slots=True)
class Accepted:
    request_id: str
    sent_messages: list[Json] | None  # what a push answered; None for the others
    real_at_s: float
    checksum: int  # of the body: a repeat has to say the same


class RetryKeys:
    def __init__(self, real_now: Seconds) -> None:
        self._real_now = real_now
        self._accepted: dict[str, Accepted] = {}
        self.other_content = 0  # repeats whose body was another one; LINE calls that undefined

    def repeated(self, key: str, body: bytes) -> Accepted | None:
        """The accepted request that this one repeats; notes when it says something else."""
        found = self.find(key)
        if found is not None and found.checksum != zlib.crc32(body):
            self.other_content += 1
        return found

    def find(self, key: str) -> Accepted | None:
        found = self._accepted.get(key)
        if found is None or self._real_now() - found.real_at_s >= KEPT_S:
            return None
        return found

    def remember(
        self, key: str, request_id: str, sent_messages: list[Json] | None, body: bytes
    ) -> None:
        checksum = zlib.crc32(body)
        self._accepted[key] = Accepted(request_id, sent_messages, self._real_now(), checksum)

    def dump(self) -> dict[str, Any]:
        fresh = self._real_now() - KEPT_S
        return {
            key: [kept.request_id, kept.sent_messages, kept.real_at_s, kept.checksum]
            for key, kept in self._accepted.items()
            if kept.real_at_s > fresh
        }

    def load(self, saved: dict[str, Any]) -> None:
        self._accepted = {key: Accepted(*fields) for key, fields in saved.items()}

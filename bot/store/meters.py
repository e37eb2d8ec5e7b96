"""Sums for monitors that only grow, shared by all processes.

What became of messages is added in the transaction that settles them, so no crash parts the two.
Answers of LINE and waits are counted in each process and added when a round ends: a process that is
killed takes its last seconds of them with it.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from bot.store.db import is_postgres, rows, sql


def add(sums: Mapping[str, float]) -> None:
    """In the order of their names, so that two who add never wait for each other."""
    if not sums:
        return
    given = (
        "SELECT key, value::float FROM json_each_text(:sums::json) WHERE true"
        if is_postgres()
        else "SELECT key, value FROM json_each(:sums) WHERE true"
    )
    sql(
        f"INSERT INTO meter (name, value) {given} ORDER BY key"
        " ON CONFLICT (name) DO UPDATE SET value = meter.value + excluded.value",
        {"sums": json.dumps(dict(sums))},
    )


def read() -> dict[str, float]:
    return {str(name): float(value) for name, value in rows("SELECT name, value FROM meter")}


@dataclass
class Tally:
    """What one process has counted since it last wrote it down. Threads may share it."""

    _sums: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def count(self, name: str, by: float = 1) -> None:
        with self._lock:
            self._sums[name] += by  # type: ignore[assignment]  # a Counter of floats works, too

    def answered(self, endpoint: str, code: str) -> None:
        """LINE's answer to one request; `code` its HTTP status, or none."""
        self.count(f"answers:{endpoint}:{code}")

    def flush(self) -> None:
        with self._lock:
            sums, self._sums = self._sums, Counter()
        try:
            add(sums)
        except Exception:
            with self._lock:
                self._sums.update(sums)
            raise

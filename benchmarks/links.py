"""How long a friend waits behind a tracked link: taps at a steady rate to gunicorn as the Procfile
starts it, each written into the inbox before it leads on.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import uvloop

from benchmarks.children import side_by_side
from benchmarks.common import (
    Bench,
    Benchmark,
    Samples,
    Table,
    interleaved,
    number,
    percentile,
    times,
)
from benchmarks.installation import environment, web
from benchmarks.posting import Answers, Post, steadily
from benchmarks.processes import free_port
from benchmarks.seeding import add_friends, add_scenario, database_of, enroll_all
from bot.domain.links import token
from bot.store import links
from bot.store.db import open_inbox, rows

CONNECTIONS = 32
BASELINE = "benchmarks.baselines.redirect_app:create_app()"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Mobile/15E148 Safari Line/14.19.0"
)
OFFER = {
    "id": "offer",
    "wait": {"days": 30},
    "send": [
        {
            "text": "ご予約はこちら",
            "buttons": [{"label": "予約する", "link": "https://shop.example/menu"}],
        }
    ],
}


@dataclass(frozen=True)
class Size:
    people: int
    seconds: float
    per_second: float
    repetitions: int


@dataclass(frozen=True)
class _Figures:
    p50_ms: Samples = field(default_factory=Samples)
    noted: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Stand:
    bench: Bench
    size: Size
    figures: dict[str, _Figures]

    def measure(self, name: str, kind: str, app: str | None) -> float:
        """The 99th of a hundred, in milliseconds."""
        self.bench.redis.empty()
        port = free_port()
        with database_of(self.bench, kind) as url:
            taps = self._taps()
            with web(self.bench, port, environment(self.bench, url), app):
                _led(port, taps[:CONNECTIONS], self.size.per_second)  # both are warm
                answers = _led(port, taps, self.size.per_second)
            noted = 0 if app else _noted(url)
        figures = self.figures.setdefault(name, _Figures())
        figures.p50_ms.values.append(percentile(answers.ms, 50))
        figures.noted.append(noted)
        return percentile(answers.ms, 99)

    def _taps(self) -> list[Post]:
        """Of people each with an address of their own."""
        add_friends([f"U{number:032x}" for number in range(self.size.people)])
        scenario = add_scenario(OFFER)
        enroll_all(scenario, due_at=2**40)
        [link] = links.of_step(scenario.version_id, "offer")
        walks = [row[0] for row in rows("SELECT id FROM enrollment ORDER BY id")]
        count = int(self.size.seconds * self.size.per_second)
        return [_tap(token(link.id, link.key, walks[n % len(walks)])) for n in range(count)]


def _tap(written: str) -> Post:
    head = f"GET /l/{written} HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: {PHONE}\r\n\r\n"
    return head.encode()


def _noted(url: str) -> int:
    return int(rows("SELECT count(*) FROM inbox", db=open_inbox(url))[0][0])


def _led(port: int, ready: list[Post], per_second: float) -> Answers:
    """From a process of its own, as phones are."""
    answers = _elsewhere(partial(steadily, port, ready, CONNECTIONS, per_second))
    if set(answers.statuses) != {302}:
        raise RuntimeError(f"the links answered {dict(answers.statuses)}")
    return answers


def _elsewhere(lead: Callable[[], Coroutine[Any, Any, Answers]]) -> Answers:
    return side_by_side(lambda: lambda: uvloop.run(lead()))[0].value


def run(bench: Bench, size: Size) -> list[Table]:
    stand = _Stand(bench, size, {})
    baseline = "Flask, a bare redirect"
    ways: dict[str, tuple[str, str | None]] = {
        **{f"Tobiishi, {kind}": (kind, None) for kind in bench.databases},
        baseline: (bench.databases[0], BASELINE),
    }
    found = interleaved(
        {name: partial(stand.measure, name, *way) for name, way in ways.items()}, size.repetitions
    )
    table_rows = [
        [
            name,
            stand.figures[name].p50_ms.shown(1),
            samples.shown(1),
            times(samples, found[baseline]) if name != baseline else "",
            number(max(stand.figures[name].noted)),
        ]
        for name, samples in found.items()
    ]
    title = f"links: {number(size.per_second)} taps a second on tracked links, to gunicorn"
    columns = ["", "p50 ms", "p99 ms", "× baseline", "taps known afterwards"]
    note = f"{CONNECTIONS} connections; a tap counts from when it was due."
    return [Table(title, columns, table_rows, [note])]


LINKS = Benchmark(
    run,
    full=Size(people=10_000, seconds=10, per_second=100, repetitions=3),
    quick=Size(people=50, seconds=0.5, per_second=50, repetitions=1),
)

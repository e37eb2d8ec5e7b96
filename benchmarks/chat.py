"""An owner's tap to the answer in the chat, through webhook, worker and reply."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from benchmarks.common import Bench, Benchmark, Samples, Table, number, percentile
from benchmarks.installation import environment, settings_for, web, worker
from benchmarks.processes import free_port, until
from benchmarks.seeding import (
    LATER,
    NEXT,
    add_friends,
    add_scenario,
    database_of,
    enroll_all,
)
from bot.store.settings import set_account_name
from bot.wiring import Parts
from simulator.client import SimulatorClient
from simulator.testing import start_simulator

PATIENCE_SECONDS = 15.0
# The home card's own act: it stops everything, or lets it go again.
_ACT = re.compile(r"do:home\.today:[\w-]+:(stop|resume)-all")
WAYS = ("go:home.today", "go:scenario.list", "do: stop all, or resume")


@dataclass(frozen=True)
class Size:
    people: int
    rounds: int


@dataclass
class Owner:
    """Taps, and sees in the simulator's log when the reply came in."""

    sim: SimulatorClient
    user: str
    seen: int = 0

    def taps(self, data: str) -> float:
        return self._answered(partial(self.sim.postback, self.user, data), data)

    def claims(self, code: str) -> None:
        self._answered(partial(self.sim.follow, self.user), "the follow")
        self._answered(partial(self.sim.text, self.user, code), "the owner's code")

    def act(self) -> str:
        """What the home card in the chat lets do."""
        shown = json.dumps(self.sim.messages(self.user)[-1])
        found = _ACT.search(shown)
        if found is None:
            raise LookupError("the home card has no act to measure")
        return found[0]

    def _answered(self, does: Callable[[], object], what: str) -> float:
        """Milliseconds until the bot's reply reached LINE."""
        self._skip_what_came()
        began = time.time()
        does()
        until(self._replies, f"{what} is answered", PATIENCE_SECONDS, 0.01)
        return (self._replies()[0] - began) * 1000

    def _skip_what_came(self) -> None:
        seen = self.sim.requests(self.seen)
        self.seen = max((request["seq"] for request in seen), default=self.seen)

    def _replies(self) -> list[float]:
        return [
            request["real_at"] / 1000
            for request in self.sim.requests(self.seen)
            if request["path"] == "/v2/bot/message/reply" and request["status"] == 200
        ]


def run(bench: Bench, size: Size) -> list[Table]:
    table_rows = [
        [f"{way}, {kind}", *(number(percentile(ms.values, percent)) for percent in (50, 95))]
        for kind in bench.databases
        for way, ms in _measured(bench, kind, size).items()
    ]
    title = f"chat: an owner's tap to the reply at LINE, {number(size.people)} friends"
    return [Table(title, ["", "median ms", "p95 ms"], table_rows)]


def _measured(bench: Bench, kind: str, size: Size) -> dict[str, Samples]:
    bench.redis.empty()
    port = free_port()
    sim = start_simulator(webhook=f"http://127.0.0.1:{port}/callback")
    try:
        users = sim.client.add_friends(size.people, follow=False)
        with database_of(bench, kind) as url:
            set_account_name("ひだまり弁当")
            add_friends(users)
            enroll_all(add_scenario(LATER, NEXT), due_at=int(time.time()) + 86_400)
            code = Parts(settings_for(bench, url)).members.new_code("owner")
            env = environment(bench, url, sim.url)
            with web(bench, port, env), worker(bench, env):
                return _asked(Owner(sim.client, users[0]), code, size)
    finally:
        sim.stop()


def _asked(owner: Owner, code: str, size: Size) -> dict[str, Samples]:
    owner.claims(code)
    owner.taps(WAYS[0])
    return _rounds(owner, size.rounds)


def _rounds(owner: Owner, count: int) -> dict[str, Samples]:
    samples = {way: Samples() for way in WAYS}
    for _ in range(count):
        samples[WAYS[1]].values.append(owner.taps(WAYS[1]))
        samples[WAYS[0]].values.append(owner.taps(WAYS[0]))
        samples[WAYS[2]].values.append(owner.taps(owner.act()))
    return samples


CHAT = Benchmark(run, full=Size(people=10_000, rounds=40), quick=Size(people=1_000, rounds=6))

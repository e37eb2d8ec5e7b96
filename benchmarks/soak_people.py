"""People who use the account all the time: newcomers, friends, an owner, a monitor; and a LINE that
does not always answer as it should."""

import contextlib
import random
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.client import SimulatorClient
from simulator.client_api import SimulatorError

ANSWER_SECONDS = 60.0
LOOKS = ("go:home.today", "go:scenario.list", "go:inbox.list", "go:scenario.card:1")
WORDS = ("こんにちは", "クーポン", "ありがとう", "予約できますか")
FAULTS = (
    ("push", "error_after"), ("push", "rate_429"), ("push", "drop_after"), ("push", "html_502"),
    ("multicast", "error_before"), ("multicast", "error_after"), ("multicast", "odd_200"),
    ("reply", "error_before"), ("reply", "drop_after"), ("reply", "rate_429"),
    ("all", "slow"),
)  # fmt: skip


@dataclass
class Crowd:
    """Newcomers, and what friends do; `at_home` are those who may act."""

    sim: SimulatorClient
    chance: random.Random
    at_home: list[str]
    came: int = 0
    acts: int = 0

    def newcomer(self) -> None:
        (user,) = self.sim.add_friends(1)
        self.at_home.append(user)
        self.came += 1

    def asks_what_comes(self) -> None:
        self._act(lambda user: self.sim.postback(user, "go:friend.what"))

    def writes(self) -> None:
        word = self.chance.choice(WORDS)
        self._act(lambda user: self.sim.text(user, word))

    def stops_and_resumes(self) -> None:
        stops = self.chance.random() < 0.6
        data = f"do:friend.menu:-:{'stop' if stops else 'resume'}"
        self._act(lambda user: self.sim.postback(user, data))

    def blocks(self) -> None:
        self._act(self.sim.block)

    def unblocks(self) -> None:
        self._act(self.sim.unblock)

    def _act(self, does: Callable[[str], object]) -> None:
        with contextlib.suppress(SimulatorError):  # who has blocked the account cannot write
            does(self.chance.choice(self.at_home))
        self.acts += 1


@dataclass
class Owner:
    """Taps, and looks at the chat until it is answered."""

    sim: SimulatorClient
    user: str
    ms: list[float] = field(default_factory=list)
    unanswered: int = 0
    looks: int = 0

    def claims(self, code: str) -> None:
        self._answered(lambda: self.sim.follow(self.user))
        self._answered(lambda: self.sim.text(self.user, code))

    def looks_around(self) -> None:
        self.looks += 1
        self._taps(LOOKS[self.looks % len(LOOKS)])

    def stops_all_for_a_moment(self) -> None:
        self._taps("go:home.today")
        self._taps(self._shown("stop-all"))
        time.sleep(1)
        self._taps("go:home.today")
        self._taps(self._shown("resume-all"))

    def _taps(self, data: str) -> None:
        self._answered(lambda: self.sim.postback(self.user, data))

    def _shown(self, act: str) -> str:
        text = str(self.sim.messages(self.user)[-1])
        start = text.find("do:home.today:")
        found = text[start : text.find("'", start)] if start >= 0 else ""
        return found if found.endswith(act) else "go:home.today"

    def _answered(self, does: Callable[[], object]) -> None:
        seen = max((m["seq"] for m in self.sim.messages(self.user)), default=0)
        began = time.monotonic()
        does()
        while not self._from_bot(seen):
            if time.monotonic() - began > ANSWER_SECONDS:
                self.unanswered += 1
                return
            time.sleep(0.05)
        self.ms.append((time.monotonic() - began) * 1000)

    def _from_bot(self, after: int) -> bool:
        return any(m["from"] == "bot" for m in self.sim.messages(self.user, after))


@dataclass
class Trouble:
    """Some faults a minute, each for a few requests."""

    sim: SimulatorClient
    chance: random.Random
    made: int = 0

    def strikes(self) -> None:
        endpoint, kind = self.chance.choice(FAULTS)
        more: dict[str, Any] = {"delay_ms": 1_500} if kind == "slow" else {}
        self.sim.fault(endpoint, kind, times=self.chance.randint(1, 3), **more)
        self.made += 1


@dataclass
class Monitor:
    """Asks the web process as a monitoring system does."""

    base: str

    def asks(self) -> None:
        for path in ("/healthz", "/readyz", "/metrics"):
            with contextlib.suppress(OSError), urllib.request.urlopen(self.base + path) as answer:
                answer.read()


class Habit(threading.Thread):
    """Does things at their rates (times a second) until asked to stop."""

    def __init__(self, rates: Mapping[Callable[[], None], float], stopped: threading.Event) -> None:
        super().__init__(daemon=True)
        self._every = {does: 1 / rate for does, rate in rates.items()}
        self._stopped = stopped
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self._keep_doing()
        except Exception as error:
            self.error = error

    def _keep_doing(self) -> None:
        now = time.monotonic()
        next_at = {does: now + every for does, every in self._every.items()}
        while not self._stopped.wait(max(0.0, min(next_at.values()) - time.monotonic())):
            does = min(next_at, key=lambda act: next_at[act])
            does()
            next_at[does] = max(next_at[does] + self._every[does], time.monotonic() - 5)

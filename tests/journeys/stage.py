"""Everything a story plays on: its people with their phones, the clock, and the books."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from simulator.client import SimulatorClient
from tests.journeys.phones import GroupPhone, HttpPhone, Phone, patiently

ZONE = ZoneInfo("Asia/Tokyo")
WEEKDAYS = "月火水木金土日"


class ClockBar(Protocol):
    """Moves the business time, as a person does above the phones."""

    def moves(self, *, days: int = 0, hours: int = 0) -> None: ...
    def to_next_due(self) -> None: ...


@dataclass(frozen=True)
class HttpClockBar:
    sim: SimulatorClient

    def moves(self, *, days: int = 0, hours: int = 0) -> None:
        self.sim.advance(days=days, hours=hours)

    def to_next_due(self) -> None:
        self.sim.to_next_due()


@dataclass(frozen=True)
class Books:
    """What only the simulator knows: the time, the quota, and what was really accepted."""

    sim: SimulatorClient
    ledger_before: int

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.sim.now() / 1000, ZONE)

    def used(self) -> int:
        used: int = self.sim.state()["quota"]["used"]
        return used

    def code(self) -> str:
        return self.sim.owner_code()

    def sent_to(self, user: str) -> list[tuple[datetime, str]]:
        """Each text of pushes and multicasts to this person, with its business time."""
        return [
            (datetime.fromtimestamp(entry["at"] / 1000, ZONE), message.get("text", ""))
            for entry in self._sendings()
            if user in entry["delivered"]
            for message in entry["messages"]
        ]

    def nothing_twice(self) -> None:
        """No person or group was sent the same content a second time."""
        times = Counter(
            (chat, json.dumps(entry["messages"], sort_keys=True))
            for entry in self._sendings()
            for chat in entry["to"]
        )
        twice = [content for content, count in times.items() if count > 1]
        assert not twice, f"sent more than once: {twice}"

    def _sendings(self) -> list[dict[str, Any]]:
        entries = self.sim.ledger(self.ledger_before)
        return [entry for entry in entries if entry["endpoint"] != "reply"]


@dataclass(frozen=True)
class Stage:
    """`phone` and `group` open phones of new or unused people."""

    sim: SimulatorClient
    books: Books
    clock: ClockBar
    open_phone: Callable[[str, dict[str, str]], GroupPhone]

    def person(self, name: str, language: str = "ja") -> tuple[Phone, str]:
        """A phone, and the id of who holds it."""
        user = self.person_id(name, language)
        return self.open_phone(user, {name: user}), user

    def person_id(self, name: str, language: str = "ja") -> str:
        return self._unused(name) or str(self.sim.add_user(name, language)["id"])

    def group(self, name: str, **members: str) -> GroupPhone:
        """`members`: ids by name."""
        group = self.sim.add_group(name, list(members.values()))["id"]
        return self.open_phone(group, members)

    def _unused(self, name: str) -> str | None:
        """The laptop run has a first cast; whoever already took part somewhere stays away."""
        for user in self.sim.state()["users"]:
            if user["name"] == name and not user["bot_known"]:
                return str(user["id"])
        return None


def http_stage(url: str) -> Stage:
    sim = SimulatorClient(url)

    def phone(chat: str, members: dict[str, str]) -> GroupPhone:
        return HttpPhone(sim, chat, members)

    return Stage(sim, books_from_now(sim), HttpClockBar(sim), phone)


def books_from_now(sim: SimulatorClient) -> Books:
    entries = sim.ledger()
    return Books(sim, entries[-1]["seq"] if entries else 0)


def begin_in_the_morning(sim: SimulatorClient) -> datetime:
    """Tomorrow at 9:30, so that no story depends on when it is told."""
    now = datetime.fromtimestamp(sim.now() / 1000, ZONE)
    morning = (now + timedelta(days=1)).replace(hour=9, minute=30, second=0, microsecond=0)
    sim.set_clock(int(morning.timestamp() * 1000))
    return morning


def short(at: datetime) -> str:
    """12/4(金) 10:00, as people read it in messages."""
    return f"{at.month}/{at.day}({WEEKDAYS[at.weekday()]}) {at:%H:%M}"


def next_due(books: Books, clock: ClockBar, expected: datetime) -> None:
    """To the next thing due. What is overdue takes a moment to find its next hour."""

    def moved() -> bool | None:
        clock.to_next_due()
        return True if books.now() >= expected else None

    patiently(moved, lambda: f"nothing is due at {expected}, and it is {books.now()}")
    assert books.now() - expected < timedelta(minutes=1), books.now()

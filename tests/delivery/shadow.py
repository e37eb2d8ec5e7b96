"""What a few friends and two scenarios should be like: facts, and what may come to whom.

A message's text says all: scenario, step and version, such as `A/five/1`.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.quiet import Quiet

NAMES = ("花", "太郎", "次郎", "三郎")
WAYS = {
    "A": (("hello", "five", "ten", "vip", "bye"), ("hello", "five", "ten", "usual", "bye")),
    "B": (("news", "more"),),
}
# The least time from one message to the next, wherever somebody was in between.
GAPS = {"five": timedelta(hours=5), "vip": timedelta(hours=1), "usual": timedelta(hours=2)}
GAPS |= {"ten": timedelta(hours=10), "bye": timedelta(hours=24), "more": timedelta(hours=20)}
TOKYO = ZoneInfo("Asia/Tokyo")
NIGHT = Quiet(time(21), time(8))
TEN, NOON = time(10), time(12)

Walk = tuple[str, str]
"""Who and in which scenario: a name and a letter."""


def document(letter: str, version: int, *, personal: bool) -> list[dict[str, object]]:
    """Its steps."""

    def step(step_id: str, wait: object, **more: object) -> dict[str, object]:
        name = "{{ friend.name }} " if personal else ""
        text = f"{name}{letter}/{step_id}/{version}"
        return {"id": step_id, "wait": wait, "send": [{"text": text}], **more}

    if letter == "B":
        return [
            step("news", {"hours": 1}, then={"add_label": "VIP"}),
            step("more", {"hours": 20}),
        ]
    vip = {"when": {"label": "VIP"}, "steps": [step("vip", {"hours": 1})]}
    others = {"otherwise": None, "steps": [step("usual", {"hours": 2})]}
    return [
        step("hello", 0, by="reply", receipt=["sent"]),
        step("five", {"hours": 5}),
        step("ten", {"days": 1, "at": "10:00-12:00"}),
        {"id": "which", "branch": [vip, others]},
        step("bye", {"days": 1}),
    ]


@dataclass
class Shadow:
    versions: dict[str, int] = field(default_factory=lambda: {"A": 1, "B": 1})
    zone: ZoneInfo = TOKYO
    quiet: Quiet | None = NIGHT

    # What stands in the way
    stop_all: bool = False
    paused: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    stopped: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    stopped_here: set[Walk] = field(default_factory=set)
    on_the_wire: set[Walk] = field(default_factory=set)

    # Who went where
    inside: dict[Walk, int] = field(default_factory=dict)
    """The version by which everybody walks who ever entered."""
    given_up: set[Walk] = field(default_factory=set)
    got: dict[Walk, list[str]] = field(default_factory=lambda: defaultdict(list))
    last: dict[Walk, datetime] = field(default_factory=dict)
    may_miss: set[Walk] = field(default_factory=set)
    may_come_twice: set[tuple[Walk, str]] = field(default_factory=set)

    @property
    def followers(self) -> list[str]:
        return sorted({name for name, _ in self.inside})

    def enters(self, name: str) -> None:
        for letter, version in self.versions.items():
            if letter not in self.ended | self.closed:
                self.inside.setdefault((name, letter), version)

    def is_kept_from(self, walk: Walk) -> bool:
        name, letter = walk
        return (
            self.stop_all
            or letter in self.paused | self.ended
            or name in self.stopped | self.blocked
            or walk in self.stopped_here
            or walk in self.given_up
        )

    def comes(self, walk: Walk, text: str, now: datetime) -> None:
        """A message that LINE accepted."""
        letter, step, version = text.split("/")
        assert letter == walk[1]
        assert int(version) == self.inside[walk], f"{walk} walks another version than {text}"
        assert not self.is_kept_from(walk) or walk in self.on_the_wire, f"{text} to {walk}"
        self.on_the_wire.discard(walk)
        if step in self.got[walk]:
            assert (walk, step) in self.may_come_twice, f"{text} came twice to {walk}"
            self.may_come_twice.discard((walk, step))
            return
        self._comes_in_time(walk, step, now)
        self.got[walk].append(step)
        self.last[walk] = now
        assert self._is_in_order(walk), f"{walk} got {self.got[walk]}"

    def _comes_in_time(self, walk: Walk, step: str, now: datetime) -> None:
        if last := self.last.get(walk):
            assert now - last >= GAPS.get(step, timedelta()), f"a burst: {step} to {walk}"

    def leaves(self, step: str, now: datetime) -> None:
        """A request with a new key; hello answers the friend's own act, at any time."""
        local = now.astimezone(self.zone).time()
        if step != "hello":
            assert self.quiet is None or not self.quiet.contains(local), f"{step} at {local}"
        if step == "ten":
            assert TEN <= local < NOON or self.is_moved_by_quiet(), f"{step} at {local}"

    def is_moved_by_quiet(self) -> bool:
        return self.quiet is not None and self.quiet.contains(TEN) and self.quiet.contains(time(11))

    def may_wait_now(self, step: str, now: datetime) -> bool:
        """Its window is closed, or it is quiet."""
        local = now.astimezone(self.zone).time()
        is_quiet = self.quiet is not None and self.quiet.contains(local)
        return step != "hello" and (is_quiet or (step == "ten" and not TEN <= local < NOON))

    def _is_in_order(self, walk: Walk) -> bool:
        return any(self._fits(walk, way) for way in WAYS[walk[1]])

    def _fits(self, walk: Walk, way: tuple[str, ...]) -> bool:
        """From the first step on, with holes only where an owner left something out."""
        got = self.got[walk]
        if walk not in self.may_miss:
            return tuple(got) == way[: len(got)]
        ahead = iter(way)
        return all(step in ahead for step in got)

    def is_complete(self, walk: Walk) -> bool:
        if walk in self.given_up or walk[1] in self.ended or walk in self.may_miss:
            return self._is_in_order(walk)
        return tuple(self.got[walk]) in WAYS[walk[1]]

    def clock_goes_back(self, now: datetime) -> None:
        self.last = {walk: min(at, now) for walk, at in self.last.items()}

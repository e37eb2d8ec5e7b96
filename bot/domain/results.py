"""What became of a scenario's people, and the one sentence of advice about it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.document import Otherwise, Scenario, Split, Step
from bot.domain.sendable import is_tracked
from bot.domain.shares import NOBODY, Share

ENOUGH = 50
"""From so many people on something definite can be said."""

Mark = Literal["blocked", "stopped", "tapped"]
Advised = Literal[Mark, "arm", "few", "fine"]


StepPeople = Literal["sent", "tapped", "answered", "left"]
"""Whom of a step to list: who got it, tapped, answered its question; who stopped or blocked."""


@dataclass(frozen=True, slots=True)
class Sums:
    """People, of one step. What a friend did with it is counted once a walk."""

    sent: int = 0
    failed: int = 0
    tapped: int = 0
    watched: int = 0
    answered: int = 0
    used: int = 0
    stopped: int = 0
    blocked: int = 0

    def of(self, kind: Mark) -> Share:
        return Share(int(getattr(self, kind)), self.sent)


@dataclass(frozen=True, slots=True)
class Stop:
    """A step that sends; `tappable`: it has something whose taps are counted."""

    id: str
    number: str
    sums: Sums
    tappable: bool = False


@dataclass(frozen=True, slots=True)
class ArmSums:
    """An arm of a split, by its letter: of the first step in it whose taps are counted."""

    letter: str
    tapped: Share


@dataclass(frozen=True, slots=True)
class Advice:
    """`stop` is what to change. `share` against `other`: the steps beside it, or the arm behind.
    `people`: how many entered.
    """

    what: Advised
    stop: Stop | None = None
    share: Share = NOBODY
    other: Share = NOBODY
    letter: str = ""
    people: int = 0

    @property
    def times(self) -> int:
        """So many times the share of the others; 0: nobody of them."""
        return round(self.share.value / self.other.value) if self.other.part else 0


def advise(stops: Sequence[Stop], splits: Iterable[Sequence[ArmSums]], entered: int) -> Advice:
    """The first that is so of: it makes people block, stop, nobody taps it, one arm is better."""
    able = [stop for stop in stops if stop.tappable]
    found: Iterator[Advice | None] = iter(
        (_worst("blocked", stops), _worst("stopped", stops), _weakest(able), *map(_better, splits))
    )
    said = next((advice for advice in found if advice), None)
    return said or Advice("few" if entered < ENOUGH else "fine", people=entered)


def _worst(kind: Mark, stops: Sequence[Stop]) -> Advice | None:
    return _outlier(kind, stops, lambda share, others: share.is_above(others), highest=True)


def _weakest(stops: Sequence[Stop]) -> Advice | None:
    return _outlier("tapped", stops, lambda share, others: others.is_above(share), highest=False)


def _outlier(
    kind: Mark,
    stops: Sequence[Stop],
    parts: Callable[[Share, Share], bool],
    *,
    highest: bool,
) -> Advice | None:
    found = [
        Advice(kind, stop, stop.sums.of(kind), _others(kind, stop, stops))
        for stop in stops
        if stop.sums.sent
    ]
    clear = [one for one in found if one.other.whole and parts(one.share, one.other)]
    choose = max if highest else min
    return choose(clear, key=lambda one: one.share.value, default=None)


def _others(kind: Mark, stop: Stop, stops: Sequence[Stop]) -> Share:
    beside = [one.sums.of(kind) for one in stops if one is not stop]
    return Share(sum(one.part for one in beside), sum(one.whole for one in beside))


def _better(arms: Sequence[ArmSums]) -> Advice | None:
    """The best one, where it is surely better than the next."""
    ranked = sorted(arms, key=lambda arm: -arm.tapped.value)
    if len(ranked) < 2 or not ranked[0].tapped.is_above(ranked[1].tapped):
        return None
    best, second = ranked[:2]
    return Advice("arm", share=best.tapped, other=second.tapped, letter=best.letter)


# What the document says of it


def is_tappable(step: Step) -> bool:
    return any(is_tracked(message) for message in step.send)


def splits(scenario: Scenario) -> list[list[tuple[str, str]]]:
    """Of each branch by chance: the letter of each arm, and its first step with taps."""
    found = []
    for step in scenario.all_steps:
        by_chance = any(isinstance(arm, Split) for arm in step.branch)
        arms = [arm for arm in step.branch if by_chance and isinstance(arm, Split | Otherwise)]
        first = [(chr(ord("A") + place), _first(arm.steps)) for place, arm in enumerate(arms)]
        if len(first) > 1 and all(step_id for _, step_id in first):
            found.append(first)
    return found


def _first(steps: Sequence[Step]) -> str:
    return next((step.id for step in steps if is_tappable(step)), "")

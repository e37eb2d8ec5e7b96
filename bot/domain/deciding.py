"""What becomes of one person at a stop, once it is due: whether it is gone through, and which arm
of a branch is taken. Pure: facts, a draw and what room is left are handed in.
"""

import hashlib
from collections.abc import MutableMapping, Sequence
from typing import Literal

from bot.domain.document import Arm, First, Otherwise, Split, When
from bot.domain.facts import Facts, holds
from bot.domain.walk import Walk

Verdict = Literal["go", "leave_out", "no_more", "goal"]
"""`no_more`: what repeats has come often enough. `goal`: the walk has reached what it was for."""

Room = MutableMapping[int, int]
"""How many people more an arm for the first ones takes, by the arm's number."""


def verdict(walk: Walk, index: int, facts: Facts) -> Verdict:
    step, goal = walk.stops[index].step, walk.scenario.stop_when
    if goal is not None and holds(goal, facts):
        return "goal"
    until = step.repeat.until if step.repeat else None
    if until is not None and holds(until, facts):
        return "no_more"
    if step.only is not None and not holds(step.only, facts):
        return "leave_out"
    return "go"


def arm_for(arms: Sequence[Arm], facts: Facts, draw: int, room: Room) -> int | None:
    """The first arm that fits, taking a place in it if those are counted; None when none does."""
    parted = 0
    for number, arm in enumerate(arms):
        parted += arm.split if isinstance(arm, Split) else 0
        if _fits(number, arm, facts, draw < parted, room):
            return number
    return None


def _fits(number: int, arm: Arm, facts: Facts, is_drawn: bool, room: Room) -> bool:
    match arm:
        case When():
            return holds(arm.when, facts)
        case Split():
            return is_drawn
        case First():
            left = room.get(number, 0)
            room[number] = max(left - 1, 0)
            return left > 0
        case Otherwise():
            return True


def draw(scenario_id: int, step_id: str, friend_id: int) -> int:
    """0 to 99, the same for ever for one person at one step: who is tested stays in their half."""
    key = f"{scenario_id}:{step_id}:{friend_id}".encode()
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest()) % 100

"""Friends whose walk leads into another scenario."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain.account import Account
from bot.services.entering import Entering
from bot.store import entrances, newcomers
from bot.store.entrances import Entrance
from bot.store.naming import scenarios_named

# Two scenarios that lead into each other must not go round and round in one instant.
NOT_AGAIN_SECONDS = 3_600


@dataclass(frozen=True)
class Jumping:
    clock: Clock
    account: Callable[[], Account]

    def enter(self, name: str, friend_ids: Sequence[int]) -> None:
        """Who may enter does, as if an owner added them. Into a scenario that is not there, or
        does not take anybody in, nobody does.
        """
        door = _door(name)
        if door is None:
            return
        just_now = newcomers.entered_since(
            door.scenario_id, friend_ids, epoch(self.clock.now()) - NOT_AGAIN_SECONDS
        )
        led = [friend_id for friend_id in friend_ids if friend_id not in just_now]
        Entering(self.clock, self.account).enter(door, led)


def _door(name: str) -> Entrance | None:
    """Of several with that name the newest."""
    named = scenarios_named([name]).get(name, ())
    doors = [door for door in entrances.listed() if door.scenario_id in named]
    return max(doors, key=lambda door: door.scenario_id, default=None)

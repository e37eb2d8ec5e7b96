"""A synchronous client of the simulator, for tests and scripts: its API, and people with phones."""

import time
from collections.abc import Callable
from typing import Any

from simulator.client_api import SimulatorApi, SimulatorError
from simulator.phone import NotSeen, Phone

__all__ = ["NotSeen", "Phone", "SimulatorClient", "SimulatorError"]


class SimulatorClient(SimulatorApi):
    def person(self, name: str, language: str | None = "ja", **more: Any) -> Phone:
        """A new person with a phone; not a friend of the account yet."""
        user = self.add_user(name, language, **more)["id"]
        return Phone(self, chat=user, user=user)

    def phone(self, user: str) -> Phone:
        return Phone(self, chat=user, user=user)

    def group(self, name: str, *members: Phone) -> Phone:
        """A new group as its first member sees it; `.seen_by(phone)` for the others."""
        group = self.add_group(name, [member.user for member in members])["id"]
        return Phone(self, chat=group, user=members[0].user)

    def wait(self, check: Callable[[], Any], timeout_s: float = 10, what: str = "it") -> Any:
        """Polls until `check` gives something true, and returns that."""
        deadline = time.monotonic() + timeout_s
        while True:
            found = check()
            if found:
                return found
            if time.monotonic() > deadline:
                raise NotSeen(f"waited {timeout_s:g} s for {what}")
            time.sleep(0.03)

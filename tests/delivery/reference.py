"""What one friend should get of a scenario, read straight from its YAML form as the documentation
says it: no flat list of stops, no database, nothing of the engine's own code.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

Step = Mapping[str, Any]


class Ends(Exception):
    """The walk is over."""


@dataclass
class Friend:
    """`draw`: their place among a hundred at a branch. `previous`: what the next wait counts from.
    Everything happens at the very moment when it is due.
    """

    entered: datetime
    labels: set[str]
    draw: Callable[[str], int]
    goal: Mapping[str, Any] | None
    got: list[tuple[str, datetime]] = field(default_factory=list)
    sent_at: dict[str, datetime] = field(default_factory=dict)

    def walk(self, steps: Sequence[Step]) -> list[tuple[str, datetime]]:
        """Which steps they get, and when."""
        self.previous = self.entered
        with suppress(Ends):
            self._all(steps)
        return self.got

    def _all(self, steps: Sequence[Step]) -> None:
        for step in steps:
            self._wait(step["wait"])
            if "repeat" in step:
                self._repeat(step, step["repeat"])
            elif self._is_for(step):
                self._part(step) if "branch" in step else self._do(step)

    def _wait(self, wait: Any) -> None:
        """What would be due before what came just before comes at once."""
        if wait == 0:
            return
        base = {"start": self.entered, "previous": self.previous, **self.sent_at}.get(
            wait.get("from", "previous"), self.previous
        )
        spans = {unit: wait[unit] for unit in ("minutes", "hours", "days") if unit in wait}
        due = base + timedelta(**spans)
        if "at" in wait:
            hour, minute = map(int, wait["at"].split("-")[0].split(":"))
            due = due.replace(hour=hour, minute=minute, second=0)
        self.previous = max(due, self.previous)

    def _repeat(self, step: Step, repeat: Mapping[str, Any]) -> None:
        for number in range(repeat["at_most"]):
            if number:
                self._wait(repeat["every"])
            self._ask_goal()
            if "until" in repeat and self._holds(repeat["until"]):
                return
            if self._is_for(step):
                self._do(step)

    def _is_for(self, step: Step) -> bool:
        self._ask_goal()
        return "only" not in step or self._holds(step["only"])

    def _ask_goal(self) -> None:
        if self.goal is not None and self._holds(self.goal):
            raise Ends

    def _holds(self, condition: Mapping[str, Any]) -> bool:
        if "not" in condition:
            return not self._holds(condition["not"])
        if "any" in condition:
            return any(map(self._holds, condition["any"]))
        return condition["label"] in self.labels

    def _part(self, step: Step) -> None:
        share = 0
        for arm in step["branch"]:
            share += arm.get("split", 0)
            drawn = "split" in arm and self.draw(step["id"]) < share
            if drawn or "otherwise" in arm or ("when" in arm and self._holds(arm["when"])):
                self._all(arm["steps"])
                return

    def _do(self, step: Step) -> None:
        if "send" in step:
            self.got.append((step["id"], self.previous))
            self.sent_at[step["id"]] = self.previous
        then = step.get("then", {})
        self.labels |= {*then.get("add_label", ())}
        self.labels -= {*then.get("remove_label", ())}
        if then.get("end"):
            raise Ends

"""Steps that scenarios share: read from YAML, listed, taken away."""

from dataclasses import dataclass

from bot.clock import Clock, epoch
from bot.domain.document import Scenario, dump
from bot.domain.errors import Problem, Refused
from bot.domain.yaml import dump_yaml, load_yaml
from bot.store import fragments
from bot.store.db import atomic


@dataclass(frozen=True)
class FragmentService:
    clock: Clock

    def import_yaml(self, text: str) -> Scenario:
        """In place of those with its name. Raises DocumentError and Refused."""
        return self.keep(load_yaml(text))

    def keep(self, fragment: Scenario) -> Scenario:
        """Raises Refused."""
        beside = sorted(dump(fragment).keys() - {"tobiishi", "name", "steps"})
        beside += [f"use: {step.use}" for step in fragment.all_steps if step.use]
        if beside or not fragment.steps:
            problem = "fragment_form" if beside else "empty"
            raise Refused(Problem(problem, "steps", {"value": beside[0]} if beside else {}))
        with atomic():
            fragments.keep(fragment, at=epoch(self.clock.now()))
        return fragment

    def listed(self) -> list[Scenario]:
        return list(fragments.known().values())

    def as_yaml(self, name: str) -> str:
        """Raises Refused."""
        found = fragments.known().get(name)
        if found is None:
            raise Refused(Problem("no_such_fragment", "", {"value": name[:40]}))
        return dump_yaml(found)

    def remove(self, name: str) -> None:
        """What is published keeps its steps. Raises Refused."""
        with atomic():
            if not fragments.remove(name):
                raise Refused(Problem("no_such_fragment", "", {"value": name[:40]}))

"""Scenarios in and out as YAML, for whoever installs the bot."""

from dataclasses import dataclass

from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import CreateScenario, Executor, SaveDraft, StartScenario
from admin_flows.ports.reads import Reads
from bot.domain.yaml import load_yaml
from bot.store.db import atomic

# Who runs commands on the machine may do what an owner may.
INSTALLER = Actor(user_id="cli", name="CLI", role="owner", locale="en")


@dataclass(frozen=True, slots=True)
class Listed:
    id: int
    state: str
    name: str


@dataclass(frozen=True)
class Exchange:
    reads: Reads
    execute: Executor

    def import_yaml(self, text: str, *, activate: bool) -> Listed:
        """All of it or nothing. Raises DocumentError and Refused."""
        document = load_yaml(text)
        with atomic():
            created = self.execute(CreateScenario(document.name), INSTALLER)
            scenario_id = created.scenario_id or 0
            saved = self.execute(SaveDraft(scenario_id, created.revision or 0, document), INSTALLER)
            if activate:
                self.execute(StartScenario(scenario_id, saved.revision or 0), INSTALLER)
        return next(row for row in self.list() if row.id == scenario_id)

    def export_yaml(self, scenario_id: int) -> str | None:
        return self.reads.as_yaml(scenario_id)

    def list(self) -> list[Listed]:
        return [Listed(row.id, row.state, row.name) for row in self.reads.scenarios()]

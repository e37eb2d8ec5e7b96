"""Scenarios in and out as YAML, for whoever installs the bot."""

from dataclasses import dataclass

from admin_flows.ports.chat import Actor
from admin_flows.ports.commands import (
    AddPeople,
    CreateScenario,
    Executor,
    Outcome,
    StartScenario,
)
from admin_flows.ports.reads import Reads
from bot.domain.audience import EVERYBODY, Audience
from bot.domain.document import Scenario
from bot.domain.errors import Problem, Refused
from bot.domain.templates import SampleCoupon, Template, template, templates
from bot.domain.yaml import dump_yaml
from bot.store import labels, user_groups
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

    def enter(self, scenario_id: int, *, label: str | None, group: str | None) -> Outcome:
        """Everybody with the label or in the group; neither: everybody. Raises Refused."""
        command = AddPeople(scenario_id, self._audience(label, group))
        return self.execute(command, INSTALLER)

    def _audience(self, label: str | None, group: str | None) -> Audience:
        if label is not None:
            return Audience("label", labels.known([label]).get(label, 0))
        if group is not None:
            row = user_groups.known([group]).get(group)
            return Audience("group", row.id if row else 0)
        return EVERYBODY

    def template_yaml(self, name: str, lang: str) -> str:
        """Raises Refused."""
        return dump_yaml(shipped(name).scenario(lang))

    def begin(
        self, document: Scenario, *, coupons: tuple[SampleCoupon, ...] = (), activate: bool
    ) -> Listed:
        """All of it or nothing. Raises Refused."""
        with atomic():
            create = CreateScenario(document.name, document, coupons=coupons)
            created = self.execute(create, INSTALLER)
            scenario_id = created.scenario_id or 0
            if activate:
                self.execute(StartScenario(scenario_id, created.revision or 0), INSTALLER)
        return next(row for row in self.list() if row.id == scenario_id)

    def export_yaml(self, scenario_id: int) -> str | None:
        return self.reads.as_yaml(scenario_id)

    def list(self) -> list[Listed]:
        return [Listed(row.id, row.state, row.name) for row in self.reads.scenarios()]


def shipped(name: str) -> Template:
    """Raises Refused."""
    found = template(name)
    if found is None:
        values = {"value": name[:40], "allowed": ", ".join(one.name for one in templates())}
        raise Refused(Problem("no_such_template", "", values))
    return found

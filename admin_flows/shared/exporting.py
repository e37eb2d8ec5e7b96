"""Results, or a scenario, as a file: whoever asks gets a link to it."""

from dataclasses import dataclass

from admin_flows.engine.move import Goto, Run
from admin_flows.engine.state import State
from admin_flows.ports.commands import ExportScenario, MakeExport
from admin_flows.ports.facts import Period
from admin_flows.shared.where import made_id

CSV, YAML = "results.csv", "scenario.file"


@dataclass(frozen=True)
class OfExport(State):
    export_id: int


def ask_for_file(scenario_id: int, period: Period | None) -> Run:
    command = MakeExport(scenario_id, period)
    return Run(command, then=lambda done: Goto(CSV, OfExport(made_id(done))))


def ask_for_scenario(scenario_id: int) -> Run:
    command = ExportScenario(scenario_id)
    return Run(command, then=lambda done: Goto(YAML, OfExport(made_id(done))))

"""Results as a file: whoever asks gets a link to it."""

from dataclasses import dataclass

from admin_flows.engine.move import Goto, Run
from admin_flows.engine.state import State
from admin_flows.ports.commands import MakeExport
from admin_flows.ports.facts import Period
from admin_flows.shared.where import made_id

CSV = "results.csv"


@dataclass(frozen=True)
class OfExport(State):
    export_id: int


def ask_for_file(scenario_id: int, period: Period | None) -> Run:
    command = MakeExport(scenario_id, period)
    return Run(command, then=lambda done: Goto(CSV, OfExport(made_id(done))))

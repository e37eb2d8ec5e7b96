"""Whether owners are told once a week how it went."""

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Run
from admin_flows.engine.screen import Screen, own
from admin_flows.flows.results_shop import SHOP
from admin_flows.ports.commands import SetWeekly
from admin_flows.shared.where import nothing
from flex_templates.views.owner import ResultsWeekly

WEEKLY = "results.weekly"


def _set(*, on: bool) -> Run:
    return Run(SetWeekly(on=on), then=lambda _: Goto(WEEKLY, Nothing()))


SCREENS = (
    Screen(
        name=WEEKLY,
        sample=Nothing(),
        view=lambda scene: ResultsWeekly(on=scene.reads.weekly()),
        role="owner",
        opens=nothing,
        actions={"on": own(lambda _, __: _set(on=True)), "off": own(lambda _, __: _set(on=False))},
        back=lambda _: SHOP,
        help="results",
        leads=(WEEKLY, SHOP),
    ),
)

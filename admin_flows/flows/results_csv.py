"""A link to results as a file, for whoever asked for it."""

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto
from admin_flows.engine.scene import Gone, Scene
from admin_flows.engine.screen import Screen
from admin_flows.flows.results import LIST, SCENARIO
from admin_flows.flows.results_shop import SHOP
from admin_flows.shared.exporting import CSV, OfExport
from flex_templates.views.owner import ResultsCsv


def _view(scene: Scene[OfExport]) -> ResultsCsv:
    found = scene.reads.export(scene.state.export_id)
    if found is None:
        raise Gone(Goto(LIST, Nothing()))
    mine = found.made_by == scene.actor.user_id
    return ResultsCsv(
        id=str(found.scenario_id or ""),
        label=str(found.label_id or ""),
        url=found.url if mine else "",
    )


SCREENS = (
    Screen(
        name=CSV,
        sample=OfExport(1),
        view=_view,
        role="owner",
        back=lambda _: LIST,
        help="results",
        leads=(SCENARIO, SHOP, LIST, "label.card"),
    ),
)

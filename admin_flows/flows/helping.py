from admin_flows.engine.common import HelpArea
from admin_flows.engine.names import HELP as CARD
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen
from flex_templates.help import HELP
from flex_templates.views.owner import HelpCard


def _opened(tap: Tap) -> HelpArea:
    if tap.id() not in HELP:
        raise Nonsense(f"no help on {tap.id()}")
    return HelpArea(tap.id())


def _view(scene: Scene[HelpArea]) -> HelpCard:
    return HelpCard(area=scene.state.area, back=scene.state.back)


SCREENS = (
    Screen(
        name=CARD,
        sample=HelpArea("wait", "step.wait:7.s2"),
        view=_view,
        opens=_opened,
        back=lambda state: state.back,
        leads=(HOME,),
    ),
)

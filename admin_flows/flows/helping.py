from admin_flows.engine.common import HelpArea
from admin_flows.engine.names import HELP, HOME
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen
from flex_templates.views.owner import HelpCard

AREAS = (
    "home",
    "start",
    "timeline",
    "wait",
    "message",
    "check",
    "publish",
    "friends",
    "results",
    "quota",
    "staff",
)


def _opened(tap: Tap) -> HelpArea:
    if tap.id() not in AREAS:
        raise Nonsense(f"no help on {tap.id()}")
    return HelpArea(tap.id())


def _view(scene: Scene[HelpArea]) -> HelpCard:
    return HelpCard(area=scene.state.area, back=scene.state.back)


SCREENS = (
    Screen(
        name=HELP,
        sample=HelpArea("wait", "step.wait:7.s2"),
        view=_view,
        opens=_opened,
        back=lambda state: state.back,
        leads=(HOME,),
    ),
)

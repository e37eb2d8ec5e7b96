"""Friends from before the bot are read in from LINE's list."""

from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.ports.commands import ImportFriends
from admin_flows.shared.where import nothing
from flex_templates.views.owner import FriendsImport

IMPORT = "friends.import"


def _view(scene: Scene[Nothing]) -> FriendsImport:
    facts = scene.reads.imported()
    return FriendsImport(
        now_at=scene.now, state=facts.state, found=facts.found, new=facts.new, at=facts.at
    )


def _begin(_: Scene[Nothing], __: Tap) -> Move:
    return Run(ImportFriends(), then=lambda _: Goto(IMPORT, Nothing()))


SCREENS = (
    Screen(
        name=IMPORT,
        sample=Nothing(),
        view=_view,
        role="owner",
        opens=nothing,
        actions={"begin": own(_begin)},
        back=lambda _: "friends.find",
        help="friends",
        leads=(IMPORT, "friends.find"),
    ),
)

"""Who did what when; what can still be taken back has its button."""

from admin_flows.engine.move import Move, Run, Stay
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import RANK, Screen, look
from admin_flows.ports.commands import Undo
from admin_flows.ports.facts import ActFacts
from admin_flows.shared.paging import page_read
from admin_flows.shared.where import From, from_first
from flex_templates.views.owner import ActivityList, ActRow
from flex_templates.views.parts import Notice

LIST = "activity.list"


def _row(scene: Scene[From], act: ActFacts) -> ActRow:
    may = act.undo_role is not None and RANK[act.undo_role] <= RANK[scene.actor.role]
    return ActRow(
        id=str(act.id),
        at=act.at,
        by=act.by,
        code=act.code,
        about=act.about,
        undone=act.undone,
        undo=may,
    )


def _list(scene: Scene[From]) -> ActivityList:
    page = page_read(scene.reads.acts, scene.state.first)
    return ActivityList(
        now_at=scene.now,
        rows=tuple(_row(scene, act) for act in page.rows),
        before=page.earlier,
        after=page.later,
    )


def _taken_back(_: Scene[From], tap: Tap) -> Move:
    return Run(Undo(tap.number()), then=lambda _: Stay(Notice("info", "undone")))


SCREENS = (
    Screen(
        name=LIST,
        sample=From(),
        view=_list,
        opens=from_first,
        actions={"take-back": look(_taken_back)},
        back=lambda _: HOME,
        leads=(HOME,),
    ),
)

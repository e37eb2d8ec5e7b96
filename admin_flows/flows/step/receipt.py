from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Scene
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.shared.where import STEP, OfStep, step_of, to_step
from bot.domain.edit import with_receipt
from flex_templates.views.owner import StepReceipt
from flex_templates.views.parts import Notice


def _view(scene: Scene[OfStep]) -> StepReceipt:
    _, step = found(scene)
    linked = (group.name for group in scene.reads.groups() if group.linked_at)
    return StepReceipt(**fields(scene), sent="sent" in step.receipt, groups=tuple(linked))


def _on(scene: Scene[OfStep], *, told: bool) -> Move:
    line = Notice("info", "receipt_on" if told else "receipt_off")
    return change_step(
        scene,
        lambda step: with_receipt(step, ("sent",) if told else ()),
        Goto("step.card", scene.state, line),
    )


SCREENS = (
    Screen(
        name="step.receipt",
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={
            "sent-on": edit(lambda scene, _: _on(scene, told=True)),
            "sent-off": edit(lambda scene, _: _on(scene, told=False)),
        },
        back=to_step,
        help="staff",
        leads=("step.card", "staff.menu", "timeline.busy"),
    ),
)

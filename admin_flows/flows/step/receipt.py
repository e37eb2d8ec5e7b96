from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.shared.where import STEP, OfStep, step_of, to_step
from bot.domain.edit import with_receipt
from bot.domain.sendable import RECEIPTS, Receipt
from bot.domain.telling import tellable
from flex_templates.views.owner import StepReceipt


def _view(scene: Scene[OfStep]) -> StepReceipt:
    _, step = found(scene)
    linked = (group.name for group in scene.reads.groups() if group.linked_at)
    kinds = tuple((kind, kind in step.receipt) for kind in tellable(step))
    return StepReceipt(**fields(scene), kinds=kinds, groups=tuple(linked))


def _kind(tap: Tap) -> Receipt:
    for kind in RECEIPTS:
        if tap.ids and tap.ids[-1] == kind:
            return kind
    raise Nonsense("no such receipt")


def _turn(scene: Scene[OfStep], tap: Tap, *, told: bool) -> Move:
    kind = _kind(tap)

    def wanted(before: tuple[Receipt, ...]) -> list[Receipt]:
        return [each for each in RECEIPTS if (told if each == kind else each in before)]

    return change_step(
        scene,
        lambda step: with_receipt(step, wanted(step.receipt)),
        Goto("step.receipt", scene.state),
    )


SCREENS = (
    Screen(
        name="step.receipt",
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={
            "on": edit(lambda scene, tap: _turn(scene, tap, told=True)),
            "off": edit(lambda scene, tap: _turn(scene, tap, told=False)),
        },
        back=to_step,
        help="staff",
        leads=("step.card", "step.receipt", "staff.menu", "timeline.busy"),
    ),
)

"""A question as it stands, and the branch that its answers make."""

from dataclasses import replace

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Gone, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.asking.states import (
    ASK,
    CARD,
    KEEP,
    KIND,
    UNTIL,
    asking,
    raw_of,
)
from admin_flows.flows.step.base import change_step, fields, found
from admin_flows.shared import rows
from admin_flows.shared.drafts import change
from admin_flows.shared.pages import timeline_at
from admin_flows.shared.target import Target
from admin_flows.shared.where import STEP, OfStep, step_of, to_step
from bot.domain.answered import is_kept
from bot.domain.document import Ask, Step
from bot.domain.edit import add_step, new_step_id, spot_of
from bot.domain.splitting import by_answer
from flex_templates.views.owner import QCard

SCREEN_OF = {"text": ASK, "choices": ASK, "right": ASK, "keep": KEEP, "until": UNTIL}


def _asked(scene: Scene[OfStep]) -> tuple[Step, Ask]:
    """Without a question, it is asked which one it should be."""
    _, step = found(scene)
    if step.ask is None:
        raise Gone(Goto(KIND, Target(scene.state.scenario_id, step.id)))
    return step, step.ask


def _view(scene: Scene[OfStep]) -> QCard:
    step, ask = _asked(scene)
    document, _ = found(scene)
    limit = ask.at_most
    return QCard(
        **fields(scene),
        when=rows.when(step.wait, document),
        text=rows.text_of(ask, scene.actor.locale),
        kind=ask.asks_for,
        choices=ask.choices,
        into=ask.into,
        label=ask.label if isinstance(ask.label, str) else None,
        labels=ask.label is True,
        right=ask.right,
        limit=rows.when(limit, document) if limit else None,
        splits=is_kept(ask),
    )


def _change(scene: Scene[OfStep], tap: Tap) -> Move:
    step, ask = _asked(scene)
    wants = tap.id()
    if wants not in SCREEN_OF:
        raise Nonsense("nothing of a question")
    state = asking(Target(scene.state.scenario_id, step.id), raw_of(ask), wants)
    return Goto(SCREEN_OF[wants], replace(state, editing=True))


def _remove(scene: Scene[OfStep], _: Tap) -> Move:
    _asked(scene)
    there = Goto("step.card", OfStep(scene.state.scenario_id, scene.state.step_id))
    return change_step(scene, lambda step: step.model_copy(update={"ask": None}), there)


def _split(scene: Scene[OfStep], _: Tap) -> Move:
    """The branch comes right behind the question, one way for each answer."""
    step, ask = _asked(scene)
    document, _step = found(scene)
    if not is_kept(ask):
        return Stay()
    spot, scenario_id = spot_of(document, step.id), scene.state.scenario_id
    branch = Step(id=new_step_id(document), branch=by_answer(ask))
    return change(
        scene,
        lambda now: add_step(now, branch, replace(spot, index=spot.index + 1)),
        Goto("branch.lanes", OfStep(scenario_id, branch.id)),
    )


def _done(scene: Scene[OfStep], _: Tap) -> Move:
    document, step = found(scene)
    return timeline_at(scene.state.scenario_id, document, step.id)


SCREENS = (
    Screen(
        name=CARD,
        sample=STEP,
        view=_view,
        role="editor",
        opens=step_of,
        actions={
            "change": edit(_change),
            "split": edit(_split),
            "remove": edit(_remove),
            "done": edit(_done),
        },
        back=to_step,
        help="message",
        leads=(
            ASK,
            KEEP,
            UNTIL,
            KIND,
            "step.wait",
            "step.card",
            "branch.lanes",
            "timeline.view",
            "timeline.busy",
        ),
    ),
)

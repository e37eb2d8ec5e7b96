"""A question while it is put together, and how it is put into a step."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Scene
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import error_line
from admin_flows.shared.target import Target, made
from admin_flows.shared.where import OfStep
from bot.domain.asking import Ask
from bot.domain.document import PART_KEYS, Step
from bot.domain.errors import Problem
from bot.domain.problems import problems_of
from flex_templates.views.parts import Notice

KIND = "q.kind"
ASK = "q.ask"
FORM = "q.form"
KEEP = "q.keep"
UNTIL = "q.until"
CARD = "q.card"
AFTER = (CARD, "timeline.view", "timeline.busy")


@dataclass(frozen=True)
class Asking(Target):
    """`raw`: the question so far, as JSON; `wants`: what is asked next; `editing`: one that is
    there already, so that one answer is enough.
    """

    raw: str = "{}"
    wants: str = "text"
    editing: bool = False

    @property
    def so_far(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.raw)
        return found


def asking(target: Target, raw: Mapping[str, Any], wants: str) -> Asking:
    place = (target.scenario_id, target.step_id, target.index, target.branch, target.arm)
    return Asking(*place, json.dumps(raw, ensure_ascii=False), wants)


def raw_of(ask: Ask) -> dict[str, Any]:
    return ask.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def more(state: Asking, wants: str, **known: Any) -> Asking:
    """With what has been answered; None takes something out."""
    raw = {key: value for key, value in {**state.so_far, **known}.items() if value is not None}
    return replace(state, raw=json.dumps(raw, ensure_ascii=False), wants=wants)


def read(raw: Mapping[str, Any]) -> Ask | Problem:
    try:
        return Ask.model_validate(dict(raw))
    except ValidationError as error:
        return problems_of(error, raw, PART_KEYS)[0]


def saved(
    scene: Scene[Asking], state: Asking, given: Typed | None = None, line: Notice | None = None
) -> Move:
    ask = read(state.so_far)
    if isinstance(ask, Problem):
        return Stay(error_line(ask))
    scenario_id = state.scenario_id
    return made(
        scene,
        lambda step: _asks(step, ask),
        lambda _, step_id: Goto(CARD, OfStep(scenario_id, step_id), line),
        given,
    )


def _asks(step: Step, ask: Ask) -> Step:
    return step.model_copy(update={"ask": ask})


def way_out(state: Target) -> str:
    """Where Back leads, as in `go` data."""
    if state.step_id:
        return f"step.card:{state.scenario_id}.{state.step_id}"
    return f"timeline.view:{state.scenario_id}"

"""Whose rule it is, and what of it has been put together so far."""

from dataclasses import dataclass
from typing import Literal

from admin_flows.engine.move import Goto
from admin_flows.engine.scene import AnyScene, Gone, Nonsense, Tap
from admin_flows.engine.state import State
from admin_flows.ports.facts import FieldKind
from admin_flows.shared.where import OfGroup, OfScenario, OfStep, Page
from bot.domain.conditions import Condition
from bot.domain.document import Scenario
from bot.domain.errors import Refused
from bot.domain.mentions import asks_of_walks
from bot.domain.rules import Flat, dumped, flat, loaded, rule_of
from bot.domain.ruling import OF_SCENARIO, RuleKind, RulePlace, rule_at
from flex_templates.views.parts import Notice

CARD = "rule.card"
OF_BRANCH = ("arm", "new_arm")
Whose = Literal["group", "unless", "stop_when", "only", "until", "arm", "new_arm"]
_KINDS: dict[str, RuleKind] = {
    "unless": "unless",
    "stop_when": "stop_when",
    "only": "only",
    "until": "until",
    "arm": "arm",
    "new_arm": "new_arm",
}


@dataclass(frozen=True)
class RuleOf(State):
    """`group_id` 0: of a group that is not there yet; else of a scenario, a step or an arm."""

    whose: Whose = "group"
    group_id: int = 0
    scenario_id: int = 0
    step_id: str = ""
    arm: int = 0

    @property
    def place(self) -> RulePlace:
        return RulePlace(_KINDS[self.whose], self.step_id, self.arm)

    @property
    def sees_reactions(self) -> bool:
        return self.whose != "group" and self.place.sees_reactions


@dataclass(frozen=True)
class Draft(State):
    """Each part as JSON; None: as the rule is today."""

    of: RuleOf = RuleOf()
    parts: tuple[str, ...] | None = ()
    every: bool = True


@dataclass(frozen=True)
class Picking(State):
    """`first`: of the page, from 0. `scenario_id`: whose steps; 0: of the one it is a rule of."""

    draft: Draft
    kind: str
    first: int = 0
    query: str = ""
    scenario_id: int = 0


@dataclass(frozen=True)
class Asking(State):
    """`name`: of what is asked, or the step's id. `field`: what an attribute holds. `place`: the
    part that gets other values, from 1; 0: another part. `scenario_id`: as in Picking.
    """

    draft: Draft
    kind: str
    name: str = ""
    field: FieldKind = "text"
    place: int = 0
    scenario_id: int = 0


@dataclass(frozen=True)
class OfPart(State):
    """`place` counts from 1."""

    draft: Draft
    place: int


def flat_of(draft: Draft) -> Flat:
    return Flat(tuple(map(loaded, draft.parts or ())), draft.every)


def draft_of(of: RuleOf, rule: Flat) -> Draft:
    return Draft(of, tuple(map(dumped, rule.parts)), rule.every)


def showing(draft: Draft, rule: Flat) -> Goto:
    return Goto(CARD, draft_of(draft.of, rule))


def opened(tap: Tap) -> Draft:
    """Ids: whose, the scenario or the group, the step, the arm."""
    whose = tap.id()
    if whose == "group":
        return Draft(RuleOf(group_id=tap.number(1)), None)
    kind = _KINDS.get(whose)
    if kind is None:
        raise Nonsense("nobody's rule")
    if kind in OF_SCENARIO:
        return Draft(RuleOf(kind, scenario_id=tap.number(1)), None)
    arm = tap.number(3) if kind == "arm" else 0
    return Draft(RuleOf(kind, scenario_id=tap.number(1), step_id=tap.id(2), arm=arm), None)


def document_of(scene: AnyScene, of: RuleOf) -> Scenario | None:
    return scene.draft(of.scenario_id).document if of.scenario_id else None


def today(scene: AnyScene, of: RuleOf) -> Condition | None:
    """The rule as it is saved; where there is nothing left to have one, that is told."""
    if of.whose == "group":
        return _of_group(scene, of.group_id)
    document = scene.draft(of.scenario_id).document
    try:
        return rule_at(document, of.place)
    except Refused:
        line = Notice("error", "no_such_step")
        raise Gone(Goto("timeline.view", Page(of.scenario_id), line)) from None


def _of_group(scene: AnyScene, group_id: int) -> Condition | None:
    if not group_id:
        return None
    group = scene.reads.user_group(group_id)
    if group is None:
        raise Gone(Goto("group.card", OfGroup(group_id)))
    return group.rule


def current(scene: AnyScene, draft: Draft) -> Draft:
    """With its parts; a rule that is nested deeper has none here."""
    if draft.parts is not None:
        return draft
    rule = today(scene, draft.of)
    return draft_of(draft.of, (flat(rule) if rule else None) or Flat())


def whole(draft: Draft) -> Condition | None:
    rule = flat_of(draft)
    return rule_of(rule) if rule.parts else None


def countable(rule: Condition | None) -> Condition | None:
    """What friends did in the very walk is known of walks, not of everybody."""
    return None if rule is None or asks_of_walks([rule]) else rule


def way_out(of: RuleOf) -> str:
    """Where Back leads, as in `go` data."""
    if of.whose == "group":
        return f"group.card:{of.group_id}" if of.group_id else "group.list"
    if of.whose in OF_SCENARIO:
        return f"start.card:{of.scenario_id}"
    screen = "branch.lanes" if of.whose in OF_BRANCH else "step.card"
    return f"{screen}:{of.scenario_id}.{of.step_id}"


def after_saving(of: RuleOf) -> Goto:
    line = Notice("info", "saved")
    if of.whose == "group":
        return Goto("group.card", OfGroup(of.group_id), line)
    if of.whose in OF_SCENARIO:
        return Goto("start.card", OfScenario(of.scenario_id), line)
    screen = "branch.lanes" if of.whose in OF_BRANCH else "step.card"
    if of.whose == "until":
        screen = "step.repeat"
    return Goto(screen, OfStep(of.scenario_id, of.step_id), line)

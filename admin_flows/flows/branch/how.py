"""How the ways part: each answer builds all of them at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from admin_flows.answers.plain import dashed
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.branch import asking_first
from admin_flows.flows.rule import Draft, RuleOf
from admin_flows.ports.chat import Typed
from admin_flows.shared.numbers import numbers
from admin_flows.shared.steps import named, reactions
from admin_flows.shared.target import Target, made
from admin_flows.shared.where import OfStep, to_timeline
from bot.domain import splitting
from bot.domain.answered import kept_questions
from bot.domain.attributes import AGE, AREA, GENDER
from bot.domain.document import After, Arm, Immediate, Scenario, Step
from bot.domain.limits import FIRST_PEOPLE
from flex_templates.views.owner import BranchAsk, BranchHow, Named
from flex_templates.views.parts import Notice

HOW = "branch.how"
ASK = "branch.ask"
LANES = "branch.lanes"
ASKED = ("answer", "reaction", "label", "age", "area", "mix", "first")
SHOWN = 8
A_DAY = After(days=1)
MIXES = {"half": (50, 50), "seven": (70, 30), "nine": (90, 10)}
AFTER = (LANES, asking_first.FIRST, "rule.card", "timeline.view", "timeline.busy")


@dataclass(frozen=True)
class Parting(Target):
    """`way`: by what the ways part."""

    way: str = "mix"


def _how(scene: Scene[Target]) -> BranchHow:
    document = _document(scene)
    steps = _before(document, scene.state)
    return BranchHow(
        id=str(scene.state.scenario_id),
        name=document.name,
        answers=bool(kept_questions(steps)),
        reactions=any(reactions(step) for step in steps),
    )


def _document(scene: Scene[Target]) -> Scenario:
    return scene.draft(scene.state.scenario_id).document


def _before(document: Scenario, target: Target) -> tuple[Step, ...]:
    """The steps that can have been sent by then, as the scenario is read."""
    every = document.all_steps
    if target.branch:
        here = next((n for n, step in enumerate(every) if step.id == target.branch), 0)
        arm = every[here].branch[target.arm : target.arm + 1]
        inside = {step.id for one in arm for step in one.steps[: target.index]}
        return tuple(step for n, step in enumerate(every) if n < here or step.id in inside)
    above = {step.id for step in document.steps[target.index :]}
    first = next((n for n, step in enumerate(every) if step.id in above), len(every))
    return every[:first]


def _chosen(scene: Scene[Target], tap: Tap) -> Move:
    way, target = tap.id(), scene.state
    if way == "custom":
        return _custom(scene)
    if way == "gender":
        return _parted(scene, splitting.by_gender(), by=GENDER)
    if way not in ASKED:
        raise Nonsense("no such branch")
    place = Parting(target.scenario_id, "", target.index, target.branch, target.arm, way)
    return Goto(ASK, place)


def _custom(scene: Scene[Target]) -> Move:
    """The first arm is a rule put together part by part."""
    scenario_id = scene.state.scenario_id

    def ruled(_: Scenario, step_id: str) -> Goto:
        return Goto("rule.card", Draft(RuleOf("new_arm", 0, scenario_id, step_id)))

    return made(scene, lambda step: _branching(step, arms=(splitting.REST,)), ruled)


def _branching(step: Step, *, arms: Sequence[Arm], looks_later: bool = False) -> Step:
    wait = A_DAY if looks_later else Immediate()
    return step.model_copy(update={"branch": tuple(arms), "wait": wait})


def _parted(
    scene: Scene[Target],
    arms: Sequence[Arm],
    *,
    by: str = "",
    values: Sequence[str] = (),
    given: Typed | None = None,
    looks_later: bool = False,
) -> Move:
    """`by`: what LINE does not tell of a friend, and at which `values` the ways part. Where it is
    not known of many, it can be asked before.
    """
    scenario_id, before = scene.state.scenario_id, _before(_document(scene), scene.state)
    unknown = bool(by) and asking_first.is_worth_asking(scene, by, before)

    def then(_: Scenario, step_id: str) -> Goto:
        if unknown:
            state = asking_first.Unknown(scenario_id, step_id, by, " ".join(values))
            return Goto(asking_first.FIRST, state)
        return Goto(LANES, OfStep(scenario_id, step_id))

    build = partial(_branching, arms=arms, looks_later=looks_later)
    return made(scene, build, then, given)


def _ask(scene: Scene[Parting]) -> BranchAsk:
    return BranchAsk(
        id=str(scene.state.scenario_id),
        name=_document(scene).name,
        way=scene.state.way,
        rows=tuple(_rows(scene)[:SHOWN]),
    )


def _rows(scene: Scene[Parting]) -> list[Named]:
    steps = _before(_document(scene), scene.state)
    match scene.state.way:
        case "answer":
            return [_named(scene, step) for step in kept_questions(steps)][::-1]
        case "reaction":
            return [_named(scene, step) for step in steps if reactions(step)][::-1]
        case "label":
            return [Named(str(one.id), one.name) for one in scene.reads.labels()]
    return []


def _named(scene: Scene[Parting], step: Step) -> Named:
    return Named(step.id, named(_document(scene), step, scene.actor.locale))


def _row(scene: Scene[Parting], number: int) -> Move | None:
    shown = _rows(scene)[:SHOWN]
    if not 1 <= number <= len(shown):
        return None
    return _by_row(scene, shown[number - 1])


def _picked(scene: Scene[Parting], tap: Tap) -> Move:
    row = next((one for one in _rows(scene) if one.id == tap.id()), None)
    return _by_row(scene, row) if row else Stay()


def _by_row(scene: Scene[Parting], row: Named) -> Move:
    if scene.state.way == "label":
        return _parted(scene, splitting.by_labels([row.name]))
    step = next(one for one in _document(scene).all_steps if one.id == row.id)
    if scene.state.way == "answer" and step.ask:
        return _parted(scene, splitting.by_answer(step.ask))
    arms = splitting.by_reaction(step.id, reactions(step)[0])
    return _parted(scene, arms, looks_later=True)


def _mixed(scene: Scene[Parting], tap: Tap) -> Move:
    percents = MIXES.get(tap.id())
    if percents is None:
        raise Nonsense("no such mix")
    return _parted(scene, splitting.by_shares(percents))


def _typed(scene: Scene[Parting], text: str) -> Move:
    given = Typed(text)
    match scene.state.way:
        case "age":
            return _by_ages(scene, text)
        case "area":
            names = text.replace("、", " ").split()
            arms = splitting.by_areas(names)
            return _parted(scene, arms, by=AREA, values=names, given=given)
        case "mix":
            return _by_mix(scene, text)
        case "first":
            return _by_first(scene, text)
        case "label":
            return _by_labels(scene, text)
    return Stay(Notice("error", "one_of_many"))


def _by_ages(scene: Scene[Parting], text: str) -> Move:
    ages = sorted(numbers(text))
    if not ages or ages[0] < 1 or ages[-1] > 120:
        return Stay(Notice("error", "ages_not_understood", {"text": text[:20]}))
    values = [str(age) for age in ages]
    return _parted(scene, splitting.by_ages(ages), by=AGE, values=values, given=Typed(text))


def _by_mix(scene: Scene[Parting], text: str) -> Move:
    percents = [int(part) for part in re.findall(r"[0-9]{1,4}", dashed(text))]
    if len(percents) < 2 or min(percents) < 1:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    if sum(percents) != 100:
        return Stay(Notice("error", "not_all_shared", {"actual": sum(percents)}))
    return _parted(scene, splitting.by_shares(percents), given=Typed(text))


def _by_first(scene: Scene[Parting], text: str) -> Move:
    found = numbers(text)
    if len(found) != 1:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    if not 1 <= found[0] <= FIRST_PEOPLE:
        values = {"least": 1, "most": FIRST_PEOPLE, "actual": found[0]}
        return Stay(Notice("error", "out_of_range", values))
    return _parted(scene, splitting.by_coming_first(found[0]), given=Typed(text))


def _by_labels(scene: Scene[Parting], text: str) -> Move:
    rows, picked = _rows(scene)[:SHOWN], numbers(text)
    if not picked or min(picked) < 1 or max(picked) > len(rows):
        return Stay(Notice("error", "one_of_many"))
    names = [rows[number - 1].name for number in picked]
    return _parted(scene, splitting.by_labels(names), given=Typed(text))


def by_mix(target: Target) -> Parting:
    return Parting(target.scenario_id, "", target.index, target.branch, target.arm)


def _target(state: Parting) -> Target:
    return Target(state.scenario_id, "", state.index, state.branch, state.arm)


SCREENS = (
    Screen(
        name=HOW,
        sample=Target(7),
        view=_how,
        role="editor",
        actions={"way": edit(_chosen)},
        back=to_timeline,
        help="branch",
        leads=(ASK, *AFTER),
    ),
    Screen(
        name=ASK,
        sample=Parting(7),
        view=_ask,
        role="editor",
        actions={
            "pick": edit(_picked),
            "mix": edit(_mixed),
            "back": edit(lambda scene, _: Goto(HOW, _target(scene.state))),
        },
        row=_row,
        asks="answer",
        typed=_typed,
        help="branch",
        leads=(HOW, *AFTER),
    ),
)

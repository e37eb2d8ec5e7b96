"""Another part, or another value of one: its kind, of what, and how."""

from dataclasses import replace

from admin_flows.answers.plain import plain
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import AnyScene, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.rule.card import DRAFT, HOW, KIND
from admin_flows.flows.rule.said import About, coded, typed_part
from admin_flows.flows.rule.states import (
    CARD,
    Asking,
    Draft,
    Picking,
    RuleOf,
    document_of,
    flat_of,
    showing,
)
from admin_flows.ports.facts import FieldKind, ScenarioRow
from admin_flows.shared.paging import paged
from admin_flows.shared.steps import named, reactions
from bot.domain.answered import is_kept
from bot.domain.asking import Ask
from bot.domain.attributes import AGE, BIRTHDAY, GENDER, LANGUAGE
from bot.domain.conditions import Node
from bot.domain.document import Scenario, Step
from bot.domain.rules import Flat
from bot.domain.text import clip, one_line
from flex_templates.views.owner import Named, RuleHow, RuleKinds, RulePick
from flex_templates.views.parts import Notice

PICK = "rule.pick"
PICKED = ("label", "answer", "reaction", "attribute", "scenario", "group", "other")
ELSEWHERE = {"answer": "answer_of", "reaction": "reaction_of"}
"""Of a step: first whose step it is."""
OF_PEOPLE = (GENDER, AGE, BIRTHDAY)
NOW = ("month", "weekday", "hour")


def _own_steps(scene: AnyScene, of: RuleOf, kind: str) -> tuple[Step, ...]:
    """Those of the scenario that the rule stands in, where that may be asked."""
    document = document_of(scene, of) if of.sees_reactions else None
    return steps_to(kind, document)


def steps_to(kind: str, document: Scenario | None) -> tuple[Step, ...]:
    """Those that ask something, or that can be tapped or watched."""
    steps = document.all_steps if document else ()
    return tuple(step for step in steps if (step.ask if kind == "answer" else reactions(step)))


def _scenarios(scene: AnyScene, kind: str) -> list[ScenarioRow]:
    return [one for one in scene.reads.scenarios() if steps_to(kind, one.document)]


def _kinds(scene: Scene[Draft]) -> RuleKinds:
    answers, reacts = (
        bool(_own_steps(scene, scene.state.of, kind) or _scenarios(scene, kind))
        for kind in ("answer", "reaction")
    )
    return RuleKinds(answers=answers, reactions=reacts)


def _chosen(scene: Scene[Draft], tap: Tap) -> Move:
    kind = tap.id()
    if kind == "days":
        return Goto(HOW, Asking(scene.state, kind, field="number"))
    if kind not in PICKED:
        raise Nonsense("no such kind of part")
    if kind in ELSEWHERE and not _own_steps(scene, scene.state.of, kind):
        kind = ELSEWHERE[kind]
    return Goto(PICK, Picking(scene.state, kind))


def _elsewhere(scene: Scene[Picking], _: Tap) -> Move:
    kind = ELSEWHERE.get(scene.state.kind)
    return Goto(PICK, Picking(scene.state.draft, kind)) if kind else Stay()


def _all_named(scene: Scene[Picking]) -> list[Named]:
    """What can be picked, with ids that stay; filtered by what was typed."""
    query = plain(scene.state.query)
    return [one for one in _pickable(scene) if query in plain(one.name)]


def _pickable(scene: Scene[Picking]) -> list[Named]:
    reads, of = scene.reads, scene.state.draft.of
    match scene.state.kind:
        case "label":
            return [Named(str(one.id), one.name) for one in reads.labels()]
        case "scenario":
            return [Named(str(one.id), one.name) for one in reads.scenarios()]
        case "group":
            mine = of.group_id
            return [Named(str(one.id), one.name) for one in reads.user_groups() if one.id != mine]
        case "answer" | "reaction":
            return _steps(scene)
        case "answer_of" | "reaction_of" as kind:
            found = _scenarios(scene, kind.removesuffix("_of"))
            return [Named(str(one.id), one.name) for one in found]
    people = scene.state.kind == "attribute"
    fields = [one for one in reads.fields() if (one.name in OF_PEOPLE) is people]
    known = [Named(str(one.id), one.name) for one in fields]
    return known if people else [*known, Named(LANGUAGE, LANGUAGE), *(Named(x, x) for x in NOW)]


def _steps(scene: Scene[Picking]) -> list[Named]:
    document = _document(scene)
    return [
        Named(step.id, named(document, step, scene.actor.locale))
        for step in steps_to(scene.state.kind, document)
    ]


def _document(scene: Scene[Picking] | Scene[Asking]) -> Scenario | None:
    """The one whose steps are asked about."""
    there = scene.state.scenario_id
    if not there:
        return document_of(scene, scene.state.draft.of)
    found = scene.reads.scenario(there)
    return found.document if found else None


def _pick(scene: Scene[Picking]) -> RulePick:
    page = paged(_all_named(scene), scene.state.first)
    return RulePick(
        kind=scene.state.kind,
        rows=page.rows,
        query=scene.state.query or None,
        elsewhere=scene.state.kind in ELSEWHERE and bool(_scenarios(scene, scene.state.kind)),
        later=page.later,
        earlier=page.earlier,
    )


def _paged(scene: Scene[Picking], tap: Tap) -> Move:
    return Goto(PICK, replace(scene.state, first=tap.number()))


def _sought(scene: Scene[Picking], text: str) -> Move:
    return Goto(PICK, replace(scene.state, first=0, query=clip(one_line(text), 40)))


def _picked_at(scene: Scene[Picking], number: int) -> Move | None:
    shown = _pick(scene).rows
    return _taken(scene, shown[number - 1].id) if 1 <= number <= len(shown) else None


def _picked(scene: Scene[Picking], tap: Tap) -> Move:
    return _taken(scene, tap.id())


def _taken(scene: Scene[Picking], id_: str) -> Move:
    """Another may have taken it out meanwhile."""
    state = scene.state
    found = next((one for one in _all_named(scene) if one.id == id_), None)
    if found is None:
        return Stay()
    match state.kind:
        case "group":
            return _with(state.draft, coded(About("group", found.name), "has"))
        case "answer" | "reaction":
            return Goto(HOW, Asking(state.draft, state.kind, id_, scenario_id=state.scenario_id))
        case "answer_of" | "reaction_of" as kind:
            of = Picking(state.draft, kind.removesuffix("_of"), scenario_id=int(id_))
            return Goto(PICK, of)
        case "other" if id_ in NOW:
            return Goto(HOW, Asking(state.draft, id_))
        case "label" | "scenario":
            return Goto(HOW, Asking(state.draft, state.kind, found.name))
    kinds: dict[str, FieldKind] = {str(one.id): one.kind for one in scene.reads.fields()}
    return Goto(HOW, Asking(state.draft, "attribute", found.name, kinds.get(id_, "text")))


def _how(scene: Scene[Asking]) -> RuleHow:
    state, ask = scene.state, _ask(scene)
    document = _document(scene)
    step = (
        next((one for one in document.all_steps if one.id == state.name), None)
        if document
        else None
    )
    on_step = state.kind in ("answer", "reaction")
    return RuleHow(
        kind=state.kind,
        name=named(document, step, scene.actor.locale) if on_step and step else state.name,
        field=state.field,
        choices=ask.choices if ask and is_kept(ask) else (),
        reactions=reactions(step) if on_step and step else (),
    )


def _ask(scene: Scene[Asking]) -> Ask | None:
    state = scene.state
    document = _document(scene) if state.kind == "answer" else None
    steps = document.all_steps if document else ()
    return next((step.ask for step in steps if step.id == state.name), None)


def _about(scene: Scene[Asking]) -> About:
    state = scene.state
    there = scene.reads.scenario(state.scenario_id) if state.scenario_id else None
    return About(state.kind, state.name, state.field, there.name if there else "")


def _coded(scene: Scene[Asking], tap: Tap) -> Move:
    part = coded(_about(scene), tap.id(), _ask(scene))
    if part is None:
        raise Nonsense("no such part")
    return _with(scene.state.draft, part, scene.state.place)


def _typed(scene: Scene[Asking], text: str) -> Move:
    part = typed_part(_about(scene), text)
    if isinstance(part, Notice):
        return Stay(part)
    return _with(scene.state.draft, part, scene.state.place)


def _with(draft: Draft, part: Node | None, place: int = 0) -> Move:
    """At its place, or as a new one."""
    if part is None:
        return Stay()
    rule = flat_of(draft)
    if not place:
        return showing(draft, rule.with_part(part))
    parts = (*rule.parts[: place - 1], part, *rule.parts[place:])
    return showing(draft, Flat(parts, rule.every))


def _to_card(scene: Scene[Picking | Asking], _: Tap) -> Move:
    return Goto(CARD, scene.state.draft)


SCREENS = (
    Screen(
        name=KIND,
        sample=DRAFT,
        view=_kinds,
        role="editor",
        actions={
            "kind": edit(_chosen),
            "back": edit(lambda scene, _: Goto(CARD, scene.state)),
        },
        help="rule",
        leads=(PICK, HOW, CARD),
    ),
    Screen(
        name=PICK,
        sample=Picking(DRAFT, "label"),
        view=_pick,
        role="editor",
        actions={
            "pick": edit(_picked),
            "page": edit(_paged),
            "elsewhere": edit(_elsewhere),
            "back": edit(_to_card),
        },
        row=_picked_at,
        asks="search",
        typed=_sought,
        help="rule",
        leads=(HOW, CARD),
    ),
    Screen(
        name=HOW,
        sample=Asking(DRAFT, "label", "会員"),
        view=_how,
        role="editor",
        actions={"take": edit(_coded), "back": edit(_to_card)},
        asks="answer",
        typed=_typed,
        help="rule",
        leads=(CARD,),
    ),
)

"""A rule, put together part by part. It is nobody's until it is saved: a group in use changes at
once, with all its parts.
"""

from dataclasses import dataclass

from admin_flows.answers.plain import plain
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.engine.state import State
from admin_flows.flows.rule_parts import coded, typed_part
from admin_flows.ports.commands import ChangeUserGroup
from admin_flows.ports.facts import FieldKind
from admin_flows.shared.rules import rule_part
from admin_flows.shared.where import OfGroup
from bot.domain.conditions import Node
from bot.domain.rules import MOST_PARTS, Flat, dumped, loaded, rule_of
from bot.domain.text import clip, one_line
from flex_templates.views.owner import Named, RuleCard, RuleHow, RuleKinds, RulePartCard, RulePick
from flex_templates.views.parts import Notice

CARD = "rule.card"
KIND = "rule.kind"
PICK = "rule.pick"
HOW = "rule.how"
PART = "rule.part"
NEW = "group.new"
PICKED = ("label", "attribute", "scenario", "group")
SHOWN = 8


@dataclass(frozen=True)
class Draft(State):
    """`group_id` 0: of a group that is not there yet. Each part as JSON."""

    group_id: int = 0
    parts: tuple[str, ...] = ()
    every: bool = True


@dataclass(frozen=True)
class Picking(State):
    """`first`: of the page, from 0."""

    draft: Draft
    kind: str
    first: int = 0
    query: str = ""


@dataclass(frozen=True)
class Asking(State):
    """`field`: what an attribute holds."""

    draft: Draft
    kind: str
    name: str = ""
    field: FieldKind = "text"


@dataclass(frozen=True)
class OfPart(State):
    """`place` counts from 1."""

    draft: Draft
    place: int


def flat_of(draft: Draft) -> Flat:
    return Flat(tuple(map(loaded, draft.parts)), draft.every)


def draft_of(group_id: int, rule: Flat) -> Draft:
    return Draft(group_id, tuple(map(dumped, rule.parts)), rule.every)


def _with(draft: Draft, rule: Flat) -> Goto:
    return Goto(CARD, draft_of(draft.group_id, rule))


# The card


def _card(scene: Scene[Draft]) -> RuleCard:
    rule = flat_of(scene.state)
    group = scene.reads.user_group(scene.state.group_id)
    whole = rule_of(rule) if rule.parts else None
    return RuleCard(
        name=group.name if group else None,
        rule=rule_part(whole) if whole else None,
        parts=tuple(map(rule_part, rule.parts)),
        every=rule.every,
        people=scene.reads.fitting(whole)[0] if whole else 0,
        friends=scene.reads.home().friends,
        most=MOST_PARTS,
    )


def _adding(scene: Scene[Draft], _: Tap) -> Move:
    if len(scene.state.parts) >= MOST_PARTS:
        return Stay(Notice("error", "rule_is_full", {"limit": MOST_PARTS}))
    return Goto(KIND, scene.state)


def _joined(scene: Scene[Draft], _: Tap) -> Move:
    rule = flat_of(scene.state)
    return _with(scene.state, Flat(rule.parts, not rule.every))


def _opened(scene: Scene[Draft], number: int) -> Move | None:
    there = 1 <= number <= len(scene.state.parts)
    return Goto(PART, OfPart(scene.state, number)) if there else None


def _part_tapped(scene: Scene[Draft], tap: Tap) -> Move:
    return _opened(scene, tap.number()) or Stay()


def _saved(scene: Scene[Draft], _: Tap) -> Move:
    draft = scene.state
    if not draft.parts:
        return Stay(Notice("error", "empty"))
    if not draft.group_id:
        return Goto(NEW, draft)
    line = Notice("info", "saved")
    there = Goto("group.card", OfGroup(draft.group_id), line)
    return Run(ChangeUserGroup(draft.group_id, rule_of(flat_of(draft))), then=lambda _: there)


def _back(draft: Draft) -> str:
    return f"group.card:{draft.group_id}" if draft.group_id else "group.list"


# One part


def _part(scene: Scene[OfPart]) -> RulePartCard:
    part = flat_of(scene.state.draft).parts[scene.state.place - 1]
    return RulePartCard(part=rule_part(part), number=scene.state.place)


def _turned(scene: Scene[OfPart], _: Tap) -> Move:
    draft = scene.state.draft
    return _with(draft, flat_of(draft).turned(scene.state.place - 1))


def _removed(scene: Scene[OfPart], _: Tap) -> Move:
    draft = scene.state.draft
    return _with(draft, flat_of(draft).without(scene.state.place - 1))


# Another part: its kind, of what, and how


def _chosen(scene: Scene[Draft], tap: Tap) -> Move:
    kind = tap.id()
    if kind == "days":
        return Goto(HOW, Asking(scene.state, kind, field="number"))
    if kind not in PICKED:
        raise Nonsense("no such kind of part")
    return Goto(PICK, Picking(scene.state, kind))


def _all_named(scene: Scene[Picking]) -> list[Named]:
    """What can be picked, with ids that stay; filtered by what was typed."""
    reads, query = scene.reads, plain(scene.state.query)
    found: list[Named]
    match scene.state.kind:
        case "label":
            found = [Named(str(one.id), one.name) for one in reads.labels()]
        case "scenario":
            found = [Named(str(one.id), one.name) for one in reads.scenarios()]
        case "group":
            mine = scene.state.draft.group_id
            found = [Named(str(one.id), one.name) for one in reads.user_groups() if one.id != mine]
        case _:
            found = [Named(str(one.id), one.name) for one in reads.fields()]
    return [one for one in found if query in plain(one.name)]


def _pick(scene: Scene[Picking]) -> RulePick:
    found, first = _all_named(scene), scene.state.first
    return RulePick(
        kind=scene.state.kind,
        rows=tuple(found[first : first + SHOWN]),
        query=scene.state.query or None,
        later=first + SHOWN if first + SHOWN < len(found) else None,
        earlier=max(0, first - SHOWN) if first else None,
    )


def _paged(scene: Scene[Picking], tap: Tap) -> Move:
    state = scene.state
    return Goto(PICK, Picking(state.draft, state.kind, tap.number(), state.query))


def _sought(scene: Scene[Picking], text: str) -> Move:
    state = scene.state
    return Goto(PICK, Picking(state.draft, state.kind, query=clip(one_line(text), 40)))


def _picked_at(scene: Scene[Picking], number: int) -> Move | None:
    shown = _pick(scene).rows
    return _taken(scene, shown[number - 1].id) if 1 <= number <= len(shown) else None


def _picked(scene: Scene[Picking], tap: Tap) -> Move:
    return _taken(scene, str(tap.number()))


def _taken(scene: Scene[Picking], id_: str) -> Move:
    """Another may have taken it out meanwhile."""
    state = scene.state
    named = next((one for one in _all_named(scene) if one.id == id_), None)
    if named is None:
        return Stay()
    if state.kind == "group":
        return _added(state.draft, coded("group", named.name, "has"))
    field: FieldKind = "text"
    if state.kind == "attribute":
        field = next(one.kind for one in scene.reads.fields() if str(one.id) == id_)
    return Goto(HOW, Asking(state.draft, state.kind, named.name, field))


def _how(scene: Scene[Asking]) -> RuleHow:
    return RuleHow(kind=scene.state.kind, name=scene.state.name, field=scene.state.field)


def _coded(scene: Scene[Asking], tap: Tap) -> Move:
    part = coded(scene.state.kind, scene.state.name, tap.id())
    if part is None:
        raise Nonsense("no such part")
    return _added(scene.state.draft, part)


def _typed(scene: Scene[Asking], text: str) -> Move:
    state = scene.state
    part = typed_part(state.kind, state.name, state.field, text)
    if isinstance(part, Notice):
        return Stay(part)
    return _added(state.draft, part)


def _added(draft: Draft, part: Node | None) -> Move:
    return Stay() if part is None else _with(draft, flat_of(draft).with_part(part))


def _to_card(scene: Scene[Picking | Asking | OfPart], _: Tap) -> Move:
    return Goto(CARD, scene.state.draft)


_LABEL = dumped(loaded('{"label": "会員"}'))
_DRAFT = Draft(1, (_LABEL, '{"not": {"group": "常連"}}'))

SCREENS = (
    Screen(
        name=CARD,
        sample=_DRAFT,
        view=_card,
        role="editor",
        actions={
            "add": edit(_adding),
            "join": edit(_joined),
            "part": edit(_part_tapped),
            "save": edit(_saved),
        },
        row=_opened,
        back=_back,
        help="rule",
        leads=(KIND, PART, NEW, "group.card", "group.list"),
    ),
    Screen(
        name=KIND,
        sample=_DRAFT,
        view=lambda _: RuleKinds(),
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
        sample=Picking(_DRAFT, "label"),
        view=_pick,
        role="editor",
        actions={"pick": edit(_picked), "page": edit(_paged), "back": edit(_to_card)},
        row=_picked_at,
        asks="search",
        typed=_sought,
        help="rule",
        leads=(HOW, CARD),
    ),
    Screen(
        name=HOW,
        sample=Asking(_DRAFT, "label", "会員"),
        view=_how,
        role="editor",
        actions={"take": edit(_coded), "back": edit(_to_card)},
        asks="answer",
        typed=_typed,
        help="rule",
        leads=(CARD,),
    ),
    Screen(
        name=PART,
        sample=OfPart(_DRAFT, 1),
        view=_part,
        role="editor",
        actions={"turn": edit(_turned), "remove": edit(_removed), "back": edit(_to_card)},
        help="rule",
        leads=(CARD,),
    ),
)

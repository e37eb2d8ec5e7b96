"""Which label, field, menu, scenario or shared steps."""

from dataclasses import replace

from admin_flows.answers.plain import plain
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.doing.states import AFTER, PICK, Doing, done, used, way_out
from admin_flows.ports.chat import Typed
from admin_flows.shared.numbers import numbers
from admin_flows.shared.paging import Paged, paged
from bot.domain import names
from bot.domain.attributes import AGE, BIRTHDAY
from bot.domain.doing import LABELS
from bot.domain.errors import Refused
from bot.domain.menus import USUAL
from bot.domain.text import clip, one_line
from flex_templates.views.owner import Named, ThenPick
from flex_templates.views.parts import Notice

VALUE = "then.value"
JUMP = "then.jump"
NEWLY_NAMED = ("add_label", "set", "add")
"""Typed words that none has yet make a new one."""


def _pickable(scene: Scene[Doing]) -> list[Named]:
    """With ids that stay, where there are any."""
    reads, kind = scene.reads, scene.state.kind
    if kind in LABELS:
        return [Named(str(one.id), one.name) for one in reads.labels()]
    if kind == "jump":
        return [Named(str(one.id), one.name) for one in reads.scenarios() if not one.once]
    if kind in {"set", "add"}:
        return [
            Named(str(one.id), one.name)
            for one in reads.fields()
            if one.name not in (AGE, BIRTHDAY) and (kind == "set" or one.kind == "number")
        ]
    others = reads.others()
    names = (
        sorted(others.fragments or ()) if kind == "use" else [USUAL, *sorted(others.menus or ())]
    )
    return [Named(str(number), name) for number, name in enumerate(names, 1)]


def _found(scene: Scene[Doing]) -> list[Named]:
    query = plain(scene.state.query)
    return [one for one in _pickable(scene) if query in plain(one.name)]


def _page(scene: Scene[Doing]) -> Paged[Named]:
    return paged(_found(scene), scene.state.first)


def _view(scene: Scene[Doing]) -> ThenPick:
    state, page = scene.state, _page(scene)
    document = scene.draft(state.scenario_id).document
    return ThenPick(
        name=document.name,
        kind=state.kind,
        rows=page.rows,
        query=state.query or None,
        later=page.later,
        earlier=page.earlier,
        turns=state.kind in LABELS and not state.step_id,
    )


def _row(scene: Scene[Doing], number: int) -> Move | None:
    one = _page(scene).at(number)
    return _taken(scene, (one.name,)) if one else None


def _picked(scene: Scene[Doing], tap: Tap) -> Move:
    """Another may have taken it out meanwhile."""
    names = [one.name for one in _pickable(scene) if one.id == tap.id()]
    return _taken(scene, (names[0],)) if names else Stay()


def _taken(scene: Scene[Doing], picked: tuple[str, ...], given: Typed | None = None) -> Move:
    state = scene.state
    match state.kind:
        case "set" | "add":
            return Goto(VALUE, replace(state, name=picked[0]))
        case "jump":
            return Goto(JUMP, replace(state, name=picked[0]))
        case "use":
            return used(scene, picked[0])
        case "rich_menu":
            return done(scene, state.kind, picked[0])
    return done(scene, state.kind, picked, given)


def _typed(scene: Scene[Doing], text: str) -> Move:
    """Several numbers pick several labels; other words are looked for, or are a new name."""
    state, shown = scene.state, _page(scene).rows
    several = numbers(text)
    if several and state.kind in LABELS and max(several) <= len(shown) and min(several) > 0:
        return _taken(scene, tuple(shown[one - 1].name for one in several), Typed(text))
    exact = [one.name for one in _pickable(scene) if plain(one.name) == plain(text)]
    if exact:
        return _taken(scene, (exact[0],), Typed(text))
    if state.kind in NEWLY_NAMED:
        return _newly_named(scene, text)
    return Goto(PICK, replace(state, first=0, query=clip(one_line(text), 40)))


def _newly_named(scene: Scene[Doing], text: str) -> Move:
    try:
        name = names.given(text)
    except Refused as refused:
        return Stay(Notice("error", refused.problem.code, refused.problem.values))
    return _taken(scene, (name,), Typed(text))


def _turned(scene: Scene[Doing], _: Tap) -> Move:
    """Labels that are put on, or taken off."""
    state = scene.state
    return Goto(PICK, replace(state, kind=LABELS.get(state.kind, state.kind), first=0, query=""))


SCREENS = (
    Screen(
        name=PICK,
        sample=Doing(7, kind="add_label"),
        view=_view,
        role="editor",
        actions={
            "pick": edit(_picked),
            "page": edit(lambda scene, tap: Goto(PICK, replace(scene.state, first=tap.number()))),
            "turn": edit(_turned),
        },
        row=_row,
        asks="answer",
        typed=_typed,
        back=way_out,
        help="timeline",
        leads=(VALUE, JUMP, *AFTER),
    ),
)

"""How it is answered, what is kept of the answer, and how long it waits for one."""

from dataclasses import replace

from admin_flows.answers.term import parse_term
from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.asking.states import (
    AFTER,
    ASK,
    FORM,
    KEEP,
    UNTIL,
    Asking,
    more,
    saved,
    way_out,
)
from admin_flows.ports.chat import Typed
from flex_templates.views.owner import QForm, QKeep, QUntil
from flex_templates.views.parts import Notice

BY_BUTTONS = ("choice", "many")
FORMS = (*BY_BUTTONS, "text", "date", "number")
LIMITS = {"1d": {"days": 1}, "3d": {"days": 3}, "never": None}


def _name(scene: Scene[Asking]) -> str:
    return scene.draft(scene.state.scenario_id).document.name


def _form(scene: Scene[Asking], tap: Tap) -> Move:
    form = tap.id()
    if form not in FORMS:
        raise Nonsense("no such form")
    if form in BY_BUTTONS:
        return Goto(ASK, more(scene.state, "choices", kind=form))
    return Goto(KEEP, more(scene.state, "keep", kind=form))


def _keep(scene: Scene[Asking]) -> QKeep:
    buttons = bool(scene.state.so_far.get("choices"))
    return QKeep(name=_name(scene), labels=buttons)


def _kept(scene: Scene[Asking], tap: Tap) -> Move:
    how, state = tap.id(), scene.state
    if how == "field":
        return Goto(ASK, replace(state, wants="field"))
    if how == "label" and not state.so_far.get("choices"):
        raise Nonsense("a label of a free answer")
    label = True if how == "label" else None
    after = more(state, "until", label=label, into=None)
    return saved(scene, after) if state.editing else Goto(UNTIL, after)


def _until(scene: Scene[Asking]) -> QUntil:
    return QUntil(name=_name(scene))


def _limited(scene: Scene[Asking], tap: Tap) -> Move:
    if tap.id() not in LIMITS:
        raise Nonsense("no such limit")
    return saved(scene, more(scene.state, "", at_most=LIMITS[tap.id()]))


def _limit_typed(scene: Scene[Asking], text: str) -> Move:
    term = parse_term(text)
    if term is None or not term.amount:
        return Stay(Notice("error", "not_understood", {"text": text[:20]}))
    if not term.fits:
        values = {"least": 1, "most": term.longest, "actual": term.amount}
        return Stay(Notice("error", "out_of_range", values))
    state = more(scene.state, "", at_most={term.unit: term.amount})
    return saved(scene, state, Typed(text))


SCREENS = (
    Screen(
        name=FORM,
        sample=Asking(7, "s2", raw='{"text": "?"}', wants="form"),
        view=lambda scene: QForm(name=_name(scene)),
        role="editor",
        actions={"form": edit(_form)},
        back=way_out,
        help="message",
        leads=(ASK, KEEP, "timeline.view"),
    ),
    Screen(
        name=KEEP,
        sample=Asking(7, "s2", raw='{"text": "?"}', wants="keep"),
        view=_keep,
        role="editor",
        actions={"keep": edit(_kept)},
        back=way_out,
        help="message",
        leads=(ASK, UNTIL, *AFTER),
    ),
    Screen(
        name=UNTIL,
        sample=Asking(7, "s2", raw='{"text": "?"}', wants="until"),
        view=_until,
        role="editor",
        actions={"limit": edit(_limited)},
        asks="answer",
        typed=_limit_typed,
        back=way_out,
        help="message",
        leads=AFTER,
    ),
)

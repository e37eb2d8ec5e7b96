"""What is asked: one of the usual questions, or one of the owner's own."""

from typing import Any

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.asking.states import (
    AFTER,
    ASK,
    FORM,
    KEEP,
    KIND,
    UNTIL,
    Asking,
    asking,
    more,
    saved,
    way_out,
)
from admin_flows.ports.chat import Typed
from admin_flows.shared.asking import words_of
from admin_flows.shared.drafts import error_line
from admin_flows.shared.numbers import numbers
from admin_flows.shared.target import Target
from bot.domain import names
from bot.domain.attributes import AGE, AREA, BIRTHDAY, GENDER
from bot.domain.content import from_owner
from bot.domain.errors import Problem, Refused
from bot.domain.text import one_line
from flex_templates.catalogs import closest
from flex_templates.views.owner import QAsk, QKind
from flex_templates.views.parts import Notice

DECADES = {"two": (25, 45), "four": (20, 30, 40, 50)}


def _opened(tap: Tap) -> Target:
    """Ids: the scenario and the step that asks."""
    return Target(tap.number(), tap.id(1))


def _kind(scene: Scene[Target]) -> QKind:
    return QKind(name=scene.draft(scene.state.scenario_id).document.name)


def _chosen(scene: Scene[Target], tap: Tap) -> Move:
    what, target = tap.id(), scene.state
    words = words_of(scene)
    raw: dict[str, Any]
    match what:
        case "age":
            raw = {"text": words.asked(AGE), "into": AGE}
            return Goto(ASK, asking(target, raw, "ages"))
        case "gender":
            raw = {"text": words.asked(GENDER), "into": GENDER, "choices": words.genders()}
            return Goto(UNTIL, asking(target, raw, "until"))
        case "birthday":
            raw = {"text": words.asked(BIRTHDAY), "into": BIRTHDAY, "kind": "date"}
            return Goto(UNTIL, asking(target, raw, "until"))
        case "area":
            return Goto(ASK, asking(target, {"text": words.asked(AREA), "into": AREA}, "choices"))
        case "own":
            return Goto(ASK, asking(target, {}, "text"))
    raise Nonsense("no such question")


def _ask(scene: Scene[Asking]) -> QAsk:
    state = scene.state
    text = state.so_far.get("text")
    return QAsk(
        name=scene.draft(state.scenario_id).document.name,
        wants=state.wants,
        text=text if isinstance(text, str) else "",
        choices=tuple(state.so_far.get("choices", ())),
    )


def _ages(scene: Scene[Asking], tap: Tap) -> Move:
    starts = DECADES.get(tap.id())
    if starts is None:
        raise Nonsense("no such ages")
    return _with_ages(scene, starts)


def _right(scene: Scene[Asking], tap: Tap) -> Move:
    choices, number = scene.state.so_far.get("choices", ()), tap.number()
    if not 1 <= number <= len(choices):
        raise Nonsense("no such choice")
    return saved(scene, more(scene.state, "", right=choices[number - 1]))


def _with_ages(scene: Scene[Asking], starts: tuple[int, ...], given: Typed | None = None) -> Move:
    choices = list(words_of(scene).ages(starts))
    return _on(scene, more(scene.state, "until", choices=choices), UNTIL, given)


def _on(scene: Scene[Asking], state: Asking, screen: str, given: Typed | None = None) -> Move:
    """To the next question; of a question that is there already it was the only one."""
    if state.editing:
        return saved(scene, state, given)
    return Goto(screen, state)


def _typed(scene: Scene[Asking], text: str) -> Move:
    given = Typed(text)
    match scene.state.wants:
        case "ages":
            starts = tuple(sorted(numbers(text)))
            if not starts or not 1 < starts[0] <= starts[-1] <= 120:
                return Stay(Notice("error", "ages_not_understood", {"text": text[:20]}))
            return _with_ages(scene, starts, given)
        case "text":
            return _worded(scene, text, given)
        case "choices":
            return _choices(scene, text, given)
        case "field":
            return _field(scene, text, given)
    return saved(scene, more(scene.state, "", right=one_line(text)), given)


def _worded(scene: Scene[Asking], text: str, given: Typed) -> Move:
    stored = from_owner(text, closest(scene.actor.locale))
    if isinstance(stored, Problem):
        return Stay(error_line(stored))
    return _on(scene, more(scene.state, "form", text=stored), FORM, given)


def _choices(scene: Scene[Asking], text: str, given: Typed) -> Move:
    found = [line for each in text.splitlines() if (line := one_line(each))]
    if len(found) < 2:
        return Stay(Notice("error", "two_choices"))
    state = more(scene.state, "keep", choices=found, right=None)
    return _on(scene, state, UNTIL if "into" in state.so_far else KEEP, given)


def _field(scene: Scene[Asking], text: str, given: Typed) -> Move:
    try:
        name = names.given(text)
    except Refused as refused:
        return Stay(Notice("error", refused.problem.code, refused.problem.values))
    return _on(scene, more(scene.state, "until", into=name, label=None), UNTIL, given)


SCREENS = (
    Screen(
        name=KIND,
        sample=Target(7, "s2"),
        view=_kind,
        role="editor",
        opens=_opened,
        actions={"ask": edit(_chosen)},
        back=way_out,
        help="message",
        leads=(ASK, UNTIL, "timeline.view"),
    ),
    Screen(
        name=ASK,
        sample=Asking(7, "s2"),
        view=_ask,
        role="editor",
        actions={"ages": edit(_ages), "right": edit(_right)},
        asks="answer",
        typed=_typed,
        back=way_out,
        help="message",
        leads=(FORM, KEEP, UNTIL, *AFTER),
    ),
)

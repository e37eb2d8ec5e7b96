"""What friends see of a scenario: its public title, and who its messages come from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.ports.chat import Typed
from admin_flows.shared.drafts import change
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of
from bot.domain.document import Scenario
from bot.domain.edit import with_rules
from bot.domain.limits import NAME_GRAPHEMES, SENDER_UNITS
from bot.domain.text import one_line
from flex_templates.views.owner import ScenarioShown, ScenarioShownAs

SHOWN, AS = "scenario.shown", "scenario.shownas"
What = Literal["title", "sender"]


@dataclass(frozen=True)
class Showing(OfScenario):
    what: What


def _document(scene: Scene[OfScenario]) -> Scenario:
    return scene.draft(scene.state.scenario_id).document


def _view(scene: Scene[OfScenario]) -> ScenarioShown:
    document = _document(scene)
    sender = document.sender
    return ScenarioShown(
        id=str(scene.state.scenario_id),
        name=document.name,
        title=document.public_title,
        sender=sender.name if sender else None,
        icon=sender.icon if sender else None,
    )


def _as(scene: Scene[Showing]) -> ScenarioShownAs:
    what, document = scene.state.what, _document(scene)
    sender = document.sender.name if document.sender else None
    return ScenarioShownAs(
        id=str(scene.state.scenario_id),
        name=document.name,
        what=what,
        now=document.public_title if what == "title" else sender,
        most=NAME_GRAPHEMES if what == "title" else SENDER_UNITS,
    )


def _ask(what: What) -> Callable[[Scene[OfScenario], Tap], Move]:
    return lambda scene, _: Goto(AS, Showing(scene.state.scenario_id, what))


def _typed(scene: Scene[Showing], text: str) -> Move:
    return _with(scene, one_line(text), Typed(text))


def _none(scene: Scene[Showing], _: Tap) -> Move:
    return _with(scene, None, None)


def _with(scene: Scene[Showing], name: str | None, given: Typed | None) -> Move:
    what = scene.state.what

    def changed(document: Scenario) -> Scenario:
        if what == "title":
            return with_rules(document, public_title=name)
        return with_rules(document, sender=_sender(document, name))

    return change(scene, changed, Goto(SHOWN, OfScenario(scene.state.scenario_id)), given)


def _sender(document: Scenario, name: str | None) -> dict[str, Any] | None:
    """An icon that a file has given stays."""
    icon = document.sender.icon if document.sender else None
    given = {key: value for key, value in (("name", name), ("icon", icon)) if value is not None}
    return given or None


def _opened(tap: Tap) -> Showing:
    match tap.id(1):
        case "title" | "sender" as what:
            return Showing(tap.number(), what)
    raise Nonsense("nothing of that name is shown")


SCREENS = (
    Screen(
        name=SHOWN,
        sample=SCENARIO,
        view=_view,
        role="editor",
        opens=scenario_of,
        actions={"title": edit(_ask("title")), "sender": edit(_ask("sender"))},
        back=lambda state: f"scenario.more:{state.scenario_id}",
        help="start",
        leads=(AS, "scenario.more", "timeline.view"),
    ),
    Screen(
        name=AS,
        sample=Showing(7, "title"),
        view=_as,
        role="editor",
        opens=_opened,
        actions={"none": edit(_none)},
        asks="answer",
        typed=_typed,
        back=lambda state: f"{SHOWN}:{state.scenario_id}",
        help="start",
        leads=(SHOWN, "timeline.busy", "scenario.card"),
    ),
)

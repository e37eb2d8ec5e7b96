"""What friends see of a scenario: its public title, and who its messages come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from admin_flows.engine.move import Goto, Move, Stay
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen, edit
from admin_flows.flows.making.base import picture_of
from admin_flows.ports.chat import Sent, Typed
from admin_flows.shared import rows
from admin_flows.shared.drafts import change
from admin_flows.shared.where import SCENARIO, OfScenario, scenario_of
from bot.domain.document import Scenario
from bot.domain.edit import with_rules
from bot.domain.limits import NAME_GRAPHEMES, SENDER_UNITS
from bot.domain.stored import Image
from bot.domain.text import one_line
from flex_templates.views.owner import ScenarioShown, ScenarioShownAs
from flex_templates.views.parts import Notice

SHOWN, AS = "scenario.shown", "scenario.shownas"
What = Literal["title", "sender", "icon"]


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
        icon=_icon(scene, document),
        lost=sender is not None and rows.icon_is_lost(sender, scene.reads),
    )


def _icon(scene: Scene[Any], document: Scenario) -> str | None:
    icon = document.sender.icon if document.sender else None
    return rows.picture(Image(image=icon), scene.reads) if icon else None


def _as(scene: Scene[Showing]) -> ScenarioShownAs:
    what, document = scene.state.what, _document(scene)
    sender = document.sender
    now = {
        "title": document.public_title,
        "sender": sender.name if sender else None,
        "icon": sender.icon if sender else None,
    }
    return ScenarioShownAs(
        id=str(scene.state.scenario_id),
        name=document.name,
        what=what,
        now=now[what],
        icon=_icon(scene, document) if what == "icon" else None,
        most=NAME_GRAPHEMES if what == "title" else SENDER_UNITS,
    )


def _ask(what: What) -> Callable[[Scene[OfScenario], Tap], Move]:
    return lambda scene, _: Goto(AS, Showing(scene.state.scenario_id, what))


def _typed(scene: Scene[Showing], text: str) -> Move:
    if scene.state.what == "icon":
        return Stay(Notice("error", "wrong_medium", {"wanted": "image", "got": "text"}))
    return _with(scene, one_line(text), Typed(text))


def _sent(scene: Scene[Showing], sent: Sent) -> Move:
    if scene.state.what != "icon":
        return Stay(Notice("error", "wrong_medium", {"wanted": "text", "got": sent.kind}))
    picture = picture_of(sent)
    return Stay(picture) if isinstance(picture, Notice) else _with(scene, picture, sent)


def _none(scene: Scene[Showing], _: Tap) -> Move:
    return _with(scene, None, None)


def _with(scene: Scene[Showing], value: str | None, given: Typed | Sent | None) -> Move:
    what = scene.state.what

    def changed(document: Scenario) -> Scenario:
        if what == "title":
            return with_rules(document, public_title=value)
        part = "icon" if what == "icon" else "name"
        return with_rules(document, sender=_sender(document, {part: value}))

    return change(scene, changed, Goto(SHOWN, OfScenario(scene.state.scenario_id)), given)


def _sender(document: Scenario, part: Mapping[str, str | None]) -> dict[str, Any] | None:
    """The other part stays."""
    before = document.sender
    now = {**({"name": before.name, "icon": before.icon} if before else {}), **part}
    return {key: value for key, value in now.items() if value is not None} or None


def _opened(tap: Tap) -> Showing:
    match tap.id(1):
        case "title" | "sender" | "icon" as what:
            return Showing(tap.number(), what)
    raise Nonsense("nothing of that name is shown")


SCREENS = (
    Screen(
        name=SHOWN,
        sample=SCENARIO,
        view=_view,
        role="editor",
        opens=scenario_of,
        actions={
            "title": edit(_ask("title")),
            "sender": edit(_ask("sender")),
            "icon": edit(_ask("icon")),
        },
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
        sent=_sent,
        back=lambda state: f"{SHOWN}:{state.scenario_id}",
        help="start",
        leads=(SHOWN, "timeline.busy", "scenario.card"),
    ),
)

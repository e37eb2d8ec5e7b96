"""Two versions side by side: what was added, removed and changed, in plain words."""

from dataclasses import dataclass

from admin_flows.engine.move import Goto
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen
from admin_flows.flows.versions import Listed
from admin_flows.shared.comparing import compared
from admin_flows.shared.paging import paged
from admin_flows.shared.where import OfScenario
from bot.domain.differing import differences
from bot.domain.document import Scenario
from flex_templates.views.owner import PublishCompare

COMPARE = "publish.compare"
SHOWN = 4


@dataclass(frozen=True)
class Comparing(OfScenario):
    """`new` 0: what is being written. `first` counts from 0."""

    old: int
    new: int = 0
    first: int = 0


def _opened(tap: Tap) -> Comparing:
    first = tap.number(3) if len(tap.ids) > 3 else 0
    return Comparing(tap.number(), tap.number(1), tap.number(2), first)


def _only_there(scene: Scene[Comparing]) -> Goto | None:
    state = scene.state
    numbers = [number for number in (state.old, state.new) if number]
    if state.old and all(scene.reads.version(state.scenario_id, number) for number in numbers):
        return None
    return Goto("version.list", Listed(scene.scenario(state.scenario_id).id))


def _document(scene: Scene[Comparing], number: int) -> Scenario | None:
    """None where this program cannot read it."""
    if not number:
        return scene.draft(scene.state.scenario_id).document
    version = scene.reads.version(scene.state.scenario_id, number)
    return version.document if version else None


def _view(scene: Scene[Comparing]) -> PublishCompare:
    state, facts = scene.state, scene.scenario(scene.state.scenario_id)
    old, new = _document(scene, state.old), _document(scene, state.new)
    found = differences(new, old) if new and old else ()
    page = paged(found, state.first, SHOWN)
    return PublishCompare(
        id=str(facts.id),
        name=facts.name,
        old=state.old,
        new=state.new or None,
        rows=tuple(compared(scene, one, new, old) for one in page.rows) if new and old else (),
        total=len(found),
        earlier=page.earlier,
        later=page.later,
        readable=bool(new and old),
    )


def _back(state: Comparing) -> str:
    if not state.new:
        return f"publish.whom:{state.scenario_id}"
    return f"version.card:{state.scenario_id}.{state.new}"


SCREENS = (
    Screen(
        name=COMPARE,
        sample=Comparing(7, 1),
        view=_view,
        opens=_opened,
        instead=_only_there,
        back=_back,
        help="publish",
        leads=(COMPARE, "version.list", "version.card", "publish.whom"),
    ),
)

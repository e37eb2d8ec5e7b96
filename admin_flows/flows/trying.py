"""A scenario tried without sending anything: one step, or the whole walk of somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from admin_flows.engine.common import BUTTONS
from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Messages, Screen, Shown
from admin_flows.ports.facts import PaperFacts
from admin_flows.shared import rows
from admin_flows.shared.lanes import lanes, told
from admin_flows.shared.where import SCENARIO, OfScenario, Page, scenario_of, to_timeline
from bot.domain.document import Scenario
from bot.domain.edit import step_of
from bot.domain.text import clip, one_line
from bot.domain.ways import step_called
from flex_templates.views.owner import TryArm, TryMenu, TryWalk, TryWho
from flex_templates.views.parts import Notice

MENU, WHO, WALK, ARM = "try.menu", "try.who", "try.walk", "try.arm"
SHOWN, LONGEST = 8, 40
NO_STEPS = slice(0)


@dataclass(frozen=True)
class Walking(OfScenario):
    """`friend_id` 0: somebody of whom nothing is known. `at`: how many moments were shown before.
    `ways`: the arms that were chosen, each as the branch's number (2-B-3) - the arm's from 0.
    """

    friend_id: int = 0
    at: int = 0
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class Searching(OfScenario):
    query: str = ""


def to_walk(state: Walking) -> str:
    ids = (state.scenario_id, state.friend_id, state.at, *state.ways)
    return f"go:{WALK}:" + ".".join(map(str, ids))


def _opened(tap: Tap) -> Walking:
    return Walking(tap.number(), tap.number(1), tap.number(2), tap.ids[3:])


def _whole(scene: Scene[Walking]) -> Scenario:
    return scene.reads.whole(scene.draft(scene.state.scenario_id).document)


def _moments(scene: Scene[Walking]) -> tuple[PaperFacts, ...]:
    document, state = scene.draft(scene.state.scenario_id).document, scene.state
    ways = _ways(_whole(scene), state.ways)
    return scene.reads.on_paper(document, state.friend_id or None, ways)


def _ways(document: Scenario, chosen: tuple[str, ...]) -> Mapping[str, int]:
    """What an old card says of branches that are not there any more is passed over."""
    return dict(found for way in chosen if (found := _way(document, way)))


def _way(document: Scenario, way: str) -> tuple[str, int] | None:
    """The branch's step and its arm, the one behind the last for who fits none."""
    number, _, arm = way.rpartition("-")
    step = step_called(document, number)
    if step is None or not step.branch or not (arm.isascii() and arm.isdecimal()):
        return None
    return (step.id, int(arm)) if int(arm) <= len(step.branch) else None


def _moment(scene: Scene[Walking]) -> PaperFacts | None:
    moments = _moments(scene)
    return moments[scene.state.at] if scene.state.at < len(moments) else None


def _menu(scene: Scene[OfScenario]) -> TryMenu:
    document = scene.draft(scene.state.scenario_id).document
    state = Walking(scene.state.scenario_id)
    return TryMenu(
        id=str(state.scenario_id),
        name=document.name,
        walk=to_walk(state),
        steps=len(document.all_steps),
    )


def _who(scene: Scene[Searching]) -> TryWho:
    state = scene.state
    found = scene.reads.friends(state.query, SHOWN)
    return TryWho(
        id=str(state.scenario_id),
        name=scene.draft(state.scenario_id).document.name,
        now_at=scene.now,
        query=state.query or None,
        rows=tuple(rows.friend_row(row) for row in found),
        walks=tuple(to_walk(Walking(state.scenario_id, row.id)) for row in found),
    )


def _searched(scene: Scene[Searching], text: str) -> Move:
    return Goto(WHO, replace(scene.state, query=clip(one_line(text), LONGEST)))


def _number(scene: Scene[Searching], number: int) -> Move | None:
    found = scene.reads.friends(scene.state.query, SHOWN)
    if not 1 <= number <= len(found):
        return None
    return Goto(WALK, Walking(scene.state.scenario_id, found[number - 1].id))


def _walk(scene: Scene[Walking]) -> Shown:
    moment = _moment(scene)
    view = _stub(scene, moment)
    if moment is None or moment.what != "sends" or moment.step_id is None:
        return view
    document = _whole(scene)
    name = _name(scene) or scene.actor.name
    objects = scene.reads.preview(document, moment.step_id, scene.actor.locale, name)
    for message in objects:
        message.pop("quickReply", None)
    return Messages(tuple(objects), view)


def _stub(scene: Scene[Walking], moment: PaperFacts | None) -> TryWalk:
    document, state, moments = _whole(scene), scene.state, _moments(scene)
    after = moments[state.at + 1] if state.at + 1 < len(moments) else None
    first = scene.reads.settings().calendar.local(scene.now).date()
    at = moment.at if moment else scene.now
    return TryWalk(
        what=moment.what if moment else "ends",
        who=_name(scene),
        number=rows.number_of(document, moment.step_id) if moment and moment.step_id else None,
        day=(scene.reads.settings().calendar.local(at).date() - first).days,
        at=at,
        next_at=after.at if after and after.what == "sends" else None,
        onward=to_walk(replace(state, at=state.at + 1)) if after else None,
        other=to_walk(_before_the_last_way(state)) if state.ways else None,
        over=f"go:{to_timeline(state)}",
    )


def _before_the_last_way(state: Walking) -> Walking:
    """Where the last arm was chosen: it is asked again."""
    return replace(state, ways=state.ways[:-1])


def _name(scene: Scene[Walking]) -> str | None:
    friend = scene.reads.friend(scene.state.friend_id) if scene.state.friend_id else None
    return friend.name if friend else None


def _instead(scene: Scene[Walking]) -> Goto | None:
    """A branch that nobody has chosen a way of yet asks for one, also where `at` lies behind it."""
    moments, state = _moments(scene), scene.state
    if not moments:
        return Goto("timeline.view", Page(state.scenario_id), Notice("error", "empty"))
    asked = next((n for n, one in enumerate(moments) if one.what == "asks"), None)
    if asked is not None and state.at >= asked:
        document = _whole(scene)
        known = tuple(way for way in state.ways if _way(document, way))
        line = None if known == state.ways else Notice("info", "choose_way_again")
        return Goto(ARM, replace(state, at=asked, ways=known), line)
    return None


def _arm(scene: Scene[Walking]) -> TryArm:
    document, moment, state = _whole(scene), _moment(scene), scene.state
    step_id = moment.step_id if moment else None
    number = rows.number_of(document, step_id) if step_id else None
    step = step_of(document, step_id) if step_id else None
    arms = lanes(scene, told(scene, document), step, NO_STEPS) if step else ()
    return TryArm(
        id=str(state.scenario_id),
        name=document.name,
        number=number or "",
        arms=arms,
        walks=tuple(
            to_walk(replace(state, ways=(*state.ways, f"{number}-{arm}")))
            for arm in range(len(arms) + 1)
        ),
    )


def _typed(scene: Scene[Walking], _: str) -> Move:
    return Goto("timeline.view", Page(scene.state.scenario_id), BUTTONS)


SCREENS = (
    Screen(
        name=MENU,
        sample=SCENARIO,
        view=_menu,
        opens=scenario_of,
        back=to_timeline,
        help="message",
        leads=(WALK, WHO, "try.self", "timeline.view"),
    ),
    Screen(
        name=WHO,
        sample=Searching(7),
        view=_who,
        opens=lambda tap: Searching(tap.number()),
        asks="search",
        typed=_searched,
        row=_number,
        back=lambda state: f"{MENU}:{state.scenario_id}",
        help="message",
        leads=(WALK, WHO, MENU),
    ),
    Screen(
        name=WALK,
        sample=Walking(7),
        view=_walk,
        opens=_opened,
        instead=_instead,
        asks="search",
        typed=_typed,
        back=lambda state: f"{MENU}:{state.scenario_id}",
        help="message",
        leads=(WALK, ARM, "timeline.view"),
    ),
    Screen(
        name=ARM,
        sample=Walking(7),
        view=_arm,
        opens=_opened,
        back=lambda state: f"{MENU}:{state.scenario_id}",
        help="message",
        leads=(WALK, "timeline.view"),
    ),
)

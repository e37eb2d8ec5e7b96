"""What became of one step, and of its versions beside each other."""

from dataclasses import dataclass
from functools import partial
from typing import Literal, get_args

from admin_flows.engine.common import Missing
from admin_flows.engine.move import Goto, Move
from admin_flows.engine.names import GONE
from admin_flows.engine.scene import Gone, Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen
from admin_flows.flows.results import SCENARIO, Looked
from admin_flows.ports.facts import FriendRow, OpenedFacts, ResultFacts, ScenarioFacts
from admin_flows.shared import results, rows
from admin_flows.shared.listed import friend_at
from admin_flows.shared.paging import Paged, page_read
from admin_flows.shared.periods import days_of, period
from admin_flows.shared.results import NOTHING
from bot.domain.coupons import OwnCoupon
from bot.domain.document import Step, Video
from bot.domain.edit import step_of
from bot.domain.results import StepPeople, Stop, Sums
from flex_templates.views.owner import ResultsPeople, ResultsStep, VersionShare

VERSIONS = 4
Differs = Literal["more", "less", "unsure"]
Told = Literal["", "told", "few", "soon", "none"]


@dataclass(frozen=True)
class LookedStep(Looked):
    step_id: str = ""


def _opened(tap: Tap) -> LookedStep:
    return LookedStep(tap.number(), days_of(tap, 2), tap.id(1))


def _stop(facts: ScenarioFacts, result: ResultFacts, step_id: str) -> Stop:
    stops = results.stops(facts.document, result)
    found = next((stop for stop in stops if stop.id == step_id), None)
    if found is None:
        raise Gone(Goto(GONE, Missing(facts.id)))
    return found


def _view(scene: Scene[LookedStep]) -> ResultsStep:
    facts, days = scene.scenario(scene.state.scenario_id), period(scene, scene.state.days)
    result = scene.reads.results(facts.id, days)
    stop = _stop(facts, result, scene.state.step_id)
    step, sums = step_of(facts.document, stop.id), stop.sums
    versions, opened = _versions(stop.id, result), result.opened.get(stop.id)
    return ResultsStep(
        scenario_id=str(facts.id),
        scenario=facts.name,
        id=stop.id,
        number=stop.number,
        when=rows.when(step.wait, facts.document),
        sent=sums.sent,
        failed=sums.failed,
        tapped=sums.tapped if stop.tappable else None,
        watched=sums.watched if _has(step, Video) else None,
        answered=sums.answered,
        used=sums.used if _has(step, OwnCoupon) else None,
        stopped=sums.stopped,
        blocked=sums.blocked,
        title=step.title or rows.excerpt(step, scene.actor.locale) or None,
        opened=opened.people or 0 if opened else 0,
        opens=_opens(opened, step, sums) if days is None else "",
        first=days.first if days else None,
        last=days.last if days else None,
        span=scene.state.days.ids,
        versions=tuple(_share(number, one, stop) for number, one in versions),
        differs=_differs(versions),
    )


def _opens(opened: OpenedFacts | None, step: Step, sums: Sums) -> Told:
    """A reply is counted under no name."""
    if opened is None:
        return "none" if sums.sent and not step.by else ""
    if opened.people is not None:
        return "told"
    return "few" if opened.asked else "soon"


def _has(step: Step, kind: type) -> bool:
    return any(isinstance(message, kind) for message in step.send)


def _versions(step_id: str, result: ResultFacts) -> list[tuple[int, Sums]]:
    """Those that sent it, if there are several."""
    found = [
        (number, sums)
        for number, steps in result.versions.items()
        if (sums := steps.get(step_id, NOTHING)).sent
    ]
    return found[:VERSIONS] if len(found) > 1 else []


def _share(number: int, sums: Sums, stop: Stop) -> VersionShare:
    return VersionShare(
        number=number,
        sent=sums.sent,
        tapped=sums.of("tapped").percent if stop.tappable else None,
        blocked=sums.blocked,
    )


def _differs(versions: list[tuple[int, Sums]]) -> Differs:
    """The newest from the one before."""
    if len(versions) < 2:
        return "unsure"
    newest, before = (sums.of("tapped") for _, sums in versions[:2])
    if newest.is_above(before):
        return "more"
    return "less" if before.is_above(newest) else "unsure"


# Who


@dataclass(frozen=True)
class LookedPeople(LookedStep):
    """From that one on, counted from 0."""

    kind: StepPeople = "sent"
    first: int = 0


KINDS: tuple[StepPeople, ...] = get_args(StepPeople)


def _listed(tap: Tap) -> LookedPeople:
    for kind in KINDS:
        if tap.id(2) == kind:
            first = tap.number(3) if len(tap.ids) > 3 else 0
            return LookedPeople(tap.number(), step_id=tap.id(1), kind=kind, first=first)
    raise Nonsense("no such people")


def _people(scene: Scene[LookedPeople]) -> ResultsPeople:
    state, facts = scene.state, scene.scenario(scene.state.scenario_id)
    stop = _stop(facts, scene.reads.results(facts.id, None), state.step_id)
    step = step_of(facts.document, stop.id)
    page = _page(scene)
    can = {"tapped": stop.tappable, "answered": step.ask is not None}
    return ResultsPeople(
        scenario_id=str(facts.id),
        scenario=facts.name,
        id=stop.id,
        number=stop.number,
        kind=state.kind,
        kinds=tuple(one for one in KINDS if can.get(one, True)),
        now_at=scene.now,
        rows=tuple(rows.friend_row(row) for row in page.rows),
        earlier=page.earlier,
        later=page.later,
    )


def _page(scene: Scene[LookedPeople]) -> Paged[FriendRow]:
    state = scene.state
    read = partial(scene.reads.people_of_step, state.scenario_id, state.step_id, state.kind)
    return page_read(read, state.first)


def _person(scene: Scene[LookedPeople], number: int) -> Move | None:
    return friend_at([one.id for one in _page(scene).rows], number)


SCREENS = (
    Screen(
        name="results.people",
        sample=LookedPeople(7, step_id="s2"),
        view=_people,
        opens=_listed,
        row=_person,
        back=lambda state: f"results.step:{state.scenario_id}.{state.step_id}",
        help="results",
        leads=("friend.card", "results.people", "results.step"),
    ),
    Screen(
        name="results.step",
        sample=LookedStep(7, step_id="s2"),
        view=_view,
        opens=_opened,
        back=lambda state: f"{SCENARIO}:{state.scenario_id}",
        help="results",
        leads=("step.card", "results.people", SCENARIO),
    ),
)

"""A label or a group out of all there are, for whoever asks whom a scenario is for."""

from dataclasses import dataclass
from typing import Literal

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen
from admin_flows.flows.scenario.adding import CHECK, Chosen, only_open, to_whom
from admin_flows.flows.scenario.once import WHEN, To, only_undecided
from admin_flows.shared.paging import Paged, paged
from admin_flows.shared.where import OfScenario
from admin_flows.shared.whom import key_of
from bot.domain.audience import Audience
from flex_templates.views.owner import PickList, PickRow

LIST = "pick.list"
Kind = Literal["label", "group"]
KINDS: dict[str, Kind] = {"label": "label", "group": "group"}


@dataclass(frozen=True)
class Listed(OfScenario):
    """`first` counts from 0."""

    kind: Kind = "label"
    first: int = 0


def _opened(tap: Tap) -> Listed:
    kind = KINDS.get(tap.id(1))
    if kind is None:
        raise Nonsense(f"{tap.id(1)!r} is nothing to pick")
    return Listed(tap.number(), kind, tap.number(2) if len(tap.ids) > 2 else 0)


def _rows(scene: Scene[Listed]) -> list[PickRow]:
    if scene.state.kind == "label":
        return [
            PickRow(key=key_of(Audience("label", one.id)), name=one.name, people=one.people)
            for one in scene.reads.labels()
        ]
    return [
        PickRow(key=key_of(Audience("group", one.id)), name=one.name)
        for one in scene.reads.user_groups()
    ]


def _view(scene: Scene[Listed]) -> PickList:
    facts, page = scene.scenario(scene.state.scenario_id), _page(scene)
    return PickList(
        id=str(facts.id),
        name=facts.name,
        kind=scene.state.kind,
        target=WHEN if facts.once else CHECK,
        rows=page.rows,
        earlier=page.earlier,
        later=page.later,
    )


def _page(scene: Scene[Listed]) -> Paged[PickRow]:
    return paged(_rows(scene), scene.state.first)


def _row(scene: Scene[Listed], number: int) -> Move | None:
    row = _page(scene).at(number)
    if row is None:
        return None
    scenario_id, key = scene.state.scenario_id, row.key
    if scene.scenario(scenario_id).once:
        return Goto(WHEN, To(scenario_id, key))
    return Goto(CHECK, Chosen(scenario_id, key))


def _only_open(scene: Scene[Listed]) -> Goto | None:
    once = scene.scenario(scene.state.scenario_id).once
    return only_undecided(scene) if once else only_open(scene)


SCREENS = (
    Screen(
        name=LIST,
        sample=Listed(7),
        view=_view,
        role="owner",
        opens=_opened,
        instead=_only_open,
        row=_row,
        back=to_whom,
        help="start",
        leads=(LIST, CHECK, WHEN, "add.whom", "scenario.card", "start.check", "msg.compose"),
    ),
)

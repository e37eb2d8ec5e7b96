"""A label or a group out of all there are, for whoever asks whom a scenario is for."""

from dataclasses import dataclass
from typing import Literal

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Nonsense, Scene, Tap
from admin_flows.engine.screen import Screen
from admin_flows.flows.scenario.adding import CHECK, Chosen, only_open, to_whom
from admin_flows.flows.scenario.once import WHEN, To, only_undecided
from admin_flows.shared.where import OfScenario
from admin_flows.shared.whom import key_of
from bot.domain.audience import Audience
from flex_templates.views.owner import PickList, PickRow

PAGE = 8
LIST = "pick.list"
Kind = Literal["label", "group"]
KINDS: dict[str, Kind] = {"label": "label", "group": "group"}


@dataclass(frozen=True)
class Listed(OfScenario):
    """`first` counts from 1."""

    kind: Kind = "label"
    first: int = 1


def _opened(tap: Tap) -> Listed:
    kind = KINDS.get(tap.id(1))
    if kind is None:
        raise Nonsense(f"{tap.id(1)!r} is nothing to pick")
    return Listed(tap.number(), kind, max(tap.number(2), 1) if len(tap.ids) > 2 else 1)


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
    everything, first = _rows(scene), scene.state.first
    facts, after = scene.scenario(scene.state.scenario_id), first + PAGE
    return PickList(
        id=str(facts.id),
        name=facts.name,
        kind=scene.state.kind,
        target=WHEN if facts.once else CHECK,
        rows=tuple(everything[first - 1 : after - 1]),
        first=first,
        earlier=max(first - PAGE, 1) if first > 1 else None,
        later=after if after <= len(everything) else None,
    )


def _row(scene: Scene[Listed], number: int) -> Move | None:
    rows = _rows(scene)
    if not 1 <= number <= len(rows):
        return None
    scenario_id, key = scene.state.scenario_id, rows[number - 1].key
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

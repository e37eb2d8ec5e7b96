"""Carries moves out: understands the input, has commands done, keeps the place, shows a card."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from admin_flows.engine.arrive import arrive, taken
from admin_flows.engine.common import Missing, Nothing
from admin_flows.engine.flows import ALWAYS, GONE, HOME, Flows
from admin_flows.engine.move import Goto, Move, Retake, Run, Stay
from admin_flows.engine.scene import AnyScene, Gone, Scene
from admin_flows.engine.screen import Messages
from admin_flows.engine.spot import Act, Spot, pack, unpack
from admin_flows.engine.state import State, from_json
from admin_flows.ports.chat import Actor, Answer, Conversations, Input, Sent, Tapped
from admin_flows.ports.commands import Executor
from admin_flows.ports.reads import Reads
from bot.domain.errors import Refused
from flex_templates.views.parts import Notice, OwnerView, View


class Render(Protocol):
    def __call__(self, view: View, *, locale: str, token: str) -> list[dict[str, Any]]: ...


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True)
class Runner:
    """Whatever a handler raises is left to the caller, and the chat then stands where it stood."""

    flows: Flows
    reads: Reads
    execute: Executor
    conversations: Conversations
    render: Render
    clock: Clock
    new_token: Callable[[], str]

    def handle(self, chat: str, actor: Actor, given: Input) -> Answer:
        now = self.clock.now()
        spot = unpack(self.flows, self.conversations.load(chat)) or self._home(now)
        if isinstance(given, Tapped) and spot.is_second_tap(given.data, now):
            return self._show(chat, self._scene(spot, actor, now), spot, acted=False)
        after = self._move(spot, self._scene(spot, actor, now), given)
        if isinstance(given, Sent) and not given.last_of_set:
            self.conversations.save(pack(chat, replace(after, token=spot.token)))
            return Answer([], acted=True)
        return self._show(chat, self._scene(after, actor, now), after, acted=True)

    def open(self, chat: str, actor: Actor, screen: str, state: State) -> Answer:
        """Shows a screen that something else than a tap leads to, e.g. after the owner's code."""
        now = self.clock.now()
        spot = Spot(self.flows[screen], state, "", now)
        return self._show(chat, self._scene(spot, actor, now), spot, acted=True)

    def _home(self, now: datetime) -> Spot:
        return Spot(self.flows[HOME], Nothing(), "", now)

    def _scene(self, spot: Spot, actor: Actor, now: datetime) -> AnyScene:
        return Scene(spot.state, spot.screen.name, self.reads, actor, now, spot.shown_at)

    def _move(self, spot: Spot, scene: AnyScene, given: Input) -> Spot:
        try:
            move = self._settled(arrive(self.flows, spot, scene, given), scene)
        except Gone as gone:
            move = Goto(GONE, Missing(gone.scenario_id))
        return replace(self._landed(spot, move), last=_act(given, scene.now))

    def _settled(self, move: Move, scene: AnyScene) -> Goto | Stay:
        """Has commands done until there is a card to show."""
        while isinstance(move, Run | Retake):
            move = self._ran(move, scene) if isinstance(move, Run) else self._retaken(move, scene)
        if isinstance(move, Goto):
            self._check_declared(scene.screen, move.screen)
        return move

    def _check_declared(self, origin: str, target: str) -> None:
        """Screens that `go` opens may be opened from anywhere; the others say who leads there."""
        declared = self.flows[target].opens or target in {*ALWAYS, origin}
        if not declared and target not in self.flows[origin].leads:
            raise LookupError(f"{origin} leads to {target} without saying so")

    def _ran(self, run: Run, scene: AnyScene) -> Move:
        try:
            outcome = self.execute(run.command, scene.actor)
        except Refused as refusal:
            if run.refused:
                return run.refused(refusal.problem)
            return Stay(Notice("error", refusal.problem.code, refusal.problem.values))
        return run.then(outcome)

    def _retaken(self, move: Retake, scene: AnyScene) -> Move:
        screen = self.flows.get(move.question.screen)
        stored = json.loads(move.question.stored)
        state = from_json(type(screen.sample), stored) if screen else None
        if screen is None or state is None:
            return Goto(HOME, Nothing())
        then = replace(scene.at(state, screen.name), shown_at=scene.now)
        again = taken(screen, then, move.given)
        return Goto(screen.name, state, again.notice) if isinstance(again, Stay) else again

    def _landed(self, spot: Spot, move: Goto | Stay) -> Spot:
        if isinstance(move, Stay):
            return replace(spot, notice=move.notice)
        self._check_declared(spot, move)
        return replace(spot, screen=self.flows[move.screen], state=move.state, notice=move.notice)

    def _show(self, chat: str, scene: AnyScene, spot: Spot, *, acted: bool) -> Answer:
        try:
            shown = spot.screen.view(scene)
        except Gone as gone:
            spot = replace(
                spot, screen=self.flows[GONE], state=Missing(gone.scenario_id), notice=None
            )
            shown = spot.screen.view(scene.at(spot.state, GONE))
        spot = replace(spot, token=self.new_token(), shown_at=scene.now)
        self.conversations.save(pack(chat, spot))
        if isinstance(shown, Messages):
            return Answer([dict(message) for message in shown.objects], acted)
        return Answer(
            self.render(_with_line(shown, spot), locale=scene.actor.locale, token=spot.token),
            acted,
        )


def _act(given: Input, now: datetime) -> Act | None:
    return Act(given.data, now) if isinstance(given, Tapped) else None


def _with_line(view: View, spot: Spot) -> View:
    if not isinstance(view, OwnerView):
        return view
    back = spot.screen.back(spot.state) if spot.screen.back else None
    return replace(view, problem=spot.notice or view.problem, back=view.back or back)

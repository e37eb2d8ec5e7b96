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
from admin_flows.engine.state import Question, State, from_json
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
        after = self._move(spot, actor, given, now)
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

    def _move(self, spot: Spot, actor: Actor, given: Input, now: datetime) -> Spot:
        try:
            move = arrive(self.flows, spot, self._scene(spot, actor, now), given)
            if isinstance(move, Retake):
                spot = self._asked_again(spot, move.question, now)
                move = taken(spot.screen, self._scene(spot, actor, now), move.given)
            move = self._settled(move, self._scene(spot, actor, now))
        except Gone as gone:
            move = Goto(GONE, Missing(gone.scenario_id))
        return replace(_landed(self.flows, spot, move), last=_act(given, now))

    def _asked_again(self, spot: Spot, question: Question, now: datetime) -> Spot:
        screen = self.flows.get(question.screen)
        stored = json.loads(question.stored)
        state = from_json(type(screen.sample), stored) if screen else None
        if screen is None or state is None:
            return replace(self._home(now), token=spot.token)
        return replace(spot, screen=screen, state=state, shown_at=now)

    def _settled(self, move: Move, scene: AnyScene) -> Goto | Stay:
        """Has commands done until there is a card to show."""
        while isinstance(move, Run):
            move = self._ran(move, scene)
        if isinstance(move, Retake):
            raise TypeError(f"{scene.screen} asks to take an answer twice")
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


def _landed(flows: Flows, spot: Spot, move: Goto | Stay) -> Spot:
    if isinstance(move, Stay):
        return replace(spot, notice=move.notice)
    return replace(spot, screen=flows[move.screen], state=move.state, notice=move.notice)


def _act(given: Input, now: datetime) -> Act | None:
    return Act(given.data, now) if isinstance(given, Tapped) else None


def _with_line(view: View, spot: Spot) -> View:
    if not isinstance(view, OwnerView):
        return view
    back = spot.screen.back(spot.state) if spot.screen.back else None
    return replace(view, problem=spot.notice or view.problem, back=view.back or back)

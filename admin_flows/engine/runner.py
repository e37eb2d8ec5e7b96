"""Carries moves out: understands the input, has commands done, keeps the place, shows a card."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from admin_flows.engine.absent import without_forbidden
from admin_flows.engine.arrive import arrive, retaken
from admin_flows.engine.common import Nothing
from admin_flows.engine.flows import Flows
from admin_flows.engine.move import Goto, Move, Retake, Run, Stay
from admin_flows.engine.names import ALWAYS, HOME, UNDO
from admin_flows.engine.scene import AnyScene, Gone, Scene
from admin_flows.engine.screen import Messages, Shown
from admin_flows.engine.spot import Act, Spot, pack, unpack
from admin_flows.engine.state import Question, State, from_json
from admin_flows.ports.chat import Actor, Answer, Conversations, Input, Sent, Tapped
from admin_flows.ports.commands import Executor, Outcome
from admin_flows.ports.reads import Reads
from bot.domain.errors import Refused
from bot.domain.limits import MESSAGES_PER_REQUEST
from flex_templates.views.parts import Notice, OwnerView, View

log = logging.getLogger(__name__)

UNDO_LASTS = timedelta(minutes=10)


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
    strict: bool = True
    """Whether a lead that nobody declared is an error. It is only told where people wait."""

    def handle(self, chat: str, actor: Actor, given: Input) -> Answer:
        now = self.clock.now()
        spot = unpack(self.flows, self.conversations.load(chat)) or self._home(now)
        if isinstance(given, Tapped) and spot.is_second_tap(given.data, now):
            return self._show(chat, actor, spot, acted=False)
        after = self._move(spot, actor, given, now)
        if isinstance(given, Sent) and not given.last_of_set:
            self.conversations.save(pack(chat, replace(after, token=spot.token)))
            return Answer([], acted=True)
        return self._show(chat, actor, after, acted=True)

    def open(self, chat: str, actor: Actor, screen: str, state: State) -> Answer:
        """Shows a screen that something else than a tap leads to, e.g. after the owner's code."""
        now = self.clock.now()
        spot = Spot(self.flows[screen], state, "", now)
        return self._show(chat, actor, spot, acted=True)

    def _home(self, now: datetime) -> Spot:
        return Spot(self.flows[HOME], Nothing(), "", now)

    def _scene(self, spot: Spot, actor: Actor, now: datetime) -> AnyScene:
        return Scene(spot.state, spot.screen.name, self.reads, actor, now, spot.shown_at)

    def _move(self, spot: Spot, actor: Actor, given: Input, now: datetime) -> Spot:
        try:
            move = arrive(self.flows, spot, self._scene(spot, actor, now), given)
            if isinstance(move, Retake):
                spot = self._asked_again(spot, move.question, now)
                move = retaken(self.flows, spot, self._scene(spot, actor, now), move.given)
            move = self._settled(move, self._scene(spot, actor, now))
        except Gone as gone:
            move = gone.place
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
            self._check_declared(scene.screen, move)
        return move

    def _check_declared(self, origin: str, goto: Goto) -> None:
        """Screens that `go` opens may be opened from anywhere; the others say who leads there."""
        screen = self.flows[goto.screen]
        if type(goto.state) is not type(screen.sample):
            raise TypeError(f"{origin} gives {screen.name} a {type(goto.state).__name__}")
        known = {*ALWAYS, origin, *self.flows[origin].leads}
        if screen.opens is None and screen.name not in known:
            said = f"{origin} leads to {screen.name} without saying so"
            if self.strict:
                raise LookupError(said)
            log.error(said)

    def _ran(self, run: Run, scene: AnyScene) -> Move:
        try:
            outcome = self.execute(run.command, scene.actor)
        except Refused as refusal:
            if run.refused:
                return run.refused(refusal.problem)
            return Stay(Notice("error", refusal.problem.code, refusal.problem.values))
        return _with_way_back(run.then(outcome), outcome)

    def _show(self, chat: str, actor: Actor, spot: Spot, *, acted: bool) -> Answer:
        now = self.clock.now()
        spot, shown = self._viewed(spot, actor, now)
        spot = replace(spot, token=self.new_token(), shown_at=now)
        self.conversations.save(pack(chat, spot))
        if isinstance(shown, Messages):
            return Answer(self._as_they_are(shown, actor, spot), acted)
        view = _with_line(shown, spot)
        messages = self.render(view, locale=actor.locale, token=spot.token)
        return Answer(without_forbidden(self.flows, actor.role, messages), acted)

    def _as_they_are(self, shown: Messages, actor: Actor, spot: Spot) -> list[dict[str, Any]]:
        objects = [dict(message) for message in shown.objects]
        if shown.under is None:
            return objects
        view = _with_line(shown.under, spot)
        above = self.render(view, locale=actor.locale, token=spot.token)
        quick = above[-1].pop("quickReply", None)
        whole = [*above, *objects] if len(above) + len(objects) <= MESSAGES_PER_REQUEST else objects
        return [*whole[:-1], {**whole[-1], **({"quickReply": quick} if quick else {})}]

    def _viewed(self, spot: Spot, actor: Actor, now: datetime) -> tuple[Spot, Shown]:
        try:
            return spot, spot.screen.view(self._scene(spot, actor, now))
        except Gone as gone:
            return self._viewed(_landed(self.flows, spot, gone.place), actor, now)


def _with_way_back(move: Move, outcome: Outcome) -> Move:
    """A line that tells of an act offers to take it back, wherever something can."""
    if outcome.act is None or outcome.at is None or not isinstance(move, Goto | Stay):
        return move
    if move.notice is None or move.notice.kind != "info":
        return move
    until = outcome.at + UNDO_LASTS
    return replace(move, notice=replace(move.notice, undo=str(outcome.act), until_at=until))


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
    return replace(view, problem=_line(spot) or view.problem, back=view.back or back)


def _line(spot: Spot) -> Notice | None:
    """With the button that takes it back, of this card."""
    notice = spot.notice
    if notice is None or not notice.undo:
        return notice
    return replace(notice, undo=f"do:{spot.screen.name}:{spot.token}:{UNDO}:{notice.undo}")

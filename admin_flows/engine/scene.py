"""What a view or a handler sees: its state, today's data, who asks and when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Generic, TypeVar, cast

from admin_flows.engine.common import Missing
from admin_flows.engine.move import Goto
from admin_flows.engine.names import GONE
from admin_flows.engine.state import Question, State, to_json
from admin_flows.ports.chat import Actor
from admin_flows.ports.facts import Draft, ScenarioFacts
from admin_flows.ports.reads import Reads

S_co = TypeVar("S_co", bound=State, covariant=True)
T = TypeVar("T", bound=State)


class Nonsense(ValueError):
    """A postback that no card of ours carries."""


class Gone(LookupError):
    """What the state points at was deleted meanwhile; `place` is where to go instead."""

    def __init__(self, place: Goto) -> None:
        super().__init__(f"gone, shows {place.screen}")
        self.place = place


@dataclass(frozen=True)
class Tap:
    """The ids and the picker's params of an accepted tap, both from outside."""

    ids: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)

    def id(self, index: int = 0) -> str:
        if index >= len(self.ids):
            raise Nonsense(f"id {index} is missing")
        return self.ids[index]

    def number(self, index: int = 0) -> int:
        digits = self.id(index)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
            raise Nonsense(f"{digits!r} is no number")
        return int(digits)


@dataclass(frozen=True)
class Scene(Generic[S_co]):
    """`shown_at`: since when the card that is being answered has been on the screen."""

    state: S_co
    screen: str
    reads: Reads
    actor: Actor
    now: datetime
    shown_at: datetime

    def at(self, state: T, screen: str) -> "Scene[T]":
        return cast("Scene[T]", replace(cast(Any, self), state=state, screen=screen))

    @property
    def question(self) -> Question:
        """This screen, to be asked again later."""
        return Question(self.screen, json.dumps(to_json(self.state)))

    def scenario(self, scenario_id: int) -> ScenarioFacts:
        found = self.reads.scenario(scenario_id)
        if found is None:
            raise Gone(Goto(GONE, Missing(scenario_id)))
        return found

    def draft(self, scenario_id: int) -> Draft:
        found = self.reads.draft(scenario_id)
        if found is None:
            raise Gone(Goto(GONE, Missing(scenario_id)))
        return found


AnyScene = Scene[Any]

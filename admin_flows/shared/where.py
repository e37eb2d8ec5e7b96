"""States that only say which scenario, step or message a card is about, and `go` targets."""

from dataclasses import dataclass

from admin_flows.engine.common import Nothing
from admin_flows.engine.scene import Tap
from admin_flows.engine.state import State
from admin_flows.ports.commands import Outcome

STEP_TEXT = "step.text"
"""The screen for text that was typed on a step's card."""


@dataclass(frozen=True)
class OfScenario(State):
    scenario_id: int


@dataclass(frozen=True)
class OfStep(OfScenario):
    step_id: str


@dataclass(frozen=True)
class TypedOn(OfStep):
    """`text`: what was typed, and may mean two things; `number`: the row that has this number."""

    text: str = ""
    number: int = 0


@dataclass(frozen=True)
class OfMessage(OfStep):
    """`place` counts from 1."""

    place: int


@dataclass(frozen=True)
class OfVersion(OfScenario):
    """By its number as owners see it; 0: what is being written."""

    version: int = 0


@dataclass(frozen=True)
class Page(OfScenario):
    """A timeline from that row, or where the step `at` stands. `looking`: only to read, while
    another edits.
    """

    first: int = 1
    looking: bool = False
    at: str = ""


@dataclass(frozen=True)
class From(State):
    """The page of a list that begins there, from 0."""

    first: int = 0


@dataclass(frozen=True)
class OfFriend(State):
    friend_id: int


@dataclass(frozen=True)
class OfLabel(State):
    label_id: int


@dataclass(frozen=True)
class OfGroup(State):
    """A group of friends."""

    group_id: int


@dataclass(frozen=True)
class OfCoupon(State):
    coupon_id: int


SCENARIO = OfScenario(7)
STEP = OfStep(7, "s2")
MESSAGE = OfMessage(7, "s2", 1)


def new_id(scenario_id: int | None) -> int:
    if scenario_id is None:
        raise TypeError("CreateScenario has to answer with the scenario's id")
    return scenario_id


def made_id(outcome: Outcome) -> int:
    if outcome.made is None:
        raise TypeError("who makes something has to answer with its id")
    return outcome.made


def nothing(_: Tap) -> Nothing:
    return Nothing()


def from_first(tap: Tap) -> From:
    return From(tap.number()) if tap.ids else From()


def coupon_of(tap: Tap) -> OfCoupon:
    return OfCoupon(tap.number())


def label_of(tap: Tap) -> OfLabel:
    return OfLabel(tap.number())


def group_of(tap: Tap) -> OfGroup:
    return OfGroup(tap.number())


def scenario_of(tap: Tap) -> OfScenario:
    return OfScenario(tap.number())


def step_of(tap: Tap) -> OfStep:
    return OfStep(tap.number(), tap.id(1))


def message_of(tap: Tap) -> OfMessage:
    return OfMessage(tap.number(), tap.id(1), tap.number(2))


def to_card(state: OfScenario) -> str:
    return f"scenario.card:{state.scenario_id}"


def to_timeline(state: OfScenario) -> str:
    return f"timeline.view:{state.scenario_id}"


def to_step(state: OfStep) -> str:
    return f"step.card:{state.scenario_id}.{state.step_id}"


def to_wait(state: OfStep) -> str:
    return f"step.wait:{state.scenario_id}.{state.step_id}"


def to_compose(state: OfStep) -> str:
    return f"msg.compose:{state.scenario_id}.{state.step_id}"

"""A screen, declared: what it shows, what can be done on it and where that may lead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from admin_flows.engine.move import Goto, Move
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.state import State
from admin_flows.ports.chat import Other, Role, Sent
from flex_templates.views.parts import View

S = TypeVar("S", bound=State)

Asks = Literal["buttons", "search", "answer", "message"]
"""What typed text means: nothing; look something up; the answer; the text friends will get."""


@dataclass(frozen=True)
class Messages:
    """Message objects shown as they are: what friends get, for once. `under`: a card above them if
    there is room for it; its quick replies stand below them.
    """

    objects: tuple[Mapping[str, Any], ...]
    under: View | None = None


Shown = View | Messages
RANK: dict[Role, int] = {"viewer": 0, "editor": 1, "owner": 2}


@dataclass(frozen=True)
class Action(Generic[S]):
    handle: Callable[[Scene[S], Tap], Move]
    role: Role


@dataclass(frozen=True)
class Screen(Generic[S]):
    """`leads` names every screen its buttons and handlers may open; the runner holds it to that.

    `opens` makes the state from a `go` postback's ids; without it the screen is reached by acts
    only. `instead` may send whoever opens it somewhere else. `row` is what tapping the nth
    numbered row does, so that its number can be typed. `back` is the target of Back as in `go`
    data, `screen[:id]`. `sample` tells the state's type, too.
    """

    name: str
    sample: S
    view: Callable[[Scene[S]], Shown]
    leads: tuple[str, ...]
    role: Role = "viewer"
    actions: Mapping[str, Action[S]] = field(default_factory=dict)
    asks: Asks = "buttons"
    typed: Callable[[Scene[S], str], Move] | None = None
    sent: Callable[[Scene[S], Sent], Move] | None = None
    other: Callable[[Scene[S], Other], Move] | None = None
    row: Callable[[Scene[S], int], Move | None] | None = None
    opens: Callable[[Tap], S] | None = None
    instead: Callable[[Scene[S]], Goto | None] | None = None
    back: Callable[[S], str | None] | None = None
    help: str = "home"


def look(handle: Callable[[Scene[S], Tap], Move]) -> Action[S]:
    """For everybody: it changes nothing but the screen."""
    return Action(handle, "viewer")


def edit(handle: Callable[[Scene[S], Tap], Move]) -> Action[S]:
    return Action(handle, "editor")


def own(handle: Callable[[Scene[S], Tap], Move]) -> Action[S]:
    return Action(handle, "owner")

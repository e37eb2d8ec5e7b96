"""Where somebody stands among what needs a person: in the list, at a case, among its people."""

from dataclasses import dataclass

from admin_flows.engine.move import Goto
from admin_flows.engine.scene import Tap
from admin_flows.engine.state import State
from admin_flows.shared.where import From
from bot.domain.errors import Problem
from flex_templates.views.parts import Notice

LIST, CASE, PEOPLE = "inbox.list", "inbox.case", "inbox.people"
AGAIN, GIVE_UP = "inbox.again", "inbox.giveup"


@dataclass(frozen=True)
class OfCase(State):
    """`enrollment_id` 0: all of the batch who still wait."""

    batch_id: int
    enrollment_id: int = 0


@dataclass(frozen=True)
class Crowd(State):
    """The people of one batch, likewise."""

    batch_id: int
    first: int = 0


def to_list(line: Notice) -> Goto:
    return Goto(LIST, From(), line)


def too_late(problem: Problem) -> Goto:
    return to_list(Notice("error", problem.code, problem.values))


def case_of(tap: Tap) -> OfCase:
    return OfCase(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


def crowd_of(tap: Tap) -> Crowd:
    return Crowd(tap.number(), tap.number(1) if len(tap.ids) > 1 else 0)


def to_case(state: OfCase) -> str:
    one = f".{state.enrollment_id}" if state.enrollment_id else ""
    return f"{CASE}:{state.batch_id}{one}"


def out_of_case(state: OfCase) -> str:
    return f"{PEOPLE}:{state.batch_id}" if state.enrollment_id else LIST

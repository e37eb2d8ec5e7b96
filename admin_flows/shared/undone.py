"""What is told of an act that can be taken back."""

from collections.abc import Callable
from datetime import timedelta

from admin_flows.engine.move import Goto
from admin_flows.engine.state import State
from admin_flows.ports.commands import Outcome
from flex_templates.views.parts import Notice

UNDO_LASTS = timedelta(minutes=10)


def undoable(outcome: Outcome, line: Notice) -> Notice:
    if outcome.act is None or outcome.at is None:
        return line
    return Notice(line.kind, line.text_code, line.values, str(outcome.act), outcome.at + UNDO_LASTS)


def and_then(screen: str, state: State, line: Notice) -> Callable[[Outcome], Goto]:
    """On to a screen, with the line and the way back."""
    return lambda outcome: Goto(screen, state, undoable(outcome, line))

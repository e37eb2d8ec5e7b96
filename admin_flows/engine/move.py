"""What a handler answers: where to go next. Handlers are pure; the runner carries moves out."""

from collections.abc import Callable
from dataclasses import dataclass

from admin_flows.engine.state import Question, State
from admin_flows.engine.words import Word
from admin_flows.ports.chat import Sent, Typed
from admin_flows.ports.commands import Command, Outcome
from bot.domain.errors import Problem
from flex_templates.views.parts import Notice


@dataclass(frozen=True)
class Goto:
    """Show a screen, under a line of its own if there is something to tell."""

    screen: str
    state: State
    notice: Notice | None = None


@dataclass(frozen=True)
class Stay:
    """The same card with today's data and one line on top; the question stays open."""

    notice: Notice | None = None


@dataclass(frozen=True)
class Run:
    """Have a command done; `then` gets what came of it, `refused` why it could not be done.

    Without `refused` the card stays and tells the reason.
    """

    command: Command
    then: "Callable[[Outcome], Move]"
    refused: "Callable[[Problem], Move] | None" = None


@dataclass(frozen=True)
class Retake:
    """Ask that question again and take what was `given` as the answer, as if it had come at once.

    A command word is obeyed there; None only asks again.
    """

    question: Question
    given: Typed | Sent | Word | None = None


Move = Goto | Stay | Run | Retake

"""States of the few screens the engine itself leads to, and its own lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from admin_flows.engine.state import Question, State
from admin_flows.ports.chat import Role, Sent, Typed
from flex_templates.views.parts import Notice

OLD = Notice("old")
SAVED = Notice("info", "saved_so_far")
UNKNOWN = Notice("info", "unknown_button")
BUTTONS = Notice("error", "use_buttons")
STICKER = Notice("error", "sticker")


@dataclass(frozen=True)
class Nothing(State):
    """Of screens that need to remember nothing."""


@dataclass(frozen=True)
class HelpArea(State):
    """`back`: the screen that was left for it, as in `go` data."""

    area: str = "home"
    back: str | None = None


@dataclass(frozen=True)
class Needed(State):
    """The least role for what was refused."""

    role: Role = "owner"


@dataclass(frozen=True)
class Missing(State):
    scenario_id: int | None = None


@dataclass(frozen=True)
class Aside(State):
    """An answer that is not taken without asking, and the question it may belong to.

    Either `text` is given or a stored medium with its `kind`.
    """

    question: Question
    text: str = ""
    rich: str = ""
    media: str | None = None
    kind: Literal["text", "image", "video", "audio", "file"] = "text"
    seconds: float = 0.0
    values: Mapping[str, str | int] = field(default_factory=dict)
    by: str = ""
    """Who has changed what it answers meanwhile, and to what (`theirs`)."""
    theirs: str = ""

    @property
    def given(self) -> Typed | Sent:
        if self.media is not None and self.kind != "text":
            return Sent(self.kind, self.media, seconds=self.seconds)
        return Typed(self.text, self.rich)


def aside(question: Question, given: Typed | Sent) -> Aside:
    if isinstance(given, Typed):
        return Aside(question, text=given.text, rich=given.rich)
    return Aside(question, media=given.media, kind=given.kind, seconds=given.seconds)

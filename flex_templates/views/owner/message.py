from dataclasses import dataclass
from typing import ClassVar, Literal

from flex_templates.views.owner.step import StepView
from flex_templates.views.parts import MessageKind, MessageRow, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class MsgCompose(StepView):
    """`personal`: a text holds the friend's name, so every friend gets a message of their own."""

    template: ClassVar[str] = "owner/msg.compose"
    acts: ClassVar[tuple[str, ...]] = ("done",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "message"
    messages: tuple[MessageRow, ...] = ()
    most: int = 5
    personal: bool = False


@dataclass(frozen=True, kw_only=True)
class MsgCard(StepView):
    """`place` from 1. Ids in the postbacks are `scenario_id.step_id.place`."""

    template: ClassVar[str] = "owner/msg.card"
    acts: ClassVar[tuple[str, ...]] = ("edit", "up", "down", "remove")
    help: ClassVar[str] = "message"
    message: MessageRow
    place: int
    count: int


@dataclass(frozen=True, kw_only=True)
class MsgEdit(StepView):
    """Asks for the new text; the present one follows as a text to copy from."""

    template: ClassVar[str] = "owner/msg.edit"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "message"
    place: int
    text: Written


@dataclass(frozen=True, kw_only=True)
class MsgReplace(StepView):
    template: ClassVar[str] = "owner/msg.replace"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "message"
    place: int
    kind: MessageKind = "text"


@dataclass(frozen=True, kw_only=True)
class LateAnswer(OwnerView):
    """An answer to a question older than twelve hours: is it one? `field` is what was asked."""

    template: ClassVar[str] = "owner/answer.late"
    acts: ClassVar[tuple[str, ...]] = ("use", "drop", "other")
    help: ClassVar[str] = "message"
    field: Literal["name", "keyword", "wait", "time", "message", "other"]
    kind: MessageKind = "text"
    text: Written = ""
    scenario: Written | None = None
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class CommandWord(OwnerView):
    """A command word while the text of a message is asked (E13)."""

    template: ClassVar[str] = "owner/answer.word"
    acts: ClassVar[tuple[str, ...]] = ("use", "obey")
    help: ClassVar[str] = "message"
    word: Written
    command: Literal["menu", "back", "cancel", "help"] = "menu"

from dataclasses import dataclass
from typing import ClassVar, Literal

from flex_templates.views.owner.rules import Named
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
    acts: ClassVar[tuple[str, ...]] = (
        "edit", "up", "down", "remove", "count", "count-not", "cover",
    )  # fmt: skip
    help: ClassVar[str] = "message"
    message: MessageRow
    place: int
    count: int
    languages: tuple[str, ...] | None = None
    tracked: bool | None = None
    covered: bool = False


@dataclass(frozen=True, kw_only=True)
class MsgKinds(StepView):
    """`place`: of the message that it comes instead of; 0: it is one more."""

    template: ClassVar[str] = "owner/msg.kinds"
    acts: ClassVar[tuple[str, ...]] = (
        "buttons", "rich", "cards", "rich-video", "location", "line-coupon",
    )  # fmt: skip
    help: ClassVar[str] = "message"
    place: int = 0


Making = Literal["buttons", "rich", "cards", "rich_video", "line_coupon", "location", "cover"]


@dataclass(frozen=True, kw_only=True)
class MsgMake(StepView):
    """The next `piece` of a message of that kind. `number`: of the card or area that is asked for;
    `picture`: with the numbers of its areas, an https address; `label`: of the button that is asked
    about. The ids of "take" are those of the piece's tiles, those of "pick" of its rows.
    """

    template: ClassVar[str] = "owner/msg.make"
    acts: ClassVar[tuple[str, ...]] = ("take", "pick")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "message"
    kind: Making
    piece: str
    number: int = 1
    picture: str | None = None
    layout: str | None = None
    label: Written = ""
    rows: tuple[Named, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepText(StepView):
    """What was typed on a step’s card. `first`: it sends nothing yet; `replaces`: only one text,
    which this can stand for.
    """

    template: ClassVar[str] = "owner/step.text"
    acts: ClassVar[tuple[str, ...]] = ("add", "replace")
    help: ClassVar[str] = "message"
    text: Written
    first: bool = False
    replaces: bool = False


@dataclass(frozen=True, kw_only=True)
class MsgNumber(StepView):
    """A number while a message's text is asked, which is a row's number, too."""

    template: ClassVar[str] = "owner/msg.number"
    acts: ClassVar[tuple[str, ...]] = ("use", "open")
    help: ClassVar[str] = "message"
    row: int


@dataclass(frozen=True, kw_only=True)
class MsgFull(StepView):
    """One more than `most`: `message` has no place."""

    template: ClassVar[str] = "owner/msg.full"
    acts: ClassVar[tuple[str, ...]] = ("next",)
    help: ClassVar[str] = "message"
    message: MessageRow | None = None
    most: int = 5


@dataclass(frozen=True)
class LanguageRow:
    code: str
    text: Written | None = None


@dataclass(frozen=True, kw_only=True)
class MsgLanguages(StepView):
    """The first row is what everybody else gets."""

    template: ClassVar[str] = "owner/msg.languages"
    help: ClassVar[str] = "message"
    place: int
    rows: tuple[LanguageRow, ...]


@dataclass(frozen=True, kw_only=True)
class MsgLanguage(StepView):
    """`base`: the first one's text; `first`: this is it."""

    template: ClassVar[str] = "owner/msg.language"
    acts: ClassVar[tuple[str, ...]] = ("remove",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "message"
    place: int
    language: str
    base: Written
    text: Written | None = None
    first: bool = False


@dataclass(frozen=True)
class StickerTile:
    """`picture`: where LINE shows it."""

    package: int
    sticker: int
    picture: str


@dataclass(frozen=True, kw_only=True)
class MsgSticker(StepView):
    """The ids of "pick" are a sticker's package and number."""

    template: ClassVar[str] = "owner/msg.sticker"
    acts: ClassVar[tuple[str, ...]] = ("pick", "more")
    help: ClassVar[str] = "message"
    tiles: tuple[StickerTile, ...]
    place: int = 0
    more: bool = False


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
    number: str | None = None
    by: Written | None = None
    """Who has changed it meanwhile, to `theirs`: then it is asked whose is kept."""
    theirs: Written = ""


@dataclass(frozen=True, kw_only=True)
class CommandWord(OwnerView):
    """A command word while the text of a message is asked (E13)."""

    template: ClassVar[str] = "owner/answer.word"
    acts: ClassVar[tuple[str, ...]] = ("use", "obey")
    help: ClassVar[str] = "message"
    word: Written
    command: Literal["menu", "back", "cancel", "help"] = "menu"

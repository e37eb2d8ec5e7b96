"""Two versions of a scenario side by side."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from flex_templates.views.doing import ArmRow, EffectRow, RepeatRow
from flex_templates.views.owner.start import ChangeRow
from flex_templates.views.parts import MessageRow, OwnerView, StartRow, When, Written
from flex_templates.views.rules import RulePart

PieceKind = Literal[
    "wait", "title", "only", "message", "effects", "arms", "repeat", "start", "settings", "other"
]


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one of the two has there; all of it empty: nothing."""

    when: When | None = None
    rule: RulePart | None = None
    message: MessageRow | None = None
    effects: tuple[EffectRow, ...] = ()
    arms: tuple[ArmRow, ...] = ()
    repeat: RepeatRow | None = None
    starts: tuple[StartRow, ...] = ()
    words: Written = ""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """`number` of a message; `name` of a setting. Without sides: it differs in a way that is not
    told in a few words.
    """

    kind: PieceKind
    number: int = 0
    name: str = ""
    old: Side | None = None
    new: Side | None = None


@dataclass(frozen=True, kw_only=True)
class Compared:
    """`more`: pieces that are not shown."""

    change: ChangeRow
    pieces: tuple[Piece, ...] = ()
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class PublishCompare(OwnerView):
    """`new` and `old`: versions' numbers; None: what is being written. `readable`: both are."""

    template: ClassVar[str] = "owner/publish.compare"
    help: ClassVar[str] = "publish"
    id: str
    name: Written
    old: int
    new: int | None = None
    rows: tuple[Compared, ...] = ()
    total: int = 0
    earlier: int | None = None
    later: int | None = None
    readable: bool = True

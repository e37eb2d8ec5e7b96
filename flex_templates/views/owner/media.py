"""What was sent without being asked for."""

from dataclasses import dataclass
from typing import ClassVar

from flex_templates.views.owner.home import DraftLine
from flex_templates.views.owner.rules import Named
from flex_templates.views.parts import OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class MediaWhere(OwnerView):
    """`kind`: image, video or audio; `rows`: what was worked on last."""

    template: ClassVar[str] = "owner/media.where"
    acts: ClassVar[tuple[str, ...]] = ("draft", "not")
    help: ClassVar[str] = "message"
    kind: str
    rows: tuple[DraftLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MediaStep(OwnerView):
    """`rows`: steps with room for one more message."""

    template: ClassVar[str] = "owner/media.step"
    acts: ClassVar[tuple[str, ...]] = ("last", "into", "not")
    help: ClassVar[str] = "message"
    id: str
    name: Written
    kind: str
    rows: tuple[Named, ...] = ()

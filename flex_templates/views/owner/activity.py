from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from flex_templates.views.parts import OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class ActRow:
    """`code` is a key of `flex_templates.activity_wording.DID`, `about` its values. `undo`: whoever
    looks may take it back now.
    """

    id: str
    at: datetime
    by: Written
    code: str
    about: Mapping[str, str | int] = field(default_factory=dict)
    undone: bool = False
    undo: bool = False


@dataclass(frozen=True, kw_only=True)
class ActivityList(OwnerView):
    """At most 8 rows; `before`, `after`: where the pages beside this one begin."""

    template: ClassVar[str] = "owner/activity.list"
    acts: ClassVar[tuple[str, ...]] = ("take-back",)
    help: ClassVar[str] = "home"
    now_at: datetime
    rows: tuple[ActRow, ...]
    before: int | None = None
    after: int | None = None

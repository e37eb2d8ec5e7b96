"""Keys of the HTTP API."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from flex_templates.views.parts import OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class KeyRow:
    """`tail`: its last letters, to tell it from others."""

    id: str
    name: Written
    tail: str
    used_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ApiList(OwnerView):
    """`page`: where the API is described, an address."""

    template: ClassVar[str] = "owner/api.list"
    rows: tuple[KeyRow, ...] = ()
    more: int = 0
    page: str


@dataclass(frozen=True, kw_only=True)
class ApiName(OwnerView):
    template: ClassVar[str] = "owner/api.name"
    asks: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class ApiCard(OwnerView):
    """`whole`: the key itself, only for a while after it was made."""

    template: ClassVar[str] = "owner/api.card"
    key: KeyRow
    now_at: datetime
    made_at: datetime
    made_by: Written | None = None
    whole: str | None = None
    until: datetime | None = None
    page: str


@dataclass(frozen=True, kw_only=True)
class ApiRevoke(OwnerView):
    template: ClassVar[str] = "owner/api.revoke"
    acts: ClassVar[tuple[str, ...]] = ("revoke",)
    key: KeyRow

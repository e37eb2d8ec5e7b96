"""Entry routes: by what somebody became a friend."""

from dataclasses import dataclass
from typing import ClassVar

from flex_templates.views.parts import OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class RouteRow:
    """`opens` of its link; people `added` by it, and friends before who came by it."""

    id: str
    name: Written
    opens: int = 0
    added: int = 0
    already: int = 0
    stopped: bool = False


@dataclass(frozen=True, kw_only=True)
class RouteList(OwnerView):
    """`earlier` and `later`: where the pages beside it begin."""

    template: ClassVar[str] = "owner/route.list"
    help: ClassVar[str] = "friends"
    rows: tuple[RouteRow, ...] = ()
    earlier: int | None = None
    later: int | None = None
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class RouteName(OwnerView):
    template: ClassVar[str] = "owner/route.name"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"


@dataclass(frozen=True, kw_only=True)
class RouteRename(OwnerView):
    template: ClassVar[str] = "owner/route.rename"
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    name: Written


@dataclass(frozen=True, kw_only=True)
class RouteCard(OwnerView):
    """`qr`: the address of the QR code's picture; `keyword`: the words that friends send, None
    where nobody has to.
    """

    template: ClassVar[str] = "owner/route.card"
    acts: ClassVar[tuple[str, ...]] = ("stop", "resume")
    help: ClassVar[str] = "friends"
    route: RouteRow
    link: str
    qr: str
    keyword: Written | None = None
    labels: tuple[Written, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RouteLabels(OwnerView):
    """The second id of "attach" and "detach" is a label's place, from 0."""

    template: ClassVar[str] = "owner/route.labels"
    acts: ClassVar[tuple[str, ...]] = ("attach", "detach")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "friends"
    id: str
    name: Written
    labels: tuple[Written, ...] = ()
    others: tuple[Written, ...] = ()

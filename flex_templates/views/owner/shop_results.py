from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flex_templates.views.owner.results import RouteShare
from flex_templates.views.parts import OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class ResultsShop(OwnerView):
    """Of the account, from `first` to `last`; `friends` now. `span`: the same days as ids of
    buttons. `chart`: a picture's address. Of the month: `limit` None, there is none.
    """

    template: ClassVar[str] = "owner/results.shop"
    acts: ClassVar[tuple[str, ...]] = ("from", "to", "csv")
    help: ClassVar[str] = "results"
    may_export: bool = False
    first: date
    last: date
    friends: int
    added: int
    blocked: int
    sent: int
    returned: int = 0
    stopped: int = 0
    span: tuple[str, ...] = ("30",)
    chart: str = ""
    routes: tuple[RouteShare, ...] = ()
    """At most 6."""
    used: int = 0
    limit: int | None = None
    planned: int = 0
    runs_out_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ResultsWeek(OwnerView):
    """Of the week before. `best`: the scenario whose step `number` was tapped most."""

    template: ClassVar[str] = "owner/results.week"
    help: ClassVar[str] = "results"
    sent: int
    tapped: int
    added: int
    blocked: int
    best: Written | None = None
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultsWeekly(OwnerView):
    template: ClassVar[str] = "owner/results.weekly"
    acts: ClassVar[tuple[str, ...]] = ("on", "off")
    help: ClassVar[str] = "results"
    on: bool = False

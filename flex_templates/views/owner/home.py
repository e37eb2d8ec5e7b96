from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from flex_templates.views.owner.office import GroupRow
from flex_templates.views.parts import (
    AccountHold,
    FriendRow,
    HeldCount,
    NextSend,
    OwnerView,
    ScenarioRow,
    Written,
)


@dataclass(frozen=True)
class StopAll:
    at: datetime
    by: Written


@dataclass(frozen=True)
class DraftLine:
    """`number` of the step that comes next, None before the first."""

    scenario_id: str
    name: Written
    number: str | None = None


@dataclass(frozen=True)
class QuotaLine:
    """`limit`: None on a plan without one; `planned` (rest of the month): None where not known.

    `kept`: the reserve for notices and urgent scenarios, which the others do not use.
    """

    used: int
    limit: int | None
    planned: int | None = None
    kept: int = 0
    runs_out_on: date | None = None

    @property
    def missing(self) -> int:
        """How many are too few until the month's end."""
        return max(0, self.used + (self.planned or 0) + self.kept - (self.limit or 0))


@dataclass(frozen=True, kw_only=True)
class HomeToday(OwnerView):
    """`groups`: of the staff, whose size has changed, and with it what a notice costs."""

    template: ClassVar[str] = "owner/home.today"
    acts: ClassVar[tuple[str, ...]] = ("stop-all", "resume-all", "once")
    shop: Written
    now_at: datetime
    running: int
    sent_today: int = 0
    later_today: int = 0
    to_check: int = 0
    held: tuple[HeldCount, ...] = ()
    draft: DraftLine | None = None
    next: NextSend | None = None
    quota: QuotaLine | None = None
    friends: int = 0
    friends_today: int = 0
    stopped: StopAll | None = None
    hold: AccountHold | None = None
    groups: tuple[GroupRow, ...] = ()

    @property
    def held_people(self) -> int:
        return sum(row.people for row in self.held)


@dataclass(frozen=True, kw_only=True)
class HomeBack(OwnerView):
    """After a week away with a draft; `number` of the step that comes next, `others`: what was done
    with the draft by others since.
    """

    template: ClassVar[str] = "owner/home.back"
    shop: Written
    now_at: datetime
    scenario_id: str
    name: Written
    edited_at: datetime
    number: str | None = None
    others: int = 0


@dataclass(frozen=True, kw_only=True)
class HomeEmpty(OwnerView):
    template: ClassVar[str] = "owner/home.empty"
    shop: Written
    now_at: datetime
    friends: int = 0


@dataclass(frozen=True, kw_only=True)
class StopAllDone(OwnerView):
    """`or_more`: `waiting` was counted no further; `on_the_wire`: messages already handed to LINE
    that may still arrive.
    """

    template: ClassVar[str] = "owner/stopall.done"
    acts: ClassVar[tuple[str, ...]] = ("resume-all",)
    at: datetime
    waiting: int
    or_more: bool = False
    on_the_wire: int = 0
    may_resume: bool = True


@dataclass(frozen=True, kw_only=True)
class StopAllResumed(OwnerView):
    template: ClassVar[str] = "owner/stopall.resumed"
    acts: ClassVar[tuple[str, ...]] = ("skip-overdue",)
    overdue: int = 0
    or_more: bool = False
    skipped: bool = False
    may_skip: bool = False


@dataclass(frozen=True, kw_only=True)
class Found(OwnerView):
    """At most 8 rows together."""

    template: ClassVar[str] = "owner/search.found"
    query: Written
    scenarios: tuple[ScenarioRow, ...] = ()
    friends: tuple[FriendRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NotFound(OwnerView):
    template: ClassVar[str] = "owner/search.none"
    query: Written


@dataclass(frozen=True, kw_only=True)
class HelpCard(OwnerView):
    """`area` is a key of `flex_templates.help.HELP`."""

    template: ClassVar[str] = "owner/help.card"
    area: str

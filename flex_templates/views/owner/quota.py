"""The month's messages: how many are left, what takes them, how many are kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import AccountHold, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class PlannedRow:
    scenario_id: str
    scenario: Written
    messages: int


@dataclass(frozen=True, kw_only=True)
class QuotaMonth(OwnerView):
    """`used` is LINE's count of `told_at` and what left `since`; None: LINE has not told yet.

    `reserved` are being sent just now. `kept` is the reserve for notices and urgent scenarios,
    `planned` what those inside still get this month, at most 5 `rows` of it; `more_messages` are
    the rest's. `waiting` people wait because nothing is left. `steps`, `staff` and `hand` are what
    steps, notices and answers by hand took; the others were sent from elsewhere.
    """

    template: ClassVar[str] = "owner/quota.month"
    help: ClassVar[str] = "quota"
    now_at: datetime
    used: int = 0
    limit: int | None = None
    told_at: datetime | None = None
    since: int = 0
    reserved: int = 0
    kept: int = 0
    planned: int = 0
    runs_out_on: date | None = None
    next_month_on: date
    rows: tuple[PlannedRow, ...] = ()
    more: int = 0
    more_messages: int = 0
    waiting: int = 0
    hold: AccountHold | None = None
    may_keep: bool = True
    steps: int = 0
    staff: int = 0
    hand: int = 0

    @property
    def elsewhere(self) -> int:
        return max(0, self.used - self.steps - self.staff - self.hand)

    @property
    def line(self) -> int:
        """As LINE told it."""
        return self.used - self.since

    @property
    def left(self) -> int:
        return max(0, (self.limit or 0) - self.used)

    @property
    def missing(self) -> int:
        """How many are too few for what is planned, without the reserve."""
        return max(0, self.used + self.planned + self.kept - (self.limit or 0))


@dataclass(frozen=True, kw_only=True)
class QuotaKeep(OwnerView):
    """`wanted` None: as many as notices may need, `kept` now. The id of "keep" is the number."""

    template: ClassVar[str] = "owner/quota.keep"
    acts: ClassVar[tuple[str, ...]] = ("keep", "usual")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "quota"
    limit: int | None
    kept: int
    wanted: int | None
    most: int
    choices: tuple[int, ...] = ()


QuotaNews = Literal["nearing", "nearly", "spent", "refused", "back"]


@dataclass(frozen=True, kw_only=True)
class QuotaNotice(OwnerView):
    """Told to owners once a month each. `people`: those on hold for it; `kept`: the reserve for
    notices and urgent scenarios. "refused": LINE takes nothing although messages are left.
    """

    template: ClassVar[str] = "owner/quota.notice"
    news: QuotaNews
    used: int
    limit: int | None
    kept: int = 0
    people: int = 0
    runs_out_on: date | None = None
    next_month_on: date | None = None

    @property
    def percent(self) -> int:
        return min(100, 100 * self.used // self._usual) if self._usual else 0

    @property
    def left(self) -> int:
        """For usual scenarios."""
        return max(0, self._usual - self.used)

    @property
    def reserve(self) -> int:
        """What is left of it."""
        return max(0, min(self.kept, (self.limit or 0) - self.used))

    @property
    def _usual(self) -> int:
        return max(0, (self.limit or 0) - self.kept)

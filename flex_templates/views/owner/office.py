"""Staff groups, settings, what needs checking, and the refusals."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from flex_templates.views.parts import AccountHold, HeldCount, HoldReason, Hours, OwnerView, Written


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    id: str
    name: Written
    people: int | None = None


@dataclass(frozen=True, kw_only=True)
class StaffMenu(OwnerView):
    """`waiting`: groups the account was invited to that nobody linked yet."""

    template: ClassVar[str] = "owner/staff.menu"
    acts: ClassVar[tuple[str, ...]] = ("link",)
    help: ClassVar[str] = "staff"
    groups: tuple[GroupRow, ...] = ()
    waiting: tuple[GroupRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StaffGroup(OwnerView):
    template: ClassVar[str] = "owner/staff.group"
    acts: ClassVar[tuple[str, ...]] = ("unlink",)
    help: ClassVar[str] = "staff"
    group: GroupRow
    linked_at: datetime
    linked_by: Written | None = None
    notices_this_month: int = 0


@dataclass(frozen=True, kw_only=True)
class GroupLost(OwnerView):
    """Told to owners when the account was removed from a linked group."""

    template: ClassVar[str] = "owner/staff.lost"
    help: ClassVar[str] = "staff"
    name: Written


QuotaNews = Literal["nearing", "nearly", "spent", "back"]


@dataclass(frozen=True, kw_only=True)
class QuotaNotice(OwnerView):
    """Told to owners once a month each. `people`: those on hold for it."""

    template: ClassVar[str] = "owner/quota.notice"
    news: QuotaNews
    used: int
    limit: int | None
    people: int = 0
    runs_out_on: date | None = None

    @property
    def percent(self) -> int:
        return min(100, 100 * self.used // self.limit) if self.limit else 0

    @property
    def left(self) -> int:
        return max(0, (self.limit or 0) - self.used)


FailReason = Literal["token", "content", "unknown_friend", "unavailable", "other"]


@dataclass(frozen=True, kw_only=True)
class CheckItem:
    """One batch that failed, or that nobody knows about ("uncertain"). `id` is the batch's."""

    id: str
    kind: Literal["failed", "uncertain"]
    scenario_id: str
    scenario: Written
    number: int
    people: int
    at: datetime
    reason: FailReason = "other"


@dataclass(frozen=True)
class Parked:
    """`number` events that failed five times, the first at `since_at`; `upto` is the last's id."""

    upto: str
    number: int
    since_at: datetime


@dataclass(frozen=True, kw_only=True)
class Inbox(OwnerView):
    """At most 4 `items`, worst first; `more` counts those not shown. `hold` heads it all."""

    template: ClassVar[str] = "owner/inbox.list"
    acts: ClassVar[tuple[str, ...]] = (
        "again", "skip", "count", "retry-parked", "dismiss-parked",
    )  # fmt: skip
    now_at: datetime
    items: tuple[CheckItem, ...] = ()
    held: tuple[HeldCount, ...] = ()
    more: int = 0
    parked: Parked | None = None
    hold: AccountHold | None = None

    @property
    def cases(self) -> int:
        return len(self.items) + self.more + (self.parked.number if self.parked else 0)


@dataclass(frozen=True, kw_only=True)
class InboxAgain(OwnerView):
    """The question before an uncertain message is sent again."""

    template: ClassVar[str] = "owner/inbox.again"
    acts: ClassVar[tuple[str, ...]] = ("again",)
    item: CheckItem


@dataclass(frozen=True, kw_only=True)
class HeldRow:
    reason: HoldReason
    people: int
    scenario_id: str | None = None
    scenario: Written | None = None


@dataclass(frozen=True, kw_only=True)
class InboxHeld(OwnerView):
    template: ClassVar[str] = "owner/inbox.held"
    rows: tuple[HeldRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SettingsMenu(OwnerView):
    """`zone` as in the tz database; it is shown by its name in the owner's language."""

    template: ClassVar[str] = "owner/settings.menu"
    quiet: Hours | None
    language: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class SettingsQuiet(OwnerView):
    """Pickers "start" and "end" bring `params.time`."""

    template: ClassVar[str] = "owner/settings.quiet"
    acts: ClassVar[tuple[str, ...]] = ("start", "end", "off", "usual")
    quiet: Hours | None


@dataclass(frozen=True, kw_only=True)
class SettingsLanguage(OwnerView):
    """The id of "pick" is the language; "auto" follows the phone."""

    template: ClassVar[str] = "owner/settings.language"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    current: str
    languages: tuple[str, ...] = ("ja", "en")


@dataclass(frozen=True, kw_only=True)
class RoleRefused(OwnerView):
    """E12. `ask`: an owner's name, None where there is none to name."""

    template: ClassVar[str] = "owner/refused.role"
    ask: Written | None = None


@dataclass(frozen=True, kw_only=True)
class Gone(OwnerView):
    """E15."""

    template: ClassVar[str] = "owner/refused.gone"
    name: Written | None = None
    by: Written | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Broken(OwnerView):
    """E14. `number` finds the trouble in the log."""

    template: ClassVar[str] = "owner/refused.broken"
    number: str

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar, Literal

from flex_templates.views.parts import NextSend, OwnerView, StartRow, State, When, Written
from flex_templates.views.rules import RulePart


@dataclass(frozen=True, kw_only=True)
class NewName(OwnerView):
    template: ClassVar[str] = "owner/new.name"
    acts: ClassVar[tuple[str, ...]] = ("name-it", "once")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"


@dataclass(frozen=True)
class TemplateStep:
    when: When
    title: Written


@dataclass(frozen=True, kw_only=True)
class TemplateRow:
    """`messages` one friend gets at most, over so many `days`, if that is the same for all;
    `more` steps than are shown.
    """

    name: str
    title: Written
    audience: Written
    about: Written
    messages: int
    days: int | None = None
    steps: tuple[TemplateStep, ...] = ()
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class NewHow(OwnerView):
    template: ClassVar[str] = "owner/new.how"
    acts: ClassVar[tuple[str, ...]] = ("use",)
    help: ClassVar[str] = "start"
    rows: tuple[TemplateRow, ...]


@dataclass(frozen=True)
class FlowStep:
    """`says`: how its text begins; `gives`: a coupon."""

    when: When
    title: Written
    says: Written | None = None
    gives: bool = False


@dataclass(frozen=True, kw_only=True)
class NewFlow(OwnerView):
    """A template before it is chosen: all its steps."""

    template: ClassVar[str] = "owner/new.flow"
    acts: ClassVar[tuple[str, ...]] = ("use",)
    help: ClassVar[str] = "start"
    row: TemplateRow
    steps: tuple[FlowStep, ...]


@dataclass(frozen=True, kw_only=True)
class NewAnswers(OwnerView):
    """`asks_for`: the question; the id of "hour" is one from 0 to 22."""

    template: ClassVar[str] = "owner/new.answers"
    acts: ClassVar[tuple[str, ...]] = ("keep", "hour")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"
    title: Written
    number: int
    total: int
    kind: Literal["text", "link", "hour"]
    asks_for: Written
    sample: Written


@dataclass(frozen=True, kw_only=True)
class StartKind(OwnerView):
    """`adding`: one more start beside those there are."""

    template: ClassVar[str] = "owner/start.kind"
    acts: ClassVar[tuple[str, ...]] = ("friend-added", "keyword", "manual", "date")
    help: ClassVar[str] = "start"
    id: str
    name: Written
    today: date
    adding: bool = False


@dataclass(frozen=True, kw_only=True)
class StartRoute:
    id: str
    name: Written
    added: int = 0
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class StartRoutes(OwnerView):
    """`rows`: at most 10."""

    template: ClassVar[str] = "owner/start.routes"
    acts: ClassVar[tuple[str, ...]] = ("pick", "done")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"
    id: str
    name: Written
    rows: tuple[StartRoute, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StartKeyword(OwnerView):
    """Without `words` it asks for them; with words it asks how they are to be found."""

    template: ClassVar[str] = "owner/start.keyword"
    acts: ClassVar[tuple[str, ...]] = ("exact", "contains", "starts-with")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"
    id: str
    name: Written
    words: tuple[Written, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StartCard(OwnerView):
    """The number of a start (from 1) is the id of "remove-start"."""

    template: ClassVar[str] = "owner/start.card"
    acts: ClassVar[tuple[str, ...]] = (
        "remove-start", "reentry-never", "reentry-after-finish", "reentry-always",
    )  # fmt: skip
    help: ClassVar[str] = "start"
    id: str
    name: Written
    state: State
    starts: tuple[StartRow, ...]
    reentry: Literal["never", "after_finish", "always"] = "never"
    active_from: date | None = None
    active_until: date | None = None
    unless: RulePart | None = None
    stop_when: RulePart | None = None
    often: Literal["none", "days", "weeks", "months", "other"] = "none"
    lane: Written | None = None
    priority: int = 0
    per: Written | None = None
    carries: bool = False
    moved: Literal["retime", "stop"] | None = None
    """What becomes of a walk when its date moves; None where no step counts from one."""
    most: int = 5


@dataclass(frozen=True, kw_only=True)
class StartPick(OwnerView):
    """The last id of "pick" is a name's number, that of "page" where a page begins."""

    template: ClassVar[str] = "owner/start.pick"
    acts: ClassVar[tuple[str, ...]] = ("pick", "page")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"
    id: str
    name: Written
    by: Literal["label", "group", "scenario", "event", "coupon", "date"]
    rows: tuple[Written, ...] = ()
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class StartHow(OwnerView):
    """`of`: the name of the other scenario, or of the date; `yearly`: it usually is."""

    template: ClassVar[str] = "owner/start.how"
    acts: ClassVar[tuple[str, ...]] = ("finished", "stopped", "once", "yearly")
    help: ClassVar[str] = "start"
    id: str
    name: Written
    by: Literal["scenario", "date"]
    of: Written
    yearly: bool = False


@dataclass(frozen=True)
class WhoRow:
    kind: Literal["all", "label", "group"]
    name: Written = ""


@dataclass(frozen=True, kw_only=True)
class StartWhom(OwnerView):
    """Who enters on that day; a row's number is the id of "pick"."""

    template: ClassVar[str] = "owner/start.whom"
    acts: ClassVar[tuple[str, ...]] = ("pick",)
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"
    id: str
    name: Written
    on: date
    at: time
    rows: tuple[WhoRow, ...]


@dataclass(frozen=True, kw_only=True)
class StartDaily(OwnerView):
    """When it is looked who fits the group."""

    template: ClassVar[str] = "owner/start.daily"
    acts: ClassVar[tuple[str, ...]] = ("at-once", "daily")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"
    id: str
    name: Written
    group: Written


@dataclass(frozen=True, kw_only=True)
class StartSet(OwnerView):
    """`rows`: names to choose from; their numbers are ids of "set". `chosen`: what is set now."""

    template: ClassVar[str] = "owner/start.set"
    acts: ClassVar[tuple[str, ...]] = ("set", "from", "until")
    asks: ClassVar[bool] = True
    help: ClassVar[str] = "start"
    id: str
    name: Written
    what: str
    today: date
    rows: tuple[Written, ...] = ()
    chosen: str = ""
    active_from: date | None = None
    active_until: date | None = None
    most: int = 100


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """`code` and `values` as the check found them; `fix`: the screen that mends it, if any."""

    severity: Literal["error", "warning"]
    code: str
    fix: Literal["content", "time", "start", "step", "timeline", "quota"] | None = None
    step_id: str | None = None
    number: str | None = None
    title: Written | None = None
    values: Mapping[str, str | int | date] | None = None


@dataclass(frozen=True, kw_only=True)
class StartForecast:
    """Messages: `own` of this month and `own_next` of the one after, `others` of those inside
    other scenarios, `used` of `limit`. `enters`: how people come to be inside, and `steps` what
    each is sent, at most.
    """

    enters: Literal["newcomers", "by_hand", "by_themselves"]
    own: int = 0
    own_next: int = 0
    newcomers: int = 0
    steps: int = 1
    others: int = 0
    used: int = 0
    limit: int | None = None

    @property
    def all(self) -> int:
        return self.used + self.others + self.own


@dataclass(frozen=True, kw_only=True)
class StartCheck(OwnerView):
    template: ClassVar[str] = "owner/start.check"
    acts: ClassVar[tuple[str, ...]] = ("start",)
    help: ClassVar[str] = "check"
    id: str
    name: Written
    steps: int
    starts: tuple[StartRow, ...] = ()
    findings: tuple[CheckRow, ...] = ()
    staff_groups: int = 0
    forecast: StartForecast | None = None
    existing: int | None = None
    """So many friends there are already could enter, too."""


@dataclass(frozen=True, kw_only=True)
class StartDone(OwnerView):
    """`adds`: nobody enters before an owner adds people. `trial`: some first, the others
    later. `qr`: postback data of the card with the code by which people come in.
    """

    template: ClassVar[str] = "owner/start.done"
    acts: ClassVar[tuple[str, ...]] = ("pause",)
    id: str
    name: Written
    now_at: datetime
    next: NextSend | None = None
    adds: bool = False
    trial: bool = False
    qr: str | None = None


@dataclass(frozen=True, kw_only=True)
class StartExisting(OwnerView):
    """`first`: so many as a trial, the others `minutes` later; None: they are few enough."""

    template: ClassVar[str] = "owner/start.existing"
    acts: ClassVar[tuple[str, ...]] = ("start", "start-all")
    help: ClassVar[str] = "check"
    id: str
    name: Written
    friends: int
    entering: int
    stopped: int = 0
    blocked: int = 0
    steps: int = 1
    quota_left: int | None = None
    first: int | None = None
    minutes: int = 60


@dataclass(frozen=True, kw_only=True)
class TrialView(OwnerView):
    """How it went with the first `people`, and when the `rest` follow."""

    help: ClassVar[str] = "check"
    id: str
    name: Written
    now_at: datetime
    people: int
    sent: int
    rest: int
    rest_at: datetime
    failed: int = 0
    stopped: int = 0
    blocked: int = 0

    @property
    def minutes(self) -> int:
        return max(1, round((self.rest_at - self.now_at).total_seconds() / 60))


@dataclass(frozen=True, kw_only=True)
class TrialCard(TrialView):
    template: ClassVar[str] = "owner/trial.card"
    acts: ClassVar[tuple[str, ...]] = ("now", "hold")


@dataclass(frozen=True, kw_only=True)
class TrialNotice(TrialView):
    """Pushed to owners; its button opens today's card."""

    template: ClassVar[str] = "owner/trial.notice"


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    kind: Literal["changed", "added", "removed", "moved", "start", "other"]
    number: str | None = None
    title: Written | None = None


@dataclass(frozen=True)
class SentOnRow:
    """Who waits for a step that is not there any more; `to` None: nothing is left for them."""

    number: str
    people: int
    to: str | None = None


@dataclass(frozen=True, kw_only=True)
class PublishWhom(OwnerView):
    """`again`: the number of an earlier version that is published again. `ahead`, `past` and
    `elsewhere` (in other arms) of those inside; `retimed` of those ahead wait otherwise; `staying`
    cannot go on in it. `small`: only words have changed. `finished` had come to the end, and get
    the steps behind it, from number `appended` on (0: there are none), if `reach`.
    """

    template: ClassVar[str] = "owner/publish.whom"
    acts: ClassVar[tuple[str, ...]] = ("newcomers", "everyone", "reach", "no-reach")
    help: ClassVar[str] = "publish"
    id: str
    name: Written
    version: int
    inside: int
    changes: tuple[ChangeRow, ...]
    again: int | None = None
    ahead: int = 0
    past: int = 0
    elsewhere: int = 0
    retimed: int = 0
    staying: int = 0
    sent_on: tuple[SentOnRow, ...] = ()
    small: bool = False
    finished: int = 0
    appended: str = ""
    reach: bool = False


@dataclass(frozen=True, kw_only=True)
class PublishDone(OwnerView):
    """`before`: the version to go back to, while this is still the one that runs."""

    template: ClassVar[str] = "owner/publish.done"
    acts: ClassVar[tuple[str, ...]] = ("undo",)
    id: str
    name: Written
    version: int
    at: datetime
    inside: int
    everyone: bool = False
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    number: int
    at: datetime
    by: Written | None = None
    inside: int = 0
    changes: int | None = None
    """None of the first one, and where it cannot be told."""
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class VersionList(OwnerView):
    template: ClassVar[str] = "owner/version.list"
    help: ClassVar[str] = "publish"
    id: str
    name: Written
    now_at: datetime
    rows: tuple[VersionRow, ...]
    earlier: int | None = None
    later: int | None = None


@dataclass(frozen=True, kw_only=True)
class VersionCard(OwnerView):
    """`steps` as they were, `more` of them than are shown; `may_restore`: it can be published.
    `against` and `running`: versions that it can be compared with.
    """

    template: ClassVar[str] = "owner/version.card"
    help: ClassVar[str] = "publish"
    id: str
    name: Written
    now_at: datetime
    row: VersionRow
    changes: tuple[ChangeRow, ...] = ()
    steps: tuple[TemplateStep, ...] = ()
    more: int = 0
    may_restore: bool = False
    against: int | None = None
    running: int | None = None


@dataclass(frozen=True, kw_only=True)
class DraftDiscard(OwnerView):
    template: ClassVar[str] = "owner/draft.discard"
    acts: ClassVar[tuple[str, ...]] = ("discard",)
    id: str
    name: Written
    changes: int

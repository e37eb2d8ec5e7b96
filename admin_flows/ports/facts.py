"""Answers of `Reads`. Instants are aware and in UTC; names come as they are stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from admin_flows.ports.chat import Role
from bot.domain.conditions import Condition
from bot.domain.document import Scenario, Step
from bot.domain.holds import HoldReason
from bot.domain.notifying import Choice
from bot.domain.results import Sums
from bot.domain.schedule import Calendar, Quiet


@dataclass(frozen=True)
class ActFacts:
    """Somebody did something: `code` is the command's name, `about` what it spoke of. `undo_role`:
    the least role that may take it back now; None: nobody can.
    """

    id: int
    at: datetime
    by: str
    code: str
    about: Mapping[str, str | int]
    undone: bool = False
    undo_role: Role | None = None


ScenarioState = Literal["draft", "running", "paused", "ended"]


@dataclass(frozen=True)
class NextDue:
    """What goes next. Several scenarios may be due at the same minute; `scenario_id` if one."""

    at: datetime
    people: int
    scenarios: tuple[str, ...] = ()
    scenario_id: int | None = None


@dataclass(frozen=True)
class Held:
    reason: HoldReason
    people: int


@dataclass(frozen=True)
class StopAllFacts:
    at: datetime
    by: str
    by_user_id: str


@dataclass(frozen=True)
class AccountHoldFacts:
    """LINE takes nothing from the account: the month's messages are used up, or the access token
    is not valid any more. `people` wait for it by now; it is looked at again at `again_at`.
    `disputed`: the quota is not used up by LINE's own figures.
    """

    reason: Literal["quota", "token"]
    since: datetime
    people: int = 0
    again_at: datetime | None = None
    disputed: bool = False


@dataclass(frozen=True)
class DraftRow:
    """A scenario with work that is not yet published."""

    scenario_id: int
    name: str
    document: Scenario
    edited_at: datetime
    editor_user_id: str


@dataclass(frozen=True)
class ResizedGroup:
    """Somebody came or went: a notice costs as many messages as it has people now."""

    id: int
    name: str
    people: int


@dataclass(frozen=True)
class HomeFacts:
    """`planned`: messages expected until the month's end, None where nobody knows; with those
    `quota_kept` for notices and urgent scenarios they are used up on `runs_out_on`.
    """

    sent_today: int = 0
    later_today: int = 0
    next_due: NextDue | None = None
    held: tuple[Held, ...] = ()
    inbox: int = 0
    """As `InboxFacts.cases` counts them."""
    drafts: tuple[DraftRow, ...] = ()
    """The newest first."""
    quota_used: int = 0
    quota_limit: int | None = None
    """None: the plan has no limit."""
    quota_kept: int = 0
    planned: int | None = None
    runs_out_on: date | None = None
    friends: int = 0
    friends_today: int = 0
    scenarios: int = 0
    running: int = 0
    stop_all: StopAllFacts | None = None
    hold: AccountHoldFacts | None = None
    resized: tuple[ResizedGroup, ...] = ()
    """Staff groups, of the last days."""


@dataclass(frozen=True)
class PlannedRow:
    scenario_id: int
    scenario: str
    messages: int


@dataclass(frozen=True)
class QuotaFacts:
    """The month's messages. `used` is LINE's own count of `told_at` (None: it has not told yet)
    and what left `since`; `reserved` are being sent just now. `by_source`: what steps, notices and
    answers by hand took.

    `kept`: the reserve for notices and urgent scenarios, `kept_wanted` as an owner set it, None as
    many as notices may need; at most `most_kept`. `waiting`: people whose time has come while
    nothing is left. `planned`: what those inside running scenarios still get this month.
    """

    next_month_on: date
    used: int = 0
    limit: int | None = None
    told_at: datetime | None = None
    since: int = 0
    reserved: int = 0
    kept: int = 0
    kept_wanted: int | None = None
    most_kept: int = 0
    planned: int = 0
    runs_out_on: date | None = None
    scenarios: tuple[PlannedRow, ...] = ()
    """The most messages first."""
    waiting: int = 0
    by_source: tuple[int, int, int] = (0, 0, 0)
    hold: AccountHoldFacts | None = None


@dataclass(frozen=True)
class StartForecast:
    """What a scenario would take if it were started now: `own` until the month's end, `own_next`
    in the month after, when friends go on being added as the `newcomers` of the last thirty days.

    `others`: what those inside running scenarios still get this month. The last day: with all of
    it.
    """

    own: int = 0
    own_next: int = 0
    newcomers: int = 0
    others: int = 0
    used: int = 0
    limit: int | None = None
    kept: int = 0
    runs_out_on: date | None = None


@dataclass(frozen=True)
class ScenarioRow:
    id: int
    name: str
    state: ScenarioState
    document: Scenario
    """What runs; for a draft what is being written."""
    inside: int = 0
    finished: int = 0
    entered: int = 0
    sent_today: int = 0
    next_due: NextDue | None = None
    paused_at: datetime | None = None
    changed: bool = False
    """There are changes that are not published. Never so for a draft."""
    closed: bool = False
    """It runs or is paused, and takes no newcomers."""
    once: bool = False
    """To be sent once to people who are chosen with it."""
    planned: NextDue | None = None
    """When people are put into it, and about how many; in the past: they are being put in."""


@dataclass(frozen=True)
class ScenarioFacts(ScenarioRow):
    stopped: int = 0
    blocked: int = 0
    overdue: int = 0
    """People whose time went by while the scenario was paused."""
    stuck: int = 0
    """People whose step failed or is uncertain: an owner decides."""
    held: tuple[Held, ...] = ()
    version: int = 0
    """0: never published."""
    version_at: datetime | None = None
    version_by: str = ""


@dataclass(frozen=True)
class VersionFacts:
    """A published version, and who is inside it. `document`: under today's name, None where this
    program cannot read it; `before`: that of the version before it.
    """

    number: int
    at: datetime
    by: str = ""
    inside: int = 0
    document: Scenario | None = None
    before: Scenario | None = None


@dataclass(frozen=True)
class NewcomerFacts:
    """What adding people by hand would do now: who would enter, and who is left out for what.

    `entering` includes those `restarting`, who leave the walk they are in. `before`: they are or
    were inside, and the scenario does not take them again; `kept_out`: it does not take them at
    all, or not so often. `first_at`: when the first step is due.
    """

    entering: int = 0
    restarting: int = 0
    stopped: int = 0
    blocked: int = 0
    before: int = 0
    members: int = 0
    first_at: datetime | None = None
    kept_out: int = 0


@dataclass(frozen=True)
class Draft:
    """What is being written. A scenario without changes has its published document here.

    `editor` and the rest tell who touched it last; publishing and discarding clears them.
    """

    scenario_id: int
    document: Scenario
    revision: int
    editor: str = ""
    editor_user_id: str = ""
    edited_at: datetime | None = None
    step_id: str | None = None
    """The step touched last."""


@dataclass(frozen=True)
class DeletedFacts:
    name: str
    by: str
    at: datetime


@dataclass(frozen=True)
class KeywordUse:
    word: str
    scenario_id: int
    scenario: str


@dataclass(frozen=True)
class GroupFacts:
    """`people` is None where LINE did not tell. `linked_at` None: invited, but not linked yet.
    `spent`: messages that its notices took this month.
    """

    id: int
    name: str
    people: int | None = None
    linked_at: datetime | None = None
    linked_by: str = ""
    notices_this_month: int = 0
    choice: Choice = field(default_factory=Choice)
    spent: int = 0


@dataclass(frozen=True)
class PersonFacts:
    user_id: str
    name: str
    role: Role
    joined_at: datetime | None = None


@dataclass(frozen=True)
class InviteFacts:
    """Somebody may still come by it, until `until`. `code`: what a card shows of it; `link` opens
    the account's chat with it, and `qr` is that as a picture: "" where the account is not known.
    """

    id: int
    role: Role
    made_by: str
    until: datetime
    code: str
    link: str = ""
    qr: str = ""


@dataclass(frozen=True)
class SettingsFacts:
    account_name: str
    zone: str
    quiet: Quiet | None
    calendar: Calendar
    daily_cap: int | None = None
    hand_over: tuple[str, ...] = ()
    """Whoever writes one of these words is answered by people."""
    sender: str = ""
    """ "": the account's name."""
    warn_at: int = 80
    """Percent of the month's messages; 0: only near the end."""
    api_page: str = ""
    """Where the HTTP API is described."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What the bot says by itself in the shop's own words, as stored; "" where it has none."""


@dataclass(frozen=True)
class UserGroupFacts:
    """A group of friends. `used_in`: the scenarios and groups that speak of it, where asked for."""

    id: int
    name: str
    rule: Condition
    used_in: tuple[str, ...] = ()


@dataclass(frozen=True)
class CouponFacts:
    """`name`: what documents call it. `picture_id`: the stored one's. `left`: codes nobody has
    yet, None where there is one code or none. `used`: times. Valid until a day, or so many days
    after it came, or for ever. `used_in`: scenarios that speak of it, where asked for.
    """

    id: int
    name: str
    title: str
    benefit: str
    picture: str | None = None
    code: str = ""
    left: int | None = None
    received: int = 0
    used: int = 0
    until: date | None = None
    days: int | None = None
    uses: int = 1
    closed: bool = False
    used_in: tuple[str, ...] = ()
    picture_id: str = ""


@dataclass(frozen=True)
class HolderFacts:
    """A friend who got a coupon, and how often it was used."""

    claim_id: int
    friend_id: int
    name: str
    at: datetime
    used: int = 0
    used_at: datetime | None = None
    picture: str | None = None


@dataclass(frozen=True)
class HeldCoupon:
    """A friend's coupon. `until`: its last day; `uses`: so often it can be used."""

    claim_id: int
    title: str
    used: int = 0
    uses: int = 1
    used_at: datetime | None = None
    until: date | None = None
    code: str = ""


FieldKind = Literal["text", "number", "date"]


@dataclass(frozen=True)
class FieldFacts:
    """What is noted of friends under this name; the age has the id 0."""

    id: int
    name: str
    kind: FieldKind


@dataclass(frozen=True)
class ApiKeyFacts:
    """`made_by`: a user id, or what else made it. `token`: what a card shows of the key itself for
    a while after it was made. `until`: it opens nothing from then on.
    """

    id: int
    name: str
    tail: str
    made_at: datetime
    made_by: str
    used_at: datetime | None = None
    token: str | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class RouteFacts:
    """An entry route. `qr`: the address of its QR code's picture; `keyword` None: nobody has to
    send words; `opens` of its link, people `added` by it, and friends before who came by it.
    """

    id: int
    name: str
    slug: str
    link: str
    qr: str
    keyword: str | None
    labels: tuple[str, ...] = ()
    opens: int = 0
    added: int = 0
    already: int = 0
    stopped: bool = False


@dataclass(frozen=True)
class MediaFacts:
    """A stored picture. `url` is what a card can show, https."""

    id: str
    url: str
    kind: str = "image"
    width: int = 0
    height: int = 0
    size: int = 0


@dataclass(frozen=True)
class PaperFacts:
    """A moment of a walk on paper. "asks": which way it goes at that branch is to be chosen."""

    at: datetime
    what: Literal["sends", "asks", "ends", "waits"]
    step_id: str | None = None


@dataclass(frozen=True)
class TrialFacts:
    """`people` have entered first; `rest` follow at `rest_at`, if nobody holds them back."""

    people: int
    sent: int
    failed: int
    stopped: int
    blocked: int
    rest: int
    rest_at: datetime


@dataclass(frozen=True)
class RehearsalFacts:
    """Of whoever asks. `sent` so far; `failed`: one did not come, and nothing comes after it."""

    going: bool
    failed: bool
    sent: int
    next_at: datetime | None


FailReason = Literal["picture", "content", "too_big", "unknown_friend", "unavailable", "other"]


@dataclass(frozen=True)
class InboxRow:
    """A batch that failed or whose fate nobody knows. `step_number`: how people call it, 2-B-3.

    `people` still wait for an owner's word; `message`: which of the step's messages LINE blames.
    """

    batch_id: int
    kind: Literal["failed", "uncertain"]
    scenario_id: int
    scenario: str
    step_number: str
    people: int
    at: datetime
    reason: FailReason = "other"
    message: int | None = None
    step: Step | None = None
    """As it was sent; None where this version of the program cannot read it."""


@dataclass(frozen=True)
class StuckPerson:
    """`held`: a fact about them holds whatever they are sent."""

    enrollment_id: int
    friend_id: int
    name: str
    picture: str | None = None
    held: bool = False


@dataclass(frozen=True)
class BrokenRow:
    """A step that the program cannot prepare: `people` are due, and nothing was sent to them. It
    is tried again by itself at `again_at`, and gone once that works.
    """

    version_id: int
    place: int
    """Its index in the version's walk."""
    scenario_id: int
    scenario: str
    step_number: str
    people: int
    since: datetime
    again_at: datetime
    step: Step | None = None
    """None where this version of the program cannot read it."""


@dataclass(frozen=True)
class UnpostedRow:
    """Notices to one group or person that were refused, or nobody knows; `upto` is the newest.

    `said`: its words; `lost`: the account is not in the group any more. Each costs `cost` messages.
    """

    upto: int
    kind: Literal["failed", "uncertain"]
    to_group: bool
    name: str
    number: int
    since: datetime
    said: str = ""
    lost: bool = False
    cost: int = 1


@dataclass(frozen=True)
class HeldRow:
    """`scenario_id` None: everything of the account is held."""

    reason: HoldReason
    people: int
    scenario_id: int | None = None
    scenario: str = ""


@dataclass(frozen=True)
class ParkedFacts:
    """What happened and could not be handled in five tries: `number` of them, the first at
    `since`, the last is `upto`.
    """

    number: int
    upto: int
    since: datetime


@dataclass(frozen=True)
class RingRow:
    """A scenario that led the same friend in again and again, and lets nobody in so any more."""

    scenario_id: int
    scenario: str
    times: int
    since: datetime


@dataclass(frozen=True)
class InboxFacts:
    """What failed or is uncertain, and what else needs a person. Rows worst first."""

    rows: tuple[InboxRow, ...] = ()
    held: tuple[HeldRow, ...] = ()
    broken: tuple[BrokenRow, ...] = ()
    unposted: tuple[UnpostedRow, ...] = ()
    rings: tuple[RingRow, ...] = ()
    parked: ParkedFacts | None = None
    hold: AccountHoldFacts | None = None

    @property
    def cases(self) -> int:
        rows = len(self.rows) + len(self.broken) + len(self.unposted) + len(self.rings)
        return rows + (self.parked.number if self.parked else 0)


WalkState = Literal["inside", "finished", "goal", "stopped", "opted_out", "stuck"]


@dataclass(frozen=True)
class WalkFacts:
    """One friend's way through one scenario; `place` steps of `steps` were sent.

    goal: they left it by reaching what it is for. stuck: an owner has to decide, and `case` is
    batch and enrollment. `hold`: what keeps the next step from going, however far off that is.
    `visit`: another after each move. `next_number`: how people call the step they wait for.
    """

    scenario_id: int
    scenario: str
    place: int
    steps: int
    state: WalkState = "inside"
    due_at: datetime | None = None
    hold: HoldReason | None = None
    case: tuple[int, int] | None = None
    walk_id: int = 0
    visit: int = 0
    next_number: str = ""


@dataclass(frozen=True)
class AheadFacts:
    """A step that a friend may still come to."""

    number: str
    step: Step


@dataclass(frozen=True)
class FriendRow:
    """`walk`: the one that moved last. `picture`: an https address of LINE's."""

    id: int
    name: str
    state: Literal["following", "stopped", "blocked", "manual"] = "following"
    picture: str | None = None
    seen_at: datetime | None = None
    walk: WalkFacts | None = None


@dataclass(frozen=True)
class FriendEvent:
    """`said`: what was answered."""

    kind: Literal[
        "followed", "sent", "tapped", "watched", "answered", "skipped", "replied", "used",
        "stopped", "resumed", "blocked", "unblocked", "wrote",
    ]  # fmt: skip
    at: datetime
    scenario: str | None = None
    step_number: str | None = None
    said: str = ""


@dataclass(frozen=True)
class LabelFacts:
    """`since`: when this friend got it; None of no friend's: then `people` have it."""

    name: str
    since: datetime | None
    id: int = 0
    people: int = 0


@dataclass(frozen=True)
class Use:
    """What speaks of something by its name; a part has no id."""

    kind: Literal["scenario", "group", "route", "part"]
    name: str
    id: int = 0


@dataclass(frozen=True)
class LabelCardFacts:
    """`people` have it, made at `since`. `going`: some are still to get or to lose it."""

    id: int
    name: str
    people: int
    since: datetime
    used_in: tuple[Use, ...] = ()
    going: bool = False


@dataclass(frozen=True)
class ImportFacts:
    """Of friends from before the bot: `found` by now, `new` among them; since or until `at`."""

    state: Literal["none", "going", "done", "not_allowed"] = "none"
    found: int = 0
    new: int = 0
    at: datetime | None = None


@dataclass(frozen=True)
class FieldValue:
    """What is known of a friend; of a birthday that may lie `until` then, both days."""

    name: str
    value: str
    until: str = ""


@dataclass(frozen=True)
class FriendFacts(FriendRow):
    added_at: datetime | None = None
    labels: tuple[LabelFacts, ...] = ()
    """The latest first."""
    route: str = ""
    """The entry route that they were added by, where it is known."""
    fields: tuple[FieldValue, ...] = ()
    free: bool = False
    """An answer now costs nothing: they have just written."""
    walks: tuple[WalkFacts, ...] = ()
    events: tuple[FriendEvent, ...] = ()
    """The latest first."""


@dataclass(frozen=True)
class Period:
    """Both days are in it."""

    first: date
    last: date


@dataclass(frozen=True)
class OpenedFacts:
    """How many opened a step, as LINE counts it. `people` None: LINE told of nobody, since they are
    under 20, or was not `asked` yet.
    """

    people: int | None = None
    asked: bool = False


@dataclass(frozen=True)
class ExportFacts:
    """A file that somebody asked for. `scenario_id` 0: of the whole shop, or of a label's people;
    `url` "": it was fetched, or its time is over.
    """

    scenario_id: int
    made_by: str
    url: str
    label_id: int = 0


@dataclass(frozen=True)
class ShopResultFacts:
    """Of the account in a period; `friends` now. `chart`: a picture's address."""

    friends: int = 0
    added: int = 0
    back: int = 0
    blocked: int = 0
    stopped: int = 0
    sent: int = 0
    routes: Mapping[str, int] = field(default_factory=dict)
    """People added, by entry route; the most first."""
    chart: str = ""


@dataclass(frozen=True)
class ResultFacts:
    """Of a period: who entered in it and where they are now, and what happened in it. `steps` by
    step id, of all versions; `versions` the same by version number, the newest first.
    """

    entered: int = 0
    inside: int = 0
    finished: int = 0
    stopped: int = 0
    blocked: int = 0
    goal: int = 0
    routes: Mapping[str, int] = field(default_factory=dict)
    """People who entered, by the entry route that they were added by; the most first."""
    steps: Mapping[str, Sums] = field(default_factory=dict)
    versions: Mapping[int, Mapping[str, Sums]] = field(default_factory=dict)
    opened: Mapping[str, OpenedFacts] = field(default_factory=dict)
    """Since ever only; of steps that LINE counts."""

    @property
    def sent(self) -> Mapping[str, int]:
        return {step: sums.sent for step, sums in self.steps.items() if sums.sent}

    @property
    def failed(self) -> Mapping[str, int]:
        return {step: sums.failed for step, sums in self.steps.items() if sums.failed}

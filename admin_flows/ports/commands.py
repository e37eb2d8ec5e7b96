"""What a conversation can have done. Rights were checked before; an executor checks them again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from admin_flows.ports.chat import Actor, Role
from admin_flows.ports.facts import FieldKind, Period
from bot.domain.audience import EVERYBODY, Audience
from bot.domain.conditions import Condition
from bot.domain.document import Scenario
from bot.domain.notifying import Choice
from bot.domain.schedule import Quiet
from bot.domain.templates import SampleCoupon


@dataclass(frozen=True)
class CreateScenario:
    """`document`: what its draft begins with, under the name; None: nothing yet. `once`: to be sent
    once to people who are chosen with it. `coupons`: made with it, but for those whose name the
    shop has already.
    """

    name: str
    document: Scenario | None = None
    once: bool = False
    coupons: tuple[SampleCoupon, ...] = ()


@dataclass(frozen=True)
class SaveDraft:
    """Refused with `draft_changed` unless the draft still has `base_revision`."""

    scenario_id: int
    base_revision: int
    document: Scenario
    step_id: str | None = None


@dataclass(frozen=True)
class TakeDraft:
    """Makes the actor the draft's editor: the other's next save is refused."""

    scenario_id: int


@dataclass(frozen=True)
class DiscardDraft:
    """Back to the published version; of a scenario never published nothing is left."""

    scenario_id: int


@dataclass(frozen=True)
class StartScenario:
    """`existing`: friends there are already enter, too; `trial`: of very many some first."""

    scenario_id: int
    base_revision: int
    existing: bool = False
    trial: bool = True


@dataclass(frozen=True)
class EndTrial:
    """The others enter at once, or never. Refused with `no_trial`."""

    scenario_id: int
    rest: Literal["now", "never"]


@dataclass(frozen=True)
class Rehearse:
    """What is written of the scenario now comes to whoever asks, for real and in fast motion."""

    scenario_id: int


@dataclass(frozen=True)
class EndRehearsal:
    """Of whoever asks. Refused with `no_rehearsal`; gives the scenario that it was of."""


Whom = Literal["newcomers", "everyone"]
"""Who is inside stays on the version they came for, or goes on in the new one."""


@dataclass(frozen=True)
class PublishDraft:
    """The next version. `reach_finished`: what was written behind the end goes to those who had
    come to it, too; refused with `nothing_appended` where nothing was.
    """

    scenario_id: int
    base_revision: int
    whom: Whom = "newcomers"
    reach_finished: bool = False


@dataclass(frozen=True)
class PublishVersion:
    """An earlier one again, as the next. Refused with `other_version` unless `instead_of` is the
    one that newcomers walk. Both are numbers as owners see them.
    """

    scenario_id: int
    version: int
    instead_of: int
    whom: Whom = "newcomers"


@dataclass(frozen=True)
class PauseScenario:
    scenario_id: int


@dataclass(frozen=True)
class ResumeScenario:
    scenario_id: int
    overdue: Literal["in_turn", "skip"] = "in_turn"


@dataclass(frozen=True)
class SetWeekly:
    """Whether owners are told of each week."""

    on: bool


@dataclass(frozen=True)
class MakeExport:
    """Results as a file; `scenario_id` 0: of the whole shop, `period` None: since ever."""

    scenario_id: int
    period: Period | None = None


@dataclass(frozen=True)
class ExportScenario:
    """As it is being written, as a file."""

    scenario_id: int


@dataclass(frozen=True)
class EndScenario:
    """close: nobody new enters, people inside finish. all: everyone's walk ends here."""

    scenario_id: int
    mode: Literal["close", "all"]


@dataclass(frozen=True)
class AddPeople:
    """By hand. Who may not enter is left out, see `NewcomerFacts`. Of very many the first enter at
    once, the others in the background: then the outcome's people are some (`or_more`).
    """

    scenario_id: int
    whom: Audience = EVERYBODY


@dataclass(frozen=True)
class SendOnce:
    """What was made to be sent once goes to these people, at once or `at` a time."""

    scenario_id: int
    base_revision: int
    whom: Audience = EVERYBODY
    at: datetime | None = None


@dataclass(frozen=True)
class CallOff:
    """Before its time comes; what was to be sent once is a draft again."""

    scenario_id: int


@dataclass(frozen=True)
class ReopenScenario:
    """Closed to newcomers, it takes them again."""

    scenario_id: int


@dataclass(frozen=True)
class RestoreScenario:
    """Undoes a deletion, for ten minutes."""

    scenario_id: int


@dataclass(frozen=True)
class RenameScenario:
    """At once, in the draft and for what runs: a name is the owners' own. Whatever speaks of the
    scenario goes on meaning it.
    """

    scenario_id: int
    name: str


@dataclass(frozen=True)
class SetAtLimit:
    """What becomes of a step that is due when the month's messages are used up. At once, for all
    who are inside; `urgent` goes first and may use the reserve.
    """

    scenario_id: int
    at_limit: Literal["hold", "skip", "end"]
    urgent: bool


@dataclass(frozen=True)
class DuplicateScenario:
    scenario_id: int
    name: str


@dataclass(frozen=True)
class DeleteScenario:
    scenario_id: int


@dataclass(frozen=True)
class StopAll:
    pass


@dataclass(frozen=True)
class ResumeAll:
    overdue: Literal["in_turn", "skip"] = "in_turn"


@dataclass(frozen=True)
class LinkGroup:
    group_id: int


@dataclass(frozen=True)
class UnlinkGroup:
    group_id: int


@dataclass(frozen=True)
class SetHandOverWords:
    words: tuple[str, ...]


@dataclass(frozen=True)
class SetNotices:
    """How a staff group is told."""

    group_id: int
    choice: Choice


@dataclass(frozen=True)
class RetryFailed:
    """Also for what is uncertain: whoever asks has confirmed that it may come twice.

    Here and below, `enrollment_id` means one of the batch's people; None: all who still wait.
    """

    batch_id: int
    enrollment_id: int | None = None


@dataclass(frozen=True)
class SkipFailed:
    """The people concerned go on with the step after it."""

    batch_id: int
    enrollment_id: int | None = None


@dataclass(frozen=True)
class CountAsSent:
    batch_id: int
    enrollment_id: int | None = None


@dataclass(frozen=True)
class GiveUpFailed:
    """Their walks through the scenario end here."""

    batch_id: int
    enrollment_id: int | None = None


@dataclass(frozen=True)
class TryLane:
    """A step that could not be prepared is tried at once; `place`: its index in the walk."""

    version_id: int
    place: int


@dataclass(frozen=True)
class SkipLane:
    """Those who are due there go on with the step after it."""

    version_id: int
    place: int


@dataclass(frozen=True)
class EndLane:
    """Their walks through the scenario end here."""

    version_id: int
    place: int


@dataclass(frozen=True)
class RetryUnposted:
    """Every notice shown with the one called `upto`; those of unknown fate may come twice."""

    upto: int


@dataclass(frozen=True)
class DismissUnposted:
    upto: int


@dataclass(frozen=True)
class RetryParked:
    """Every event given up on, up to the one an owner was shown, is tried again."""

    upto: int


@dataclass(frozen=True)
class DismissParked:
    upto: int


@dataclass(frozen=True)
class DismissRing:
    """An owner knows of the scenario that led the same friend in again and again."""

    scenario_id: int


@dataclass(frozen=True)
class AttachLabel:
    """By hand; who has it keeps since when. A new label is made."""

    friend_id: int
    label: str
    since: datetime | None = None
    """None: from now on. Given where it was taken out by mistake."""


@dataclass(frozen=True)
class TakeOver:
    """People answer this friend themselves: scenarios wait."""

    friend_id: int


@dataclass(frozen=True)
class HandBack:
    friend_id: int


@dataclass(frozen=True)
class DetachLabel:
    friend_id: int
    label: str


@dataclass(frozen=True)
class ImportFriends:
    """Those from before the bot, in the background; they enter nothing by it."""


@dataclass(frozen=True)
class SetQuiet:
    quiet: Quiet | None


@dataclass(frozen=True)
class SetZone:
    """Those who wait are timed anew, in the background."""

    zone: ZoneInfo


@dataclass(frozen=True)
class SetQuotaKept:
    """Messages of the month kept for notices and urgent scenarios; None: as many as notices need.

    Refused with `kept_too_many` above half of the plan.
    """

    number: int | None


@dataclass(frozen=True)
class SetDailyCap:
    """So many step messages a friend a day; None: any number."""

    number: int | None


@dataclass(frozen=True)
class SetSender:
    """Of messages whose scenario names nobody; "": the account's own name."""

    name: str


@dataclass(frozen=True)
class SetWarnAt:
    """At how many percent of the month's messages owners hear of it first; 0: only near the end."""

    percent: int


@dataclass(frozen=True)
class SetLanguage:
    """Of the actor's own cards; None follows the phone."""

    locale: str | None


Spoken = Literal["greeting", "stopped"]
"""What the bot says by itself in the shop's own words, where there are any."""


@dataclass(frozen=True)
class SetWords:
    """`text` as a document has it; "": the usual words again."""

    which: Spoken
    text: str


@dataclass(frozen=True)
class SeeAsFriend:
    """Their menu becomes a friend's, with a way back."""


@dataclass(frozen=True)
class Reply:
    """Somebody answers a friend in person, with words or a stored `picture`: a push, which costs
    one message. `free`: as the answer to what they just wrote; refused with `not_free` where that
    was too long ago.
    """

    friend_id: int
    text: str = ""
    picture: str = ""
    free: bool = False


@dataclass(frozen=True)
class SkipNext:
    """A friend's walk goes on without the step it waits for. Here and below refused with
    `on_its_way` while that one is being sent, and with `walk_over`.
    """

    friend_id: int
    scenario_id: int
    walk_id: int


@dataclass(frozen=True)
class JumpTo:
    """Ahead, to the step of this number. Refused with `not_ahead`."""

    friend_id: int
    scenario_id: int
    walk_id: int
    number: str


@dataclass(frozen=True)
class SendNow:
    """The step it waits for, whatever its time. Refused with `cannot_now` where nothing can leave,
    `not_meant` where the step is not for them.
    """

    friend_id: int
    scenario_id: int
    walk_id: int


@dataclass(frozen=True)
class StopWalks:
    """A friend's walks through the scenario end here; None: through every one."""

    friend_id: int
    scenario_id: int | None = None


@dataclass(frozen=True)
class WalkPlace:
    """Where a walk stood, and the visit that it is at since an act moved it."""

    walk_id: int
    scenario_id: int
    version_id: int
    step: int
    rounds: int
    due_at: int
    counted_at: int
    visit: int


@dataclass(frozen=True)
class PutBackWalks:
    """Undoes the above: where nothing has happened since. Refused with `cannot_undo`."""

    friend_id: int
    places: tuple[WalkPlace, ...]


@dataclass(frozen=True)
class Undo:
    """Takes back what somebody did, for ten minutes, by the right for what that takes. Refused with
    `cannot_undo`.
    """

    act_id: int


@dataclass(frozen=True)
class SetField:
    """What is noted of a friend under this name; None: nothing. A name nobody used yet becomes a
    field of that `kind`. Refused where the value is not of the field's kind.
    """

    friend_id: int
    field: str
    value: str | None
    kind: FieldKind = "text"


@dataclass(frozen=True)
class MakeLabel:
    """Refused with `name_in_use`, also where the name is a former one of another label."""

    name: str


@dataclass(frozen=True)
class RenameLabel:
    """Whatever speaks of it goes on meaning it. Refused with `name_in_use`."""

    label_id: int
    name: str


@dataclass(frozen=True)
class DeleteLabel:
    """Refused with `label_in_use` while something speaks of it."""

    label_id: int


@dataclass(frozen=True)
class RestoreLabel:
    """With everybody who had it. Refused with `name_in_use`."""

    label_id: int


@dataclass(frozen=True)
class TagMany:
    """`take` it from them. `people` of what comes of it were changed by now; `or_more`: others
    follow by themselves; `made`: what `UntagMany` knows it by.
    """

    label_id: int
    whom: Audience
    take: bool = False


@dataclass(frozen=True)
class UntagMany:
    """Exactly those whom it changed have the label, or have it not, as before; those whom it has
    not come to yet it will not come to. `people` and `or_more` as of `TagMany`.
    """

    run_id: int


@dataclass(frozen=True)
class MakeInvite:
    """A one-time code for somebody who is to help, with this role. Gives its id as `made`."""

    role: Role


@dataclass(frozen=True)
class RevokeInvite:
    invite_id: int


@dataclass(frozen=True)
class ChangeRole:
    """Refused with `last_owner` where nobody would be left to be asked, as is removing them."""

    user_id: str
    role: Role


@dataclass(frozen=True)
class RemoveMember:
    """They are a friend like others from then on."""

    user_id: str


@dataclass(frozen=True)
class ExportLabel:
    """The people of a label as a file. Gives its id as `made`."""

    label_id: int


@dataclass(frozen=True)
class MakeApiKey:
    """Its maker can see it for ten minutes."""

    name: str


@dataclass(frozen=True)
class RevokeApiKey:
    key_id: int


@dataclass(frozen=True)
class MakeUserGroup:
    """Refused with `name_in_use`."""

    name: str
    rule: Condition


@dataclass(frozen=True)
class ChangeUserGroup:
    """At once, for every scenario that uses it."""

    group_id: int
    rule: Condition


@dataclass(frozen=True)
class RenameUserGroup:
    """Refused with `group_in_use`, as is its deletion: documents know it by its name."""

    group_id: int
    name: str


@dataclass(frozen=True)
class DeleteUserGroup:
    group_id: int


@dataclass(frozen=True)
class MakePart:
    """Steps that scenarios share, as a document of nothing else. Refused with `name_in_use`."""

    part: Scenario


@dataclass(frozen=True)
class MakeRoute:
    """`slug` None: made from the name."""

    name: str
    slug: str | None = None


@dataclass(frozen=True)
class RenameRoute:
    """Its link, its QR code and the words that friends send stay. Refused with `route_exists`."""

    route_id: int
    name: str


@dataclass(frozen=True)
class SetRouteLabels:
    """For whoever comes by it from now on."""

    route_id: int
    labels: tuple[str, ...]


@dataclass(frozen=True)
class StopRoute:
    """Its link goes on leading to the account, but tells nothing any more."""

    route_id: int


@dataclass(frozen=True)
class ResumeRoute:
    route_id: int


@dataclass(frozen=True)
class MakeCoupon:
    """`picture`: of a stored one. `codes` None: one code for all, or none. Documents call it by its
    title, with a number behind it where that is taken.
    """

    title: str
    benefit: str
    picture: str = ""
    until: date | None = None
    days: int | None = None
    uses: int = 1
    code: str = ""
    codes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class ChangeCoupon:
    """Everything it says, by what it is to be. Who has it keeps the day until which it is valid.
    Refused with `coupon_given` where another benefit would break a promise.
    """

    coupon_id: int
    title: str
    benefit: str
    picture: str = ""
    until: date | None = None
    days: int | None = None


@dataclass(frozen=True)
class AddCodes:
    """`people` of what comes of it: how many were new."""

    coupon_id: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CloseCoupon:
    """Nobody can use it from then on. Refused with `coupon_in_use` while a scenario sends it."""

    coupon_id: int


@dataclass(frozen=True)
class UndoCouponUse:
    """Of one that a friend was given: its last use was a mistake. Refused with `no_such_coupon`
    where it is not used.
    """

    claim_id: int


@dataclass(frozen=True)
class ReopenCoupon:
    coupon_id: int


Command = (
    CreateScenario
    | SaveDraft
    | TakeDraft
    | DiscardDraft
    | StartScenario
    | EndTrial
    | Rehearse
    | EndRehearsal
    | PublishDraft
    | PublishVersion
    | PauseScenario
    | ResumeScenario
    | EndScenario
    | AddPeople
    | SendOnce
    | CallOff
    | ReopenScenario
    | RestoreScenario
    | RenameScenario
    | SetAtLimit
    | DuplicateScenario
    | DeleteScenario
    | StopAll
    | ResumeAll
    | LinkGroup
    | UnlinkGroup
    | SetNotices
    | SetHandOverWords
    | RetryFailed
    | SkipFailed
    | CountAsSent
    | GiveUpFailed
    | TryLane
    | SkipLane
    | EndLane
    | RetryUnposted
    | DismissUnposted
    | RetryParked
    | DismissParked
    | DismissRing
    | ImportFriends
    | SetQuiet
    | SetZone
    | SetQuotaKept
    | AttachLabel
    | TakeOver
    | HandBack
    | DetachLabel
    | SetField
    | MakeLabel
    | RenameLabel
    | DeleteLabel
    | RestoreLabel
    | TagMany
    | UntagMany
    | SetDailyCap
    | SetLanguage
    | SetSender
    | SetWarnAt
    | SetWords
    | SeeAsFriend
    | Reply
    | SkipNext
    | JumpTo
    | SendNow
    | StopWalks
    | PutBackWalks
    | Undo
    | MakeInvite
    | RevokeInvite
    | ChangeRole
    | RemoveMember
    | MakeApiKey
    | MakeExport
    | ExportLabel
    | ExportScenario
    | SetWeekly
    | RevokeApiKey
    | MakeUserGroup
    | ChangeUserGroup
    | RenameUserGroup
    | DeleteUserGroup
    | MakeCoupon
    | ChangeCoupon
    | AddCodes
    | CloseCoupon
    | ReopenCoupon
    | UndoCouponUse
    | MakePart
    | MakeRoute
    | RenameRoute
    | SetRouteLabels
    | StopRoute
    | ResumeRoute
)


StaffCommand = SkipNext | StopWalks | Undo
"""What staff may have done from their group, whoever they are. `Undo` only of the others."""


@dataclass(frozen=True)
class Outcome:
    """What the next card tells; a command fills in what it knows.

    `scenario_id` of CreateScenario and DuplicateScenario, `revision` of the draft after it,
    `people` concerned (waiting, overdue …; `or_more`: counted no further), `on_the_way` messages
    that may still arrive; `later` of the people get theirs only once what holds them is over;
    `left` of a batch still wait for an owner's word. `made`: the id of something else that is new.
    """

    at: datetime | None = None
    scenario_id: int | None = None
    revision: int | None = None
    version: int | None = None
    people: int = 0
    or_more: bool = False
    on_the_way: int = 0
    later: int = 0
    left: int = 0
    made: int | None = None
    act: int | None = None
    """What `Undo` takes back, where something can."""


class Executor(Protocol):
    def __call__(self, command: Command, actor: Actor) -> Outcome:
        """Raises bot.domain.errors.Refused when it cannot be done."""

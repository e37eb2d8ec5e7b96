"""A shop in memory: it answers every question of the flows and does every command."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any, Literal
from zoneinfo import ZoneInfo

from admin_flows.engine.screen import RANK
from admin_flows.ports import (
    Actor,
    Command,
    Conversation,
    Executor,
    Outcome,
    Reads,
    Role,
    commands,
    facts,
)
from admin_flows.ports.facts import ScenarioState
from admin_flows.ports.reads import Standing
from bot.clock import FakeClock
from bot.domain.appending import appended
from bot.domain.asking import Ask
from bot.domain.audience import Audience
from bot.domain.conditions import Condition
from bot.domain.content import fill
from bot.domain.document import Scenario, Text
from bot.domain.edit import step_of, with_name
from bot.domain.errors import Problem, Refused
from bot.domain.facts import Facts
from bot.domain.finding import Others
from bot.domain.headcount import Headcount, headcount
from bot.domain.languages import in_language
from bot.domain.paper import timeline
from bot.domain.results import StepPeople, Sums
from bot.domain.schedule import Calendar, Quiet
from bot.domain.steps import placed
from bot.domain.walk import Walk
from bot.domain.yaml import dump_yaml
from bot.services.owner.executor import ACTS
from bot.services.owner.undoing import UNDO, UNDO_OF_DONE

TOKYO = ZoneInfo("Asia/Tokyo")
ONE_BY_ONE = (
    commands.RetryFailed,
    commands.SkipFailed,
    commands.CountAsSent,
    commands.GiveUpFailed,
    commands.TryLane,
    commands.SkipLane,
    commands.EndLane,
    commands.RetryUnposted,
    commands.DismissUnposted,
    commands.RetryParked,
    commands.DismissParked,
    commands.DismissRing,
    commands.SendOnce,
    commands.CallOff,
    commands.ImportFriends,
    commands.EndTrial,
)


GROUPING = (
    commands.MakeUserGroup,
    commands.ChangeUserGroup,
    commands.RenameUserGroup,
    commands.DeleteUserGroup,
)
LABELLING = (
    commands.MakeLabel,
    commands.RenameLabel,
    commands.DeleteLabel,
    commands.TagMany,
    commands.ExportLabel,
)
NOTING = (commands.SetField,)
HANDING = (commands.ChangeCoupon, commands.UndoCouponUse)
ROUTING = (
    commands.MakeRoute,
    commands.RenameRoute,
    commands.SetRouteLabels,
    commands.StopRoute,
    commands.ResumeRoute,
)
WALKING = (
    commands.SkipNext,
    commands.JumpTo,
    commands.SendNow,
    commands.StopWalks,
)
STAFFING = (
    commands.MakeInvite,
    commands.RevokeInvite,
    commands.ChangeRole,
    commands.RemoveMember,
)
MAKING = (
    commands.Rehearse,
    commands.EndRehearsal,
    commands.MakePart,
    commands.MakeCoupon,
    commands.AddCodes,
    commands.CloseCoupon,
    commands.ReopenCoupon,
    commands.MakeRoute,
    commands.RenameRoute,
    commands.SetRouteLabels,
    commands.StopRoute,
    commands.ResumeRoute,
    commands.MakeApiKey,
    commands.MakeExport,
    commands.ExportScenario,
    commands.SetWeekly,
    commands.RevokeApiKey,
    commands.MakeUserGroup,
    commands.ChangeUserGroup,
    commands.RenameUserGroup,
    commands.DeleteUserGroup,
)


@dataclass
class Kept:
    """One scenario as the shop remembers it."""

    name: str
    draft: Scenario
    revision: int = 1
    state: ScenarioState = "draft"
    published: Scenario | None = None
    version: int = 0
    version_at: datetime | None = None
    version_by: str = ""
    editor: Actor | None = None
    edited_at: datetime | None = None
    step_id: str | None = None
    paused_at: datetime | None = None
    closed: bool = False
    once: bool = False
    planned: facts.NextDue | None = None
    inside: int = 0
    overdue: int = 0
    finished: int = 0

    past: dict[int, Scenario] = field(default_factory=dict)
    """The versions before the one that runs."""

    def next_is(self, document: Scenario) -> None:
        if self.published:
            self.past[self.version] = self.published
        self.published, self.version = document, self.version + 1

    @property
    def edited_by(self) -> str:
        return self.editor.user_id if self.editor else ""

    @property
    def changed(self) -> bool:
        return self.published is not None and self.draft != self.published


@dataclass
class Shop:
    clock: FakeClock
    name: str = "ひだまり弁当"
    zone: ZoneInfo = TOKYO
    quiet: Quiet | None = field(default_factory=lambda: Quiet(time(21), time(8)))
    kept: dict[int, Kept] = field(default_factory=dict)
    gone: dict[int, facts.DeletedFacts] = field(default_factory=dict)
    bin: dict[int, Kept] = field(default_factory=dict)
    members: list[facts.PersonFacts] = field(default_factory=list)
    staff: list[facts.GroupFacts] = field(default_factory=list)
    hand_over: tuple[str, ...] = ()
    to_check: facts.InboxFacts = field(default_factory=facts.InboxFacts)
    waiting_for_word: dict[int, list[facts.StuckPerson]] = field(default_factory=dict)
    """People of failed and uncertain batches."""
    pictures: dict[str, facts.MediaFacts] = field(default_factory=dict)
    known: list[facts.FriendFacts] = field(default_factory=list)
    stop: facts.StopAllFacts | None = None
    resized: tuple[facts.ResizedGroup, ...] = ()
    month: facts.QuotaFacts = field(
        default_factory=lambda: facts.QuotaFacts(
            date(2026, 12, 1),
            limit=5_000,
            most_kept=2_500,
            told_at=datetime(2026, 11, 21, tzinfo=TOKYO),
        )
    )
    ahead: facts.StartForecast | None = None
    daily_cap: int | None = None
    sender: str = ""
    warn_at: int = 80
    own_words: dict[str, str] = field(default_factory=dict)
    labelled: list[str] = field(default_factory=list)
    by_hand: bool = False
    """The labels of everybody known."""
    tags: list[facts.LabelCardFacts] = field(
        default_factory=lambda: [
            facts.LabelCardFacts(90, "会員", 24, datetime(2026, 11, 21, tzinfo=TOKYO))
        ]
    )
    """All the labels there are."""
    numbered: dict[str, int] = field(default_factory=dict)
    """Friends' ids by LINE's or the shop's own."""
    grouped: list[facts.UserGroupFacts] = field(default_factory=list)
    """Groups of friends."""
    tells_weekly: bool = False
    exported: list[tuple[int, str]] = field(default_factory=list)
    outcomes: dict[int, facts.ResultFacts] = field(default_factory=dict)
    did: dict[int, tuple[StepPeople, ...]] = field(default_factory=dict)
    shared: list[Scenario] = field(default_factory=list)
    """Steps that scenarios share."""
    handed: list[facts.CouponFacts] = field(default_factory=list)
    """Coupons."""
    holders: list[facts.HolderFacts] = field(default_factory=list)
    wallet: list[facts.HeldCoupon] = field(default_factory=list)
    """Everybody's coupons."""
    keys: list[facts.ApiKeyFacts] = field(default_factory=list)
    invited: list[facts.InviteFacts] = field(default_factory=list)
    ways: list[facts.RouteFacts] = field(default_factory=list)
    most_at_once: int = 500
    trials: dict[int, facts.TrialFacts] = field(default_factory=dict)
    rehearsals: dict[int, facts.RehearsalFacts] = field(default_factory=dict)
    importing: facts.ImportFacts = field(default_factory=facts.ImportFacts)
    languages: dict[str, str | None] = field(default_factory=dict)
    done: list[Command] = field(default_factory=list)
    told: list[facts.ActFacts] = field(default_factory=list)
    """Who did what; what undoes it is remembered beside."""
    fits: int = 128
    """So many people fit any rule."""
    refusals: list[Command] = field(default_factory=list)
    """What was asked for without the right to it."""
    ids: "count[int]" = field(default_factory=lambda: count(1))
    acts_done: "count[int]" = field(default_factory=lambda: count(1))

    def state_of(self, scenario_id: int) -> str:
        return self.kept[scenario_id].state

    def is_stopped(self) -> bool:
        return self.stop is not None

    # what the screens ask

    def stop_all(self) -> facts.StopAllFacts | None:
        return self.stop

    def home(self) -> facts.HomeFacts:
        kept = self.kept.items()
        return facts.HomeFacts(
            sent_today=128,
            held=(facts.Held("blocked", 9),),
            inbox=self.to_check.cases,
            drafts=tuple(
                facts.DraftRow(id_, one.name, one.draft, one.edited_at, one.edited_by)
                for id_, one in kept
                if one.edited_at and (one.changed or one.state == "draft")
            ),
            quota_used=3180,
            quota_limit=5000,
            friends=1240,
            friends_today=6,
            scenarios=len(self.kept),
            running=sum(one.state == "running" for _, one in kept),
            stop_all=self.stop,
            hold=self.to_check.hold,
            resized=self.resized,
        )

    def acts(self, first: int, limit: int) -> tuple[facts.ActFacts, ...]:
        return tuple(self.told[first : first + limit])

    def quota(self) -> facts.QuotaFacts:
        return self.month

    def if_started(self, document: Scenario) -> facts.StartForecast | None:
        return self.ahead

    def settings(self) -> facts.SettingsFacts:
        calendar = Calendar(self.zone, self.quiet)
        return facts.SettingsFacts(
            self.name,
            self.zone.key,
            self.quiet,
            calendar,
            daily_cap=self.daily_cap,
            sender=self.sender,
            warn_at=self.warn_at,
            words=self.own_words,
            hand_over=self.hand_over,
        )

    def people(self) -> tuple[facts.PersonFacts, ...]:
        return tuple(self.members)

    def invites(self) -> tuple[facts.InviteFacts, ...]:
        return tuple(self.invited)

    def groups(self) -> tuple[facts.GroupFacts, ...]:
        return tuple(self.staff)

    def inbox(self) -> facts.InboxFacts:
        return self.to_check

    def stuck(self, batch_id: int) -> facts.InboxRow | None:
        return next((row for row in self.to_check.rows if row.batch_id == batch_id), None)

    def stuck_people(self, batch_id: int, first: int, limit: int) -> tuple[facts.StuckPerson, ...]:
        return tuple(self.waiting_for_word.get(batch_id, ()))[first : first + limit]

    def stuck_person(self, batch_id: int, enrollment_id: int) -> facts.StuckPerson | None:
        people = self.waiting_for_word.get(batch_id, ())
        return next((one for one in people if one.enrollment_id == enrollment_id), None)

    def scenarios(self) -> tuple[facts.ScenarioRow, ...]:
        order = ("running", "paused", "draft", "ended")
        rows = [found for id_ in self.kept if (found := self.scenario(id_))]
        return tuple(sorted(rows, key=lambda row: (order.index(row.state), -row.id)))

    def scenario_names(self, but: int = 0) -> frozenset[str]:
        return frozenset(one.name for id_, one in self.kept.items() if id_ != but)

    def scenario(self, scenario_id: int) -> facts.ScenarioFacts | None:
        one = self.kept.get(scenario_id)
        if one is None:
            return None
        return facts.ScenarioFacts(
            id=scenario_id,
            name=one.name,
            state=one.state,
            document=one.published or one.draft,
            inside=one.inside,
            finished=one.finished,
            entered=one.inside + one.finished,
            paused_at=one.paused_at,
            changed=one.changed,
            closed=one.closed,
            once=one.once,
            planned=one.planned,
            overdue=one.overdue,
            version=one.version,
            version_at=one.version_at,
            version_by=one.version_by,
        )

    def deleted(self, scenario_id: int) -> facts.DeletedFacts | None:
        return self.gone.get(scenario_id)

    def draft(self, scenario_id: int) -> facts.Draft | None:
        one = self.kept.get(scenario_id)
        if one is None:
            return None
        return facts.Draft(
            scenario_id,
            one.draft,
            one.revision,
            one.editor.name if one.editor else "",
            one.editor.user_id if one.editor else "",
            one.edited_at,
            one.step_id,
        )

    def published(self, scenario_id: int) -> Scenario | None:
        return self.kept[scenario_id].published if scenario_id in self.kept else None

    def versions(self, scenario_id: int, first: int, limit: int) -> tuple[facts.VersionFacts, ...]:
        one = self.kept[scenario_id]
        numbers = range(one.version, 0, -1)[first : first + limit]
        return tuple(found for n in numbers if (found := self.version(scenario_id, n)))

    def version(self, scenario_id: int, number: int) -> facts.VersionFacts | None:
        one = self.kept[scenario_id]
        if not 0 < number <= one.version:
            return None
        current = number == one.version
        return facts.VersionFacts(
            number,
            one.version_at or self.clock.now(),
            one.version_by,
            one.inside if current else 0,
            one.published if current else one.past.get(number),
            one.past.get(number - 1),
        )

    def headcount(self, scenario_id: int, document: Scenario) -> Headcount:
        one = self.kept[scenario_id]
        if one.published is None:
            return Headcount()
        new = Walk(document)
        counted = headcount([(Walk(one.published), {0: one.inside})], new)
        behind = appended(new, {step.id for step in one.published.all_steps})
        if behind is None:
            return counted
        return replace(counted, finished=one.finished, appended=new.stops[behind].number)

    def waiting(self, scenario_id: int) -> Mapping[str, int]:
        one = self.kept[scenario_id]
        return {step.id: 3 for step in one.published.all_steps} if one.published else {}

    def sent(self, scenario_id: int) -> Mapping[str, int]:
        return dict.fromkeys(self.waiting(scenario_id), 210)

    def taps(self, scenario_id: int, step_id: str) -> tuple[tuple[str, int], ...]:
        return (("予約する", 31),) if self.sent(scenario_id) else ()

    def people_of_step(
        self, scenario_id: int, step_id: str, kind: StepPeople, first: int, limit: int
    ) -> tuple[facts.FriendRow, ...]:
        known = [one for one in self.friends("", 100) if kind in self.did.get(one.id, ())]
        return tuple(known)[first : first + limit]

    def results(self, scenario_id: int, period: facts.Period | None = None) -> facts.ResultFacts:
        steps = {
            step: Sums(sent=sent, tapped=62, blocked=1)
            for step, sent in self.sent(scenario_id).items()
        }
        found = self.outcomes.get(scenario_id) or facts.ResultFacts(
            240, 86, 120, 14, 20, steps=steps, versions={1: steps}
        )
        return found if period is None else replace(found, entered=24)

    def weekly(self) -> bool:
        return self.tells_weekly

    def export(self, export_id: int) -> facts.ExportFacts | None:
        if not 0 < export_id <= len(self.exported):
            return None
        scenario_id, by = self.exported[export_id - 1]
        return facts.ExportFacts(scenario_id, by, "https://shop.example/x/token")

    def shop_results(self, period: facts.Period) -> facts.ShopResultFacts:
        days = (period.last - period.first).days + 1
        chart = "https://shop.example/chart/x.y"
        return facts.ShopResultFacts(1240, 6 * days, 1, 2, 1, 40 * days, {"店頭QR": 3}, chart)

    def results_of_all(self) -> Mapping[int, facts.ResultFacts]:
        return {scenario_id: self.results(scenario_id) for scenario_id in self.kept}

    def others(self) -> Others:
        named = frozenset(one.name for one in self.kept.values())
        return Others(named, fragments={one.name: one for one in self.shared})

    def keywords(self) -> tuple[facts.KeywordUse, ...]:
        return tuple(
            facts.KeywordUse(word, id_, one.name)
            for id_, one in self.kept.items()
            for start in (one.published.start if one.published else ())
            for word in getattr(start, "words", ())
        )

    def media(self, media_id: str) -> facts.MediaFacts | None:
        return self.pictures.get(media_id)

    def trial(self, scenario_id: int) -> facts.TrialFacts | None:
        return self.trials.get(scenario_id)

    def rehearsal(self, _: str, scenario_id: int) -> facts.RehearsalFacts | None:
        return self.rehearsals.get(scenario_id)

    def rehearsal_costs(self, document: Scenario) -> int:
        return sum(step.sends for step in document.all_steps)

    def whole(self, document: Scenario) -> Scenario:
        return document

    def on_paper(
        self, document: Scenario, friend_id: int | None, ways: Mapping[str, int]
    ) -> tuple[facts.PaperFacts, ...]:
        calendar = Calendar(self.zone, self.quiet)
        nobody = Facts(now=self.clock.now(), calendar=calendar)
        lines = timeline(Walk(document), nobody, ways=None if friend_id else ways)
        whats: dict[str, Literal["sends", "asks", "ends"]] = {
            "send": "sends",
            "which_arm": "asks",
            "end": "ends",
        }
        return tuple(
            facts.PaperFacts(line.at, whats[line.what], line.stop.step.id if line.stop else None)
            for line in lines
            if line.what in whats
        )

    def marked(self, media_id: str, shape: str, layout: str) -> str | None:
        found = self.pictures.get(media_id)
        return f"{found.url}/{shape}-{layout}" if found else None

    def friends(
        self, name: str, limit: int, standing: Standing = "", first: int = 0
    ) -> tuple[facts.FriendRow, ...]:
        known = [one for one in self.known if not standing or one.state == standing]
        return tuple(one for one in known if name in one.name)[first : first + limit]

    def friends_by_id(self, friend_ids: tuple[int, ...]) -> tuple[facts.FriendRow, ...]:
        return tuple(one for id_ in friend_ids if (one := self.friend(id_)))

    def newcomers(
        self, scenario_id: int, whom: Audience, at: datetime | None = None
    ) -> facts.NewcomerFacts | None:
        one = self.kept[scenario_id]
        takes = one.state != "ended"
        if not takes or one.closed:
            return None
        if whom.kind == "friends":
            return facts.NewcomerFacts(len(whom.friends), first_at=self.clock.now())
        if whom.kind != "all":
            numbers = {one.id for one in self.labels()} | {one.id for one in self.grouped}
            return (
                facts.NewcomerFacts(24, first_at=at or self.clock.now())
                if whom.number in numbers
                else None
            )
        return facts.NewcomerFacts(312, 0, 8, 21, 40, 1, at or self.clock.now())

    def friend(self, friend_id: int) -> facts.FriendFacts | None:
        found = next((one for one in self.known if one.id == friend_id), None)
        if found and self.by_hand:
            found = replace(found, state="manual")
        if found is None or not self.labelled:
            return found
        now = self.clock.now()
        mine = [facts.LabelFacts(name, now, n) for n, name in enumerate(self.labelled, 1)]
        return replace(found, labels=tuple(mine))

    def steps_ahead(self, friend_id: int, walk_id: int) -> tuple[facts.AheadFacts, ...]:
        friend = self.friend(friend_id)
        walks = friend.walks if friend else ()
        walk = next((one for one in walks if one.walk_id == walk_id), None)
        if walk is None:
            return ()
        steps = list(placed(self.kept[walk.scenario_id].draft.steps))[walk.place :]
        return tuple(facts.AheadFacts(one.number, one.step) for one in steps)

    def labels(self) -> tuple[facts.LabelFacts, ...]:
        return tuple(facts.LabelFacts(one.name, None, one.id, one.people) for one in self.tags)

    def label(self, label_id: int) -> facts.LabelCardFacts | None:
        return next((one for one in self.tags if one.id == label_id), None)

    def friends_named(self, ids: tuple[str, ...]) -> Mapping[str, int]:
        return {one: self.numbered[one] for one in ids if one in self.numbered}

    def imported(self) -> facts.ImportFacts:
        return self.importing

    def api_keys(self) -> tuple[facts.ApiKeyFacts, ...]:
        return tuple(self.keys)

    def user_groups(self) -> tuple[facts.UserGroupFacts, ...]:
        return tuple(self.grouped)

    def coupons(self) -> tuple[facts.CouponFacts, ...]:
        return tuple(self.handed)

    def coupon(self, coupon_id: int) -> facts.CouponFacts | None:
        return next((one for one in self.handed if one.id == coupon_id), None)

    def coupon_people(
        self, coupon_id: int, before: int, limit: int
    ) -> tuple[facts.HolderFacts, ...]:
        known = [one for one in self.holders if not before or one.claim_id < before]
        return tuple(known[:limit])

    def coupons_of(self, friend_id: int, first: int, limit: int) -> tuple[facts.HeldCoupon, ...]:
        return tuple(self.wallet[first : first + limit])

    def held_coupon(self, friend_id: int, claim_id: int) -> facts.HeldCoupon | None:
        return next((one for one in self.wallet if one.claim_id == claim_id), None)

    def coupon_card(self, coupon_id: int, locale: str) -> dict[str, Any] | None:
        one = self.coupon(coupon_id)
        return {"type": "text", "text": one.title} if one else None

    def user_group(self, group_id: int) -> facts.UserGroupFacts | None:
        return next((one for one in self.grouped if one.id == group_id), None)

    def fitting(self, *rules: Condition) -> tuple[int, ...]:
        return (self.fits,) * len(rules)

    def who_fits(self, rule: Condition, after: int, limit: int) -> tuple[facts.FriendRow, ...]:
        return tuple(one for one in self.known if one.id > after)[:limit]

    def fields(self) -> tuple[facts.FieldFacts, ...]:
        return (
            facts.FieldFacts(1, "gender", "text"),
            facts.FieldFacts(0, "age", "number"),
            facts.FieldFacts(3, "area", "text"),
            facts.FieldFacts(5, "予約日時", "date"),
        )

    def routes(self) -> tuple[facts.RouteFacts, ...]:
        return tuple(self.ways)

    def preview(
        self, document: Scenario, step_id: str, locale: str, name: str
    ) -> list[dict[str, Any]]:
        values = {"friend.name": name, "account.name": self.name}
        return [
            {"type": "text", "text": fill(in_language(message.text, locale), values)}
            if isinstance(message, Text | Ask)
            else {
                "type": "image",
                "originalContentUrl": "https://x/1",
                "previewImageUrl": "https://x/1",
            }
            for message in step_of(document, step_id).says
        ]

    def as_yaml(self, scenario_id: int) -> str | None:
        return dump_yaml(self.kept[scenario_id].draft) if scenario_id in self.kept else None

    # what the screens have done

    def __call__(self, command: Command, actor: Actor) -> Outcome:
        least = ACTS[type(command)].least
        if RANK[actor.role] < RANK[least]:
            self.refusals.append(command)
            raise Refused(Problem("role", "", {"needed": least}))
        outcome = self._do(command, actor)
        self.done.append(command)
        act = self._tell(command, actor)
        return replace(outcome, at=self.clock.now(), act=act)

    def _tell(self, command: Command, actor: Actor) -> int | None:
        """Here everything that can be taken back for real is, by doing nothing."""
        number, kind = next(self.acts_done), type(command)
        role: Role | None = "editor" if kind in UNDO or kind in UNDO_OF_DONE else None
        now, name = self.clock.now(), actor.name
        self.told.insert(0, facts.ActFacts(number, now, name, kind.__name__, {}, undo_role=role))
        return number if role else None

    def _do(self, command: Command, actor: Actor) -> Outcome:
        match command:
            case commands.CreateScenario(name, document, once):
                draft = with_name(document, name) if document else Scenario(name=name)
                return self._keep(Kept(name, draft, once=once), actor)
            case commands.DuplicateScenario(scenario_id, name):
                copy = with_name(self._one(scenario_id).draft, name)
                return self._keep(Kept(name, copy), actor)
            case command if isinstance(command, MAKING):
                return self._make(command, actor)
            case commands.StopAll():
                self.stop = facts.StopAllFacts(self.clock.now(), actor.name, actor.user_id)
                return Outcome(people=412, on_the_way=3)
            case commands.ResumeAll():
                self.stop = None
                return Outcome(people=57)
            case commands.LinkGroup(group_id) | commands.UnlinkGroup(group_id):
                at = self.clock.now() if isinstance(command, commands.LinkGroup) else None
                self.staff = [
                    replace(one, linked_at=at) if one.id == group_id else one for one in self.staff
                ]
            case commands.SetHandOverWords() | commands.SetNotices():
                self._told(command)
            case (
                commands.SetQuiet()
                | commands.SetZone()
                | commands.SetQuotaKept()
                | commands.SetAtLimit()
                | commands.AttachLabel()
                | commands.TakeOver()
                | commands.HandBack()
                | commands.DetachLabel()
                | commands.SetDailyCap()
                | commands.SetLanguage()
                | commands.SetWords()
                | commands.SeeAsFriend()
            ):
                self._set(command, actor)
            case commands.RestoreScenario(scenario_id):
                if self.clock.now() - self.gone[scenario_id].at > timedelta(minutes=10):
                    raise Refused(Problem("cannot_undo"))
                del self.gone[scenario_id]
                self.kept[scenario_id] = self.bin.pop(scenario_id)
            case _:
                return self._do_more(command, actor)
        return Outcome()

    def _do_more(self, command: Any, actor: Actor) -> Outcome:
        if isinstance(command, ONE_BY_ONE):
            return self._mend(command)
        if isinstance(command, commands.Reply):
            if command.free and not any(one.free for one in self.known):
                raise Refused(Problem("not_free"))
            return Outcome()
        if isinstance(command, commands.Undo):
            self.told = [
                replace(one, undone=True, undo_role=None) if one.id == command.act_id else one
                for one in self.told
            ]
            return Outcome()
        if isinstance(command, commands.SetSender | commands.SetWarnAt):
            self._set(command, actor)
            return Outcome()
        for kinds, done in (
            (WALKING, self._walk),
            (LABELLING, self._label),
            (HANDING, self._coupon),
            (NOTING, self._note),
            (STAFFING, self._staff),
        ):
            if isinstance(command, kinds):
                return done(command, actor)
        return self._do_one(command, self._one(command.scenario_id), actor)

    def _label(self, command: Any, actor: Actor) -> Outcome:
        match command:
            case commands.MakeLabel(name):
                if any(one.name == name for one in self.tags):
                    raise Refused(Problem("name_in_use", "", {"value": name}))
                made = facts.LabelCardFacts(next(self.ids), name, 0, self.clock.now())
                self.tags.append(made)
                return Outcome(made=made.id)
            case commands.RenameLabel(number, name):
                self.tags = [
                    replace(one, name=name) if one.id == number else one for one in self.tags
                ]
            case commands.DeleteLabel(number):
                self.tags = [one for one in self.tags if one.id != number]
            case commands.TagMany(_, whom):
                people = len(whom.friends) or 88
                return Outcome(people=people, or_more=whom.kind == "all")
            case commands.ExportLabel():
                self.exported.append((0, actor.user_id))
                return Outcome(made=len(self.exported))
        return Outcome()

    def _walk(self, command: Any, _: Actor) -> Outcome:
        """What they are in the middle of ends, or comes to another place."""
        changes: dict[str, Any] = {"state": "stopped"}
        if not isinstance(command, commands.StopWalks):
            walk = next(one for one in self.known[0].walks if one.walk_id == command.walk_id)
            to = int(getattr(command, "number", walk.place + 2))
            if not walk.place + 1 < to <= walk.steps:
                values = {"value": to, "least": walk.place + 2, "most": walk.steps}
                raise Refused(Problem("not_ahead", "", values))
            changes = {} if isinstance(command, commands.SendNow) else {"place": to - 1}
        self.known = [
            replace(one, walks=tuple(replace(walk, **changes) for walk in one.walks))
            for one in self.known
        ]
        return Outcome(people=1)

    def _staff(self, command: Any, actor: Actor) -> Outcome:
        match command:
            case commands.MakeInvite(role):
                until = self.clock.now() + timedelta(hours=24)
                made = facts.InviteFacts(
                    next(self.ids), role, actor.user_id, until, "tobi-K7QM-4XPR"
                )
                self.invited.append(made)
                return Outcome(made=made.id)
            case commands.RevokeInvite(invite_id):
                self.invited = [one for one in self.invited if one.id != invite_id]
            case commands.ChangeRole(user_id) | commands.RemoveMember(user_id):
                self._change_member(command, user_id)
        return Outcome()

    def _change_member(self, command: Any, user_id: str) -> None:
        role: Any = getattr(command, "role", None)
        owners = [one.user_id for one in self.members if one.role == "owner"]
        if owners == [user_id] and role != "owner":
            raise Refused(Problem("last_owner"))
        self.members = [
            replace(one, role=role) if one.user_id == user_id else one
            for one in self.members
            if role or one.user_id != user_id
        ]

    def _route(self, command: Any) -> Outcome:
        match command:
            case commands.MakeRoute(name, slug):
                end = slug or "abc234"
                link = f"https://shop.example/r/{end}"
                number, words = next(self.ids), f"{name}から"
                self.ways.append(facts.RouteFacts(number, name, end, link, f"{link}/qr", words))
                return Outcome(made=number)
            case commands.RenameRoute(number, name):
                self._change_way(number, name=name)
            case commands.SetRouteLabels(number, labels):
                self._change_way(number, labels=labels)
            case commands.StopRoute(number) | commands.ResumeRoute(number):
                self._change_way(number, stopped=isinstance(command, commands.StopRoute))
        return Outcome()

    def _note(self, command: Any, _: Actor) -> Outcome:
        """The same of everybody known."""
        new = [facts.FieldValue(command.field, command.value)] if command.value is not None else []
        self.known = [
            replace(
                one,
                fields=(*(each for each in one.fields if each.name != command.field), *new),
            )
            for one in self.known
        ]
        return Outcome()

    def _coupon(self, command: Any, _: Actor) -> Outcome:
        match command:
            case commands.ChangeCoupon(number, title, benefit, picture, until, days):
                before = self.coupon(number)
                if before and before.received and before.benefit != benefit:
                    raise Refused(Problem("coupon_given", "", {"value": before.title}))
                self.handed = [
                    replace(
                        one,
                        title=title,
                        benefit=benefit,
                        picture_id=picture,
                        until=until,
                        days=days,
                    )
                    if one.id == number
                    else one
                    for one in self.handed
                ]
            case commands.UndoCouponUse(claim_id):
                self.wallet = [
                    replace(one, used=one.used - 1, used_at=None)
                    if one.claim_id == claim_id
                    else one
                    for one in self.wallet
                ]
        return Outcome()

    def _change_way(self, number: int, **changes: Any) -> None:
        self.ways = [replace(way, **changes) if way.id == number else way for way in self.ways]

    def _make(self, command: Any, actor: Actor) -> Outcome:
        match command:
            case command if isinstance(command, ROUTING):
                return self._route(command)
            case commands.Rehearse() | commands.EndRehearsal():
                return self._rehearse(command)
            case commands.MakeCoupon():
                made = facts.CouponFacts(
                    next(self.ids),
                    command.title[:20],
                    command.title,
                    command.benefit,
                    left=None if command.codes is None else len(command.codes),
                )
                self.handed.insert(0, made)
                return Outcome(made=made.id, people=made.left or 0)
            case commands.AddCodes(_, codes):
                return Outcome(people=len(codes))
            case commands.CloseCoupon(coupon_id) | commands.ReopenCoupon(coupon_id):
                closed = isinstance(command, commands.CloseCoupon)
                self.handed = [
                    replace(one, closed=closed) if one.id == coupon_id else one
                    for one in self.handed
                ]
            case commands.MakePart(part):
                if any(one.name == part.name for one in self.shared):
                    raise Refused(Problem("name_in_use", "", {"value": part.name}))
                self.shared.append(part)
            case command if isinstance(command, GROUPING):
                return self._group(command)
            case commands.SetWeekly(on):
                self.tells_weekly = on
            case commands.MakeExport(scenario_id) | commands.ExportScenario(scenario_id):
                self.exported.append((scenario_id, actor.user_id))
                return Outcome(made=len(self.exported))
            case commands.MakeApiKey(name):
                key = facts.ApiKeyFacts(
                    next(self.ids), name, "x3Qk", self.clock.now(), actor.user_id, None, "tobi_key"
                )
                self.keys.append(key)
                return Outcome(made=key.id)
            case commands.RevokeApiKey(key_id):
                self.keys = [key for key in self.keys if key.id != key_id]
        return Outcome()

    def _group(self, command: Any) -> Outcome:
        match command:
            case commands.MakeUserGroup(name, rule):
                group = facts.UserGroupFacts(next(self.ids), name, rule)
                self.grouped.append(group)
                return Outcome(made=group.id)
            case commands.ChangeUserGroup(group_id, rule):
                self._regroup(group_id, rule=rule)
            case commands.RenameUserGroup(group_id, name):
                self._regroup(group_id, name=name)
            case commands.DeleteUserGroup(group_id):
                self.grouped = [one for one in self.grouped if one.id != group_id]
        return Outcome()

    def _told(self, command: commands.SetHandOverWords | commands.SetNotices) -> None:
        if isinstance(command, commands.SetHandOverWords):
            self.hand_over = command.words
            return
        self.staff = [
            replace(one, choice=command.choice) if one.id == command.group_id else one
            for one in self.staff
        ]

    def _regroup(self, group_id: int, **parts: Any) -> None:
        self.grouped = [
            replace(one, **parts) if one.id == group_id else one for one in self.grouped
        ]

    def _mend(self, command: Any) -> Outcome:
        match command:
            case commands.RetryParked() | commands.DismissParked():
                self.to_check = replace(self.to_check, parked=None)
                return Outcome()
            case commands.DismissRing():
                self.to_check = replace(self.to_check, rings=())
                return Outcome()
            case commands.TryLane() | commands.SkipLane() | commands.EndLane():
                people = sum(row.people for row in self.to_check.broken)
                self.to_check = replace(self.to_check, broken=())
                return Outcome(people=people)
            case commands.RetryUnposted() | commands.DismissUnposted():
                return self._clear_notices(command.upto)
            case commands.ImportFriends():
                self.importing = facts.ImportFacts("going", at=self.clock.now())
                return Outcome()
            case commands.EndTrial():
                if self.trials.pop(command.scenario_id, None) is None:
                    raise Refused(Problem("no_trial"))
                return Outcome()
            case commands.SendOnce() | commands.CallOff():
                self._send_once(command, self._one(command.scenario_id))
                return Outcome()
        return self._decide(command)

    def _rehearse(self, command: commands.Rehearse | commands.EndRehearsal) -> Outcome:
        if isinstance(command, commands.Rehearse):
            going = facts.RehearsalFacts(True, False, 1, self.clock.now())
            self.rehearsals = {command.scenario_id: going}
            return Outcome(scenario_id=command.scenario_id)
        found = [id_ for id_, one in self.rehearsals.items() if one.going]
        if not found:
            raise Refused(Problem("no_rehearsal"))
        self.rehearsals = {found[0]: facts.RehearsalFacts(False, False, 1, None)}
        return Outcome(scenario_id=found[0])

    def _clear_notices(self, upto: int) -> Outcome:
        row = next((one for one in self.to_check.unposted if one.upto == upto), None)
        if row is None:
            raise Refused(Problem("no_such_batch"))
        self.to_check = replace(self.to_check, unposted=())
        return Outcome(people=row.number)

    def _decide(self, command: Any) -> Outcome:
        row = self.stuck(command.batch_id)
        if row is None:
            raise Refused(Problem("no_such_batch"))
        crowd, one = self.waiting_for_word.get(row.batch_id, []), command.enrollment_id
        left = [person for person in crowd if one is not None and person.enrollment_id != one]
        self.waiting_for_word[row.batch_id] = left
        remaining = row.people - 1 if one is not None else 0
        rows = (
            replace(other, people=remaining) if other is row else other
            for other in self.to_check.rows
        )
        self.to_check = replace(self.to_check, rows=tuple(other for other in rows if other.people))
        return Outcome(people=row.people - remaining, left=remaining)

    def _set(self, command: Command, actor: Actor) -> None:
        match command:
            case commands.SetQuiet(quiet):
                self.quiet = quiet
            case commands.SetZone(zone):
                self.zone = zone
            case commands.TakeOver() | commands.HandBack():
                self.by_hand = isinstance(command, commands.TakeOver)
            case commands.AttachLabel(_, label):
                self.labelled.append(label)
            case commands.DetachLabel(_, label):
                self.labelled.remove(label)
            case commands.SetSender() | commands.SetWarnAt():
                self.sender = getattr(command, "name", self.sender)
                self.warn_at = getattr(command, "percent", self.warn_at)
            case commands.SetDailyCap(number):
                self.daily_cap = number
            case commands.SetWords(which, text):
                self.own_words[which] = text
            case commands.SetLanguage(locale):
                self.languages[actor.user_id] = locale
            case commands.SetAtLimit(scenario_id, at_limit, urgent):
                one, now = self._one(scenario_id), {"at_limit": at_limit, "urgent": urgent}
                one.draft = one.draft.model_copy(update=now)
                one.published = one.published and one.published.model_copy(update=now)
                one.revision += 1
            case commands.SetQuotaKept(number):
                if number is not None and number > self.month.most_kept:
                    values = {"limit": self.month.most_kept, "actual": number}
                    raise Refused(Problem("kept_too_many", "", values))
                self.month = replace(self.month, kept=number or 0, kept_wanted=number)

    def _publish(self, command: Any, one: Kept, actor: Actor) -> None:
        if isinstance(command, commands.PublishVersion):
            if command.instead_of != one.version:
                raise Refused(Problem("other_version", "", {"version": one.version}))
            one.draft = one.past[command.version]
        else:
            self._is_current(one, command.base_revision)
        one.next_is(one.draft)
        if isinstance(command, commands.StartScenario):
            self._first_ones(command)
        one.version_at, one.version_by = self.clock.now(), actor.name
        one.state, one.editor, one.edited_at = "running", None, None

    def _first_ones(self, command: commands.StartScenario) -> None:
        if command.existing and command.trial:
            rest_at = self.clock.now() + timedelta(minutes=60)
            self.trials[command.scenario_id] = facts.TrialFacts(20, 20, 0, 0, 1, 292, rest_at)

    def _do_one(self, command: Any, one: Kept, actor: Actor) -> Outcome:
        match command:
            case commands.SaveDraft():
                self._is_current(one, command.base_revision)
                self._edited(one, actor, command.step_id)
                one.draft = command.document
            case commands.TakeDraft():
                self._edited(one, actor, one.step_id)
            case commands.DiscardDraft():
                one.draft = one.published or one.draft
                one.revision, one.editor, one.edited_at = one.revision + 1, None, None
            case commands.StartScenario() | commands.PublishDraft() | commands.PublishVersion():
                self._publish(command, one, actor)
            case commands.PauseScenario():
                one.state, one.paused_at = "paused", self.clock.now()
            case commands.ResumeScenario():
                one.state, one.paused_at, one.overdue = "running", None, 0
            case commands.EndScenario():
                one.closed = True
                if command.mode == "all":
                    one.state, one.closed, one.inside = "ended", False, 0
            case commands.ReopenScenario():
                one.closed = False
            case commands.AddPeople():
                found = self.newcomers(command.scenario_id, command.whom)
                people = found.entering if found else 0
                one.inside += people
                return Outcome(people=people, or_more=people > self.most_at_once)
            case commands.RenameScenario():
                one.name, one.draft = command.name, with_name(one.draft, command.name)
                one.published = with_name(one.published, command.name) if one.published else None
            case commands.DeleteScenario():
                id_ = command.scenario_id
                self.bin[id_] = self.kept.pop(id_)
                self.gone[id_] = facts.DeletedFacts(one.name, actor.name, self.clock.now())
        return Outcome(revision=one.revision, version=one.version, people=one.inside)

    def _send_once(self, command: Any, one: Kept) -> None:
        if isinstance(command, commands.CallOff):
            one.published, one.state, one.planned = None, "draft", None
            return
        self._is_current(one, command.base_revision)
        one.published, one.state, one.version = one.draft, "running", 1
        one.planned = facts.NextDue(command.at, 312) if command.at else None

    def _keep(self, one: Kept, actor: Actor) -> Outcome:
        id_ = next(self.ids)
        self.kept[id_] = one
        one.editor, one.edited_at = actor, self.clock.now()
        return Outcome(scenario_id=id_, revision=one.revision)

    def _one(self, scenario_id: int) -> Kept:
        if scenario_id not in self.kept:
            raise Refused(Problem("no_such_scenario"))
        return self.kept[scenario_id]

    def _is_current(self, one: Kept, revision: int) -> None:
        if revision != one.revision:
            by = one.editor.name if one.editor else ""
            raise Refused(Problem("draft_changed", "", {"by": by}))

    def _edited(self, one: Kept, actor: Actor, step_id: str | None) -> None:
        one.revision += 1
        one.editor, one.edited_at, one.step_id = actor, self.clock.now(), step_id


class Memory:
    """Conversations, kept through JSON as a database would."""

    def __init__(self) -> None:
        self.kept: dict[str, Conversation] = {}

    def load(self, chat: str) -> Conversation | None:
        return self.kept.get(chat)

    def save(self, conversation: Conversation) -> None:
        import json

        state = json.loads(json.dumps(conversation.state, ensure_ascii=True))
        self.kept[conversation.chat] = replace(conversation, state=state)


def held_to_the_ports(shop: Shop) -> tuple[Reads, Executor]:
    """mypy says here when the fakes no longer fit the ports."""
    return shop, shop

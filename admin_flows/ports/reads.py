"""Every question the screens ask. All of them are answered from today's data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, Protocol

from admin_flows.ports.facts import (
    ActFacts,
    AheadFacts,
    ApiKeyFacts,
    CouponFacts,
    DeletedFacts,
    Draft,
    ExportFacts,
    FieldFacts,
    FriendFacts,
    FriendRow,
    GroupFacts,
    HeldCoupon,
    HolderFacts,
    HomeFacts,
    ImportFacts,
    InboxFacts,
    InboxRow,
    InviteFacts,
    KeywordUse,
    LabelCardFacts,
    LabelFacts,
    MediaFacts,
    NewcomerFacts,
    PaperFacts,
    Period,
    PersonFacts,
    QuotaFacts,
    RehearsalFacts,
    ResultFacts,
    RouteFacts,
    ScenarioFacts,
    ScenarioRow,
    SettingsFacts,
    ShopResultFacts,
    StartForecast,
    StopAllFacts,
    StuckPerson,
    TrialFacts,
    UserGroupFacts,
    VersionFacts,
)
from bot.domain.audience import Audience
from bot.domain.conditions import Condition
from bot.domain.document import Scenario
from bot.domain.finding import Others
from bot.domain.headcount import Headcount
from bot.domain.results import StepPeople

Standing = Literal["", "manual", "stopped", "blocked"]


class Reads(Protocol):
    def home(self) -> HomeFacts: ...

    def acts(self, first: int, limit: int) -> tuple[ActFacts, ...]:
        """What was done, the latest first, from the one at `first`, which counts from 0."""

    def stop_all(self) -> StopAllFacts | None:
        """None while sending is not stopped."""

    def quota(self) -> QuotaFacts: ...

    def if_started(self, document: Scenario) -> StartForecast | None:
        """None before LINE has told the month's figures."""

    def settings(self) -> SettingsFacts: ...

    def people(self) -> tuple[PersonFacts, ...]: ...

    def invites(self) -> tuple[InviteFacts, ...]:
        """Those that can still be used, the oldest first."""

    def groups(self) -> tuple[GroupFacts, ...]: ...

    def inbox(self) -> InboxFacts: ...

    def stuck(self, batch_id: int) -> InboxRow | None:
        """None once nobody of the batch waits for an owner any more."""

    def stuck_people(self, batch_id: int, first: int, limit: int) -> tuple[StuckPerson, ...]:
        """From the one at `first`, which counts from 0."""

    def stuck_person(self, batch_id: int, enrollment_id: int) -> StuckPerson | None: ...

    def scenarios(self) -> tuple[ScenarioRow, ...]:
        """Running, paused, drafts, ended; inside each the newest first. No deleted ones."""

    def scenario_names(self, but: int = 0) -> frozenset[str]:
        """Also former ones, which still mean a scenario; without those of one of them."""

    def scenario(self, scenario_id: int) -> ScenarioFacts | None: ...

    def deleted(self, scenario_id: int) -> DeletedFacts | None: ...

    def draft(self, scenario_id: int) -> Draft | None: ...

    def published(self, scenario_id: int) -> Scenario | None: ...

    def versions(self, scenario_id: int, first: int, limit: int) -> tuple[VersionFacts, ...]:
        """The newest first, from the one at `first`, which counts from 0."""

    def version(self, scenario_id: int, number: int) -> VersionFacts | None: ...

    def headcount(self, scenario_id: int, document: Scenario) -> Headcount:
        """Whom of those inside it would concern if it were published for everyone."""

    def waiting(self, scenario_id: int) -> Mapping[str, int]:
        """People waiting for a step, by step id."""

    def sent(self, scenario_id: int) -> Mapping[str, int]:
        """People who were sent a step, by step id."""

    def taps(self, scenario_id: int, step_id: str) -> tuple[tuple[str, int], ...]:
        """What stands on each tracked button of the step, and how many walks it was tapped in; of
        all versions, in the order of the newest.
        """

    def results(self, scenario_id: int, period: Period | None = None) -> ResultFacts:
        """None: since ever."""

    def people_of_step(
        self, scenario_id: int, step_id: str, kind: StepPeople, first: int, limit: int
    ) -> tuple[FriendRow, ...]:
        """Each once; who entered last first, from the one at `first`, which counts from 0."""

    def weekly(self) -> bool:
        """Whether owners are told of each week."""

    def export(self, export_id: int) -> ExportFacts | None: ...

    def shop_results(self, period: Period) -> ShopResultFacts: ...

    def results_of_all(self) -> Mapping[int, ResultFacts]:
        """Since ever, by scenario id; without routes and versions."""

    def others(self) -> Others:
        """What scenarios may speak of by name."""

    def keywords(self) -> tuple[KeywordUse, ...]:
        """Words that start a scenario which is running or paused."""

    def media(self, media_id: str) -> MediaFacts | None: ...

    def marked(self, media_id: str, shape: str, layout: str) -> str | None:
        """Where the stored picture is shown in that shape, parted so, with its areas' numbers; None
        when it is gone.
        """

    def friends(
        self, name: str, limit: int, standing: Standing = "", first: int = 0
    ) -> tuple[FriendRow, ...]:
        """Friends whose name contains it, or who have a label of that very name; for "" those with
        the latest activity, from the one at `first`, which counts from 0. `standing`: only those
        who are in people's hands, have stopped …
        """

    def friends_by_id(self, friend_ids: tuple[int, ...]) -> tuple[FriendRow, ...]:
        """In that order; those that are gone are left out."""

    def newcomers(
        self, scenario_id: int, whom: Audience, at: datetime | None = None
    ) -> NewcomerFacts | None:
        """None where nobody can be added now, or the label or group is gone. `at`: as if they were
        added then.
        """

    def steps_ahead(self, friend_id: int, walk_id: int) -> tuple[AheadFacts, ...]:
        """The steps that their walk may still come to, the one they wait for first."""

    def friend(self, friend_id: int) -> FriendFacts | None: ...

    def labels(self) -> tuple[LabelFacts, ...]:
        """All there are, the most used first."""

    def label(self, label_id: int) -> LabelCardFacts | None: ...

    def friends_named(self, ids: tuple[str, ...]) -> Mapping[str, int]:
        """Friends' ids by LINE's ids, or by the shop's own; of those there are."""

    def api_keys(self) -> tuple[ApiKeyFacts, ...]:
        """Those that open something, the oldest first."""

    def imported(self) -> ImportFacts: ...

    def user_groups(self) -> tuple[UserGroupFacts, ...]:
        """Groups of friends, by name; `used_in` is not asked."""

    def coupons(self) -> tuple[CouponFacts, ...]:
        """The newest first; `used_in` is not asked."""

    def coupon(self, coupon_id: int) -> CouponFacts | None: ...

    def coupon_people(self, coupon_id: int, before: int, limit: int) -> tuple[HolderFacts, ...]:
        """The latest first, behind the claim of that id; 0: from the first on."""

    def coupons_of(self, friend_id: int, first: int, limit: int) -> tuple[HeldCoupon, ...]:
        """Those that can be used first; from the one at `first`, which counts from 0."""

    def held_coupon(self, friend_id: int, claim_id: int) -> HeldCoupon | None: ...

    def coupon_card(self, coupon_id: int, locale: str) -> dict[str, Any] | None:
        """The message a friend would get."""

    def user_group(self, group_id: int) -> UserGroupFacts | None: ...

    def fitting(self, *rules: Condition) -> tuple[int, ...]:
        """How many friends fit each of them now."""

    def who_fits(self, rule: Condition, after: int, limit: int) -> tuple[FriendRow, ...]:
        """Behind the friend of this id, in the order of ids; also who blocked."""

    def fields(self) -> tuple[FieldFacts, ...]:
        """What a rule can compare, the usual ones first."""

    def routes(self) -> tuple[RouteFacts, ...]:
        """Entry routes, the newest first, stopped ones last."""

    def preview(
        self, document: Scenario, step_id: str, locale: str, name: str
    ) -> list[dict[str, Any]]:
        """The step's LINE message objects as a friend of that name would get them."""

    def trial(self, scenario_id: int) -> TrialFacts | None:
        """None unless some have entered first and the others wait."""

    def rehearsal(self, user_id: str, scenario_id: int) -> RehearsalFacts | None:
        """None where they have not tried this one on themselves."""

    def rehearsal_costs(self, document: Scenario) -> int:
        """How many messages trying it on oneself takes at most."""

    def whole(self, document: Scenario) -> Scenario:
        """With the shared steps that it uses, as it would be started."""

    def on_paper(
        self, document: Scenario, friend_id: int | None, ways: Mapping[str, int]
    ) -> tuple[PaperFacts, ...]:
        """What that friend would be sent from now on; None: somebody of whom nothing is known, who
        is led into these arms of branches, by their steps' ids.
        """

    def as_yaml(self, scenario_id: int) -> str | None:
        """The scenario (its draft, if it has one) in the exchange format."""

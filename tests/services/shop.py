"""A shop with people who run it: commands and reads over the delivery tests' small world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from admin_flows.ports import Actor, Command, Outcome, Role
from admin_flows.ports.commands import CreateScenario, SaveDraft, StartScenario
from admin_flows.ports.facts import Draft, ScenarioFacts
from bot.delivery.held import HeldNews
from bot.delivery.skipping import Skipping
from bot.domain.account import Account
from bot.domain.charts import address
from bot.domain.document import Scenario, parse
from bot.domain.errors import Refused
from bot.services.api_access import ApiAccess
from bot.services.friends import FriendService
from bot.services.hands import Hands
from bot.services.inviting import Inviting
from bot.services.owner import OwnerExecutor, OwnerReads
from bot.services.routes import RouteKeeping
from bot.services.staff import StaffService
from bot.services.steering import Steering
from bot.store import friends, settings
from bot.store.db import rows
from bot.store.inbox import Inbox
from bot.store.models import Friend
from tests.delivery.world import World, step, stop_button


def actor(role: Role = "owner", name: str = "森", locale: str = "ja") -> Actor:
    return Actor("U" + name.encode().hex().ljust(32, "0"), name, role, locale)


OWNER = actor()
EDITOR = actor("editor", "佐藤")
VIEWER = actor("viewer", "田中")


def document(*steps: dict[str, Any], name: str = "ご案内", **more: Any) -> Scenario:
    start = {"when": "friend_added"}
    chosen = list(steps) or [step("welcome"), step("coupon", {"days": 3, "at": "10:00"})]
    return parse({"tobiishi": 1, "name": name, "start": start, **more, "steps": chosen})


@dataclass
class Shop:
    world: World
    inbox: Inbox

    def __post_init__(self) -> None:
        settings.set_account_name("ひだまり弁当")

    @property
    def reads(self) -> OwnerReads:
        return OwnerReads(
            self.world.clock,
            lambda: settings.account("Asia/Tokyo"),
            self._media_url,
            stop_button,
            self.inbox,
            "https://shop.example/api/v1/",
            self.routes,
            self.inviting,
            lambda chart: f"https://shop.example/chart/{address(chart, 's')}",
            "https://shop.example",
        )

    @staticmethod
    def _media_url(media: str) -> str:
        return f"https://shop.example/media/{media}"

    @property
    def inviting(self) -> Inviting:
        return Inviting(self.world.clock, "s", "https://shop.example")

    @property
    def routes(self) -> RouteKeeping:
        return RouteKeeping(self.world.clock, "https://shop.example")

    def do(self, command: Command, by: Actor = OWNER) -> Outcome:
        return self.executor(command, by)

    @property
    def executor(self) -> OwnerExecutor:
        clock = self.world.clock
        access = ApiAccess(clock, "s")
        account = lambda: settings.account("Asia/Tokyo")  # noqa: E731
        hurry = self.world.system().hurry.send
        return OwnerExecutor(
            clock, account, self.inbox, access, self.routes, self.inviting, hurry, self._media_url
        )

    def refusal(self, command: Command, by: Actor = OWNER) -> str:
        """The code of the refusal; everything else is a failure of the test."""
        try:
            self.do(command, by)
        except Refused as refused:
            return refused.problem.code
        raise AssertionError(f"{command} was not refused")

    def create(self, name: str = "ご案内") -> int:
        scenario_id = self.do(CreateScenario(name)).scenario_id
        assert scenario_id is not None
        return scenario_id

    def write(self, scenario_id: int, scenario: Scenario, by: Actor = OWNER) -> int:
        """Saves a draft over whatever there is; gives its revision."""
        revision = self.do(
            SaveDraft(scenario_id, self.draft(scenario_id).revision, scenario), by
        ).revision
        assert revision is not None
        return revision

    def started(self, *steps: dict[str, Any], name: str = "ご案内", **more: Any) -> int:
        scenario_id = self.create(name)
        revision = self.write(scenario_id, document(*steps, name=name, **more))
        self.do(StartScenario(scenario_id, revision))
        return scenario_id

    def lead_on(self) -> None:
        """Whom an owner lets go on without what they missed."""
        Skipping(self.world.clock, lambda: settings.account("Asia/Tokyo")).run(30, lambda: False)

    def look_for_held(self) -> None:
        HeldNews(self.world.clock).run(lambda: False)

    def draft(self, scenario_id: int) -> Draft:
        draft = self.reads.draft(scenario_id)
        assert draft is not None
        return draft

    def facts(self, scenario_id: int) -> ScenarioFacts:
        facts = self.reads.scenario(scenario_id)
        assert facts is not None
        return facts

    # Time and friends

    def now(self) -> datetime:
        return self.world.clock.now()

    def move(self, **span: float) -> None:
        self.world.clock.move(timedelta(**span))

    def follow(self, *names: str) -> list[Friend]:
        return [self.world.follow(name) for name in names]

    def block(self, friend: Friend) -> None:
        self.world.clock.tick(1)
        self.world.friends.unfollowed(self._fresh(friend), at_ms=self.world.ms())

    def stop(self, friend: Friend) -> None:
        self.world.friends.stop(self._fresh(friend))

    def _fresh(self, friend: Friend) -> Friend:
        found = friends.find(friend.user_id)
        assert found is not None
        return found

    def send(self) -> None:
        self.world.send()

    def enrollments(self) -> list[dict[str, Any]]:
        names = ["step", "state", "visit", "due_at", "ended", "hold"]
        found = rows(f"SELECT {', '.join(names)} FROM enrollment ORDER BY id")
        return [dict(zip(names, row, strict=True)) for row in found]


def staff_service(shop: Shop) -> StaffService:
    def account() -> Account:
        return settings.account("Asia/Tokyo")

    clock = shop.world.clock
    friends_service = FriendService(clock, account)
    steering = Steering(clock, friends_service, shop.reads.friend, shop.executor.by_staff)
    media_url = shop.reads.media_url
    hands = Hands(clock, friends_service, shop.reads.friend, account, steering, media_url)
    return StaffService(clock, account, hands, shop.executor)


def no_files(names: Sequence[str]) -> None:
    """For whoever keeps house where no friend has sent any."""
    assert not names, names

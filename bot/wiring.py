"""The only place where parts are put together. Each part is made when it is first asked for."""

import asyncio
import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, Self

from bot.clock import Clock, FileClock, SystemClock, epoch, from_epoch
from bot.config import Settings, load_settings
from bot.domain.account import Account
from bot.domain.charts import Chart, address
from bot.finishing import Finisher
from bot.line.gateway import LineError
from bot.queue import QUEUES, Waker, connect
from bot.services import readiness
from bot.services.admitting import Admitting
from bot.services.answers import Answering
from bot.services.api import ApiService
from bot.services.api_access import ApiAccess
from bot.services.asking import AskService
from bot.services.charts import Charts
from bot.services.checking import Checking
from bot.services.code_warnings import CodeWarnings
from bot.services.counting import Counting
from bot.services.coupons import CouponService, card_view
from bot.services.exchange import Exchange
from bot.services.explaining import Explaining
from bot.services.exports import Exports
from bot.services.fragments import FragmentService
from bot.services.friends import FriendService
from bot.services.grouping import GroupService
from bot.services.hands import Hands
from bot.services.housekeeping import Housekeeping
from bot.services.importing import Importing
from bot.services.inviting import Inviting
from bot.services.jumping import Jumping
from bot.services.labelling import LabelService
from bot.services.media import MediaService
from bot.services.members import MemberService
from bot.services.menus import Drawn, MenuService
from bot.services.metrics import Metrics, check_token
from bot.services.names import Names
from bot.services.notices import NoticeService
from bot.services.opens import Opens
from bot.services.owner.conversations import OwnerConversations
from bot.services.owner.executor import OwnerExecutor
from bot.services.owner.reads import OwnerReads
from bot.services.places import PlaceService
from bot.services.pressing import PressService
from bot.services.quota import QuotaService
from bot.services.quota_warnings import QuotaWarnings
from bot.services.reactions import Reactions
from bot.services.route_links import LoginChannel, RouteLinks
from bot.services.routes import RouteKeeping
from bot.services.setup import Checkup, Setup
from bot.services.staff import StaffService
from bot.services.steering import Steering
from bot.services.tagging import TaggingMany
from bot.services.taps import TapService
from bot.services.trials import Trials
from bot.services.variants import Variants
from bot.services.versions import VersionService
from bot.services.weekly import Weekly
from bot.shelves import FolderShelf, S3Shelf, Shelf, s3_client
from bot.store import admissions, engine, workers
from bot.store import settings as account_settings
from bot.store.db import database, open_database, open_inbox, sqlite_path
from bot.store.inbox import Inbox
from bot.store.meters import Tally
from flex_templates.catalogs import LOCALES, closest
from flex_templates.menus import KINDS, menu_definition, menu_image
from flex_templates.render import end_test_quick_reply, render, stop_quick_reply
from flex_templates.views.owner import Broken
from flex_templates.views.parts import View

if TYPE_CHECKING:
    from admin_flows.engine.runner import Runner
    from bot.delivery.held import HeldNews
    from bot.delivery.limiter import Endpoint
    from bot.delivery.moving import Mover
    from bot.delivery.reaching import Reaching
    from bot.delivery.retime import Retiming
    from bot.delivery.shared_limiter import SharedLimiter
    from bot.delivery.skipping import Skipping
    from bot.delivery.system import DeliverySystem
    from bot.dispatch import Dispatcher
    from bot.drain import Drain
    from bot.handling import Handler
    from bot.line.gateway import Chat, Crowd
    from bot.outside import Inquirer
    from bot.web.api import Api

TOKEN_BYTES = 6
API_PAGE = "/api/v1/"
# Of each token.
API_REQUESTS_PER_SECOND = 50
# Monitors ask every few seconds; to count a million who wait takes part of one.
COUNTED_SECONDS = 30.0
# People of whom LINE told no language are spoken to in the account's.
DEFAULT_LOCALE = "ja"

Messages = list[dict[str, Any]]


def _drawn_menus() -> list[Drawn]:
    return [
        Drawn(kind, locale, menu_definition(kind, locale), menu_image(kind, locale))
        for kind in KINDS
        for locale in LOCALES
    ]


class Parts:
    """`engine`: this process does the mass writes (see `open_database`). `line`, `crowd` and
    `clock` are outside: given by tests, else the real ones.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        engine: bool = False,
        line: "Chat | None" = None,
        crowd: "Crowd | None" = None,
        clock: Clock | None = None,
    ) -> None:
        self.settings = settings
        self._engine = engine
        self._line, self._crowd, self._clock = line, crowd, clock

    @classmethod
    def from_environment(cls, *, engine: bool = False) -> Self:
        from bot.logging import setup_logging

        settings = load_settings()
        setup_logging(settings)
        parts = cls(settings, engine=engine)
        parts.open()
        return parts

    def open(self) -> None:
        """Points the models at this process's database; it connects when it is first used."""
        database.initialize(open_database(self.settings.database_url, engine=self._engine))

    # Outside

    @cached_property
    def clock(self) -> Clock:
        file = self.settings.clock_file
        return self._clock or (FileClock(file) if file else SystemClock())

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(open_inbox(self.settings.database_url))

    @cached_property
    def waker(self) -> Waker:
        return Waker(self.settings.redis_url)

    @cached_property
    def line(self) -> "Chat":
        if self._line:
            return self._line
        from bot.line.chat import LineChat

        return LineChat(
            self.settings.line_channel_access_token.get_secret_value(),
            self.settings.line_api_base,
            told=self.tally.answered,
        )

    @cached_property
    def crowd(self) -> "Crowd":
        """LINE again, from this process's one event loop."""
        if self._crowd:
            return self._crowd
        from bot.line.crowd import LineCrowd

        token = self.settings.line_channel_access_token.get_secret_value()
        return LineCrowd(token, self.settings.line_api_base, told=self.tally.answered)

    @cached_property
    def _loop(self) -> asyncio.Runner:
        """Kept, so that connections to LINE stay open from one event to the next."""
        import uvloop

        return asyncio.Runner(loop_factory=uvloop.new_event_loop)

    @cached_property
    def shelf(self) -> Shelf:
        settings, folder = self.settings, FolderShelf(self.media_folder)
        if settings.s3_endpoint is None:
            return folder
        client = s3_client(
            settings.s3_endpoint,
            settings.s3_region,
            settings.s3_access_key or "",
            settings.s3_secret_key.get_secret_value() if settings.s3_secret_key else "",
        )
        return S3Shelf(client, settings.s3_bucket or "", folder)

    @property
    def media_folder(self) -> Path:
        return self.settings.data_dir.absolute() / "media"

    def media_url(self, media: str) -> str:
        """A stored picture's address; an address of its own stays what it is."""
        if media.startswith("https://"):
            return media
        return f"{self.settings.public_base_url}/media/{media}"

    # Services

    def account(self) -> Account:
        return account_settings.account(self.settings.account_timezone.key)

    @cached_property
    def friends(self) -> FriendService:
        return FriendService(self.clock, self.account)

    @cached_property
    def labels(self) -> LabelService:
        return LabelService(self.clock, self.account)

    @cached_property
    def access(self) -> ApiAccess:
        return ApiAccess(self.clock, self.settings.line_channel_secret.get_secret_value())

    @cached_property
    def api(self) -> "Api":
        """For the web process alone."""
        from bot.web.api import Api
        from bot.web.rate import Rate
        from bot.web.strangers import WRONG_A_MINUTE

        return Api(
            ApiService(self.clock, self.account),
            self.access,
            self.clock,
            Rate(self.settings.redis_url, API_REQUESTS_PER_SECOND),
            Rate(self.settings.redis_url, WRONG_A_MINUTE, 60),
            wake=self._wake_all,
        )

    def _wake_all(self) -> None:
        for queue in QUEUES:
            self.waker.wake(queue)

    @cached_property
    def explaining(self) -> Explaining:
        return Explaining(self.clock, self.account)

    @cached_property
    def groups(self) -> GroupService:
        return GroupService(self.clock, self.account)

    @cached_property
    def menus(self) -> MenuService:
        return MenuService(self.line, self.clock, _drawn_menus)

    @cached_property
    def names(self) -> Names:
        return Names(self.crowd, self.clock, self._loop)

    @cached_property
    def importing(self) -> Importing:
        return Importing(self.line, self.crowd, self.clock, self.account, self._loop)

    @cached_property
    def members(self) -> MemberService:
        return MemberService(self.clock, self.account, self.menus, self.notices.joined)

    @cached_property
    def inviting(self) -> Inviting:
        return Inviting(
            self.clock,
            self.settings.line_channel_secret.get_secret_value(),
            self.settings.public_base_url,
            self.settings.line_api_base,
        )

    @cached_property
    def staff(self) -> StaffService:
        return StaffService(self.clock, self.account, self.hands, self.execute)

    @cached_property
    def hands(self) -> Hands:
        steering = Steering(self.clock, self.friends, self.reads.friend, self.execute.by_staff)
        return Hands(
            *(self.clock, self.friends, self.reads.friend, self.account),
            steering=steering,
            media_url=self.media_url,
        )

    @cached_property
    def media(self) -> MediaService:
        return MediaService(self.shelf, self.clock)

    @cached_property
    def coupons(self) -> CouponService:
        return CouponService(self.clock, self.account)

    @cached_property
    def presses(self) -> PressService:
        enter = Jumping(self.clock, self.account).enter
        return PressService(self.clock, self.account, enter, self.media_url)

    def _coupon_card(
        self, coupon: Any, code: str, until: date | None, locale: str
    ) -> dict[str, Any]:
        return self.render(card_view(coupon, code, until, self.media_url), locale)[0]

    @property
    def variants(self) -> Variants:
        return Variants(self.shelf)

    @cached_property
    def asking(self) -> AskService:
        return AskService(self.clock, self.account)

    @cached_property
    def taps(self) -> TapService:
        return TapService(self.inbox, self.clock, partial(self.waker.wake, "chat"))

    @cached_property
    def routes(self) -> RouteKeeping:
        by_login = self.settings.line_login_channel_id is not None
        return RouteKeeping(self.clock, self.settings.public_base_url, by_login)

    @cached_property
    def route_links(self) -> RouteLinks:
        return RouteLinks(
            self.inbox,
            self.clock,
            partial(self.waker.wake, "chat"),
            self.settings.line_api_base,
            self.setup.learn_name,
            self._login,
        )

    @property
    def _login(self) -> LoginChannel | None:
        from bot.line.login import LineLogin

        settings, secret = self.settings, self.settings.line_login_channel_secret
        if settings.line_login_channel_id is None or secret is None:
            return None
        channel, opened = settings.line_login_channel_id, secret.get_secret_value()
        callback = f"{settings.public_base_url}/login/callback"
        line = LineLogin(channel, opened, settings.line_api_base)
        return LoginChannel(channel, opened, callback, line)

    @cached_property
    def notices(self) -> NoticeService:
        return NoticeService(
            self.line, self.clock, self.account, self.staff, self.render, self.inbox.unanswered
        )

    @cached_property
    def quota(self) -> QuotaService:
        every = self.settings.quota_refresh_seconds
        return QuotaService(self.line, self.clock, every, self.quota_warnings.run)

    @cached_property
    def quota_warnings(self) -> QuotaWarnings:
        return QuotaWarnings(self.clock, self.account, self.notices)

    @cached_property
    def trials(self) -> Trials:
        return Trials(self.clock, self.account, self.notices)

    @cached_property
    def housekeeping(self) -> Housekeeping:
        return Housekeeping(self.inbox, self.clock, self.media.forget)

    @cached_property
    def reads(self) -> OwnerReads:
        return OwnerReads(
            self.clock,
            self.account,
            self.media_url,
            stop_quick_reply,
            self.inbox,
            f"{self.settings.public_base_url}{API_PAGE}",
            self.routes,
            self.inviting,
            self.chart_url,
            self.settings.public_base_url,
        )

    @cached_property
    def exports(self) -> Exports:
        return Exports(self.clock, self.reads, lambda: self.staff.locale)

    def chart_url(self, chart: Chart) -> str:
        secret = self.settings.line_channel_secret.get_secret_value()
        return f"{self.settings.public_base_url}/chart/{address(chart, secret)}"

    @cached_property
    def charts(self) -> Charts:
        return Charts(self.settings.line_channel_secret.get_secret_value())

    @cached_property
    def execute(self) -> OwnerExecutor:
        return OwnerExecutor(
            self.clock,
            self.account,
            self.inbox,
            self.access,
            self.routes,
            self.inviting,
            self._hurry,
            self.media_url,
        )

    def _hurry(self, walk: int) -> str | None:
        """What sends is only made once somebody has something sent."""
        return self.delivery.hurry.send(walk)

    @cached_property
    def exchange(self) -> Exchange:
        return Exchange(self.reads, self.execute)

    @cached_property
    def versions(self) -> VersionService:
        return VersionService(self.reads, self.execute)

    @cached_property
    def checking(self) -> Checking:
        return Checking(self.clock, self.account)

    @cached_property
    def places(self) -> PlaceService:
        return PlaceService()

    @cached_property
    def fragments(self) -> FragmentService:
        return FragmentService(self.clock)

    @cached_property
    def setup(self) -> Setup:
        callback = f"{self.settings.public_base_url}/callback"
        return Setup(self.line, callback, self.menus.set_up)

    @cached_property
    def checkup(self) -> Checkup:
        return Checkup(
            self.line,
            self.clock,
            (
                (
                    "database",
                    readiness.check_database,
                    "see that it runs and has room; run `flask --app bot db upgrade`",
                ),
                ("disk", partial(readiness.check_disk, self._folders), "free some space"),
                ("redis", self._ping_redis, "start Redis, or set REDIS_URL"),
                *self._login_check,
            ),
        )

    @property
    def _login_check(self) -> tuple[tuple[str, Callable[[], object], str], ...]:
        """Where there is such a channel."""
        login = self._login
        if login is None:
            return ()
        remedy = "see LINE_LOGIN_CHANNEL_ID and LINE_LOGIN_CHANNEL_SECRET"
        return (("login", login.check, remedy),)

    # Conversations

    def render(self, view: View, locale: str, token: str = "-") -> Messages:  # noqa: S107
        return render(view, locale=locale, token=token, zone=self.account().zone)

    @cached_property
    def runner(self) -> "Runner":
        from admin_flows.engine.runner import Runner
        from admin_flows.screens import FLOWS

        return Runner(
            flows=FLOWS,
            reads=self.reads,
            execute=self.execute,
            conversations=OwnerConversations(),
            render=self.render,
            clock=self.clock,
            new_token=partial(token_urlsafe, TOKEN_BYTES),
            strict=False,
        )

    @cached_property
    def dispatcher(self) -> "Dispatcher":
        from bot.dispatch import Dispatcher

        return Dispatcher(
            clock=self.clock,
            friends=self.friends,
            members=self.members,
            staff=self.staff,
            menus=self.menus,
            taps=self.taps,
            asking=self.asking,
            coupons=self.coupons,
            presses=self.presses,
            runner=self.runner,
            render=self.render,
            locale_of=self.locale_of,
        )

    @cached_property
    def inquirer(self) -> "Inquirer":
        from bot.outside import Inquirer

        return Inquirer(self.line, self.crowd, self.clock, self.members, self.media)

    @cached_property
    def drain(self) -> "Drain":
        from bot.drain import Drain

        return Drain(
            inbox=self.inbox,
            inquirer=self.inquirer,
            handler=self._handler,
            menus=self.menus,
            loop=self._loop,
            clock=self.clock,
            wake_sends=partial(self.waker.wake, "sends"),
        )

    @property
    def _handler(self) -> "Handler":
        from bot.handling import Handler

        return Handler(
            inbox=self.inbox,
            inquirer=self.inquirer,
            dispatcher=self.dispatcher,
            replies=self.delivery.replies,
            finisher=self._finisher,
            clock=self.clock,
            sorry=self._sorry,
        )

    @property
    def _finisher(self) -> Finisher:
        answering = Answering(self.crowd, self.clock, self._sorry)
        return Finisher(
            answering,
            self.delivery.replies,
            self.staff,
            self.clock,
            self._loop,
            self._revealed,
        )

    def _revealed(self, answer: str) -> str:
        """Secrets stand only in what is said, never in what is stored."""
        return self.inviting.revealed(self.access.revealed(answer))

    def _sorry(self, number: str) -> Messages:
        return self.render(Broken(number=number), DEFAULT_LOCALE)

    def warm_up(self) -> None:
        """Compiles the cards' shared parts, and asks LINE for the account's name if nobody has."""
        self._sorry("")
        if not self.account().name or not account_settings.basic_id():
            with suppress(LineError):
                self.setup.learn_name()

    # Delivery

    @cached_property
    def delivery(self) -> "DeliverySystem":
        from bot.delivery.system import DeliverySystem
        from bot.line.sender import LineSender

        settings = self.settings
        token = settings.line_channel_access_token.get_secret_value()
        return DeliverySystem(
            new_sender=partial(LineSender, token, settings.line_api_base, told=self.tally.answered),
            tally=self.tally,
            new_limiter=self._new_limiter,
            clock=self.clock,
            account=self.account,
            worker=f"{socket.gethostname()}:{os.getpid()}",
            media_url=self.media_url,
            locale_of=self.locale_of,
            quick_reply=stop_quick_reply,
            test_reply=end_test_quick_reply,
            link_base=f"{settings.public_base_url}/l/",
            coupon_card=self._coupon_card,
            hold_seconds=settings.quota_refresh_seconds,
            enter=Jumping(self.clock, self.account).enter,
            lease_seconds=settings.lease_seconds,
        )

    @cached_property
    def reactions(self) -> Reactions:
        return Reactions(self.clock, self.account)

    @cached_property
    def opens(self) -> Opens:
        return Opens(self.line, self.clock)

    @cached_property
    def weekly(self) -> Weekly:
        return Weekly(self.clock, self.account, self.notices)

    @cached_property
    def code_warnings(self) -> CodeWarnings:
        return CodeWarnings(self.notices)

    @cached_property
    def counting(self) -> Counting:
        return Counting(self.clock, self.account)

    @cached_property
    def admitting(self) -> Admitting:
        return Admitting(self.clock, self.account)

    @cached_property
    def tagging(self) -> TaggingMany:
        return TaggingMany(self.clock, self.account)

    @cached_property
    def retiming(self) -> "Retiming":
        from bot.delivery.retime import Retiming

        return Retiming(self.clock, self.account)

    @cached_property
    def mover(self) -> "Mover":
        from bot.delivery.moving import Mover

        return Mover(self.clock, self.account)

    @cached_property
    def reaching(self) -> "Reaching":
        from bot.delivery.reaching import Reaching

        return Reaching(self.clock, self.account)

    @cached_property
    def held(self) -> "HeldNews":
        from bot.delivery.held import HeldNews

        return HeldNews(self.clock)

    @cached_property
    def skipping(self) -> "Skipping":
        from bot.delivery.skipping import Skipping

        return Skipping(self.clock, self.account)

    def _new_limiter(self) -> "SharedLimiter":
        from bot.delivery.shared_limiter import SharedLimiter
        from bot.queue import connect_async

        limits: dict[Endpoint, float] = {
            "push": self.settings.limit_push_per_second,
            "multicast": self.settings.limit_multicast_per_second,
        }
        connection = connect_async(self.settings.redis_url)
        return SharedLimiter(connection, limits, lambda: workers.alive(self.clock.real()))

    @staticmethod
    def locale_of(language: str) -> str:
        return closest(language or DEFAULT_LOCALE)

    # For monitors

    @property
    def checks(self) -> Mapping[str, Any]:
        return {
            "database": readiness.check_database,
            "inbox": partial(readiness.check_inbox, self.inbox),
            "disk": partial(readiness.check_disk, self._folders),
            "redis": self._ping_redis,
            "token": check_token,
        }

    @property
    def _folders(self) -> list[Path]:
        url = self.settings.database_url
        own = [sqlite_path(url).parent] if url.startswith("sqlite:") else []
        return [self.settings.data_dir, *own]

    def _ping_redis(self) -> None:
        with connect(self.settings.redis_url) as client:
            client.ping()

    @cached_property
    def tally(self) -> Tally:
        """What this process counts for monitors."""
        return Tally()

    @cached_property
    def metrics(self) -> Metrics:
        return Metrics(self.inbox, self.clock, self.account, keep_seconds=COUNTED_SECONDS)

    def next_due(self) -> datetime | None:
        due = [engine.next_due(epoch(self.clock.now())), admissions.first_at()]
        return min((from_epoch(at) for at in due if at is not None), default=None)

    def close_after_request(self) -> None:
        """Else each of a server's threads would keep two connections of PostgreSQL's hundred."""
        database.close()
        self.inbox.close()

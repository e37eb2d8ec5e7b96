"""The only place where parts are put together. Each part is made when it is first asked for."""

import os
import socket
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, Self

from bot.clock import Clock, FileClock, SystemClock, from_epoch
from bot.config import Settings, load_settings
from bot.domain.account import Account
from bot.finishing import Finisher
from bot.line.gateway import LineError
from bot.queue import Waker, connect
from bot.services.answers import Answering
from bot.services.exchange import Exchange
from bot.services.friends import FriendService
from bot.services.housekeeping import Housekeeping
from bot.services.media import MediaService
from bot.services.members import MemberService
from bot.services.menus import Drawn, MenuService
from bot.services.metrics import Metrics, check_token
from bot.services.notices import NoticeService
from bot.services.owner.conversations import OwnerConversations
from bot.services.owner.executor import OwnerExecutor
from bot.services.owner.reads import OwnerReads
from bot.services.quota import QuotaService
from bot.services.quota_warnings import QuotaWarnings
from bot.services.setup import Checkup, Setup
from bot.services.staff import StaffService
from bot.store import engine, migrate, workers
from bot.store import settings as account_settings
from bot.store.db import database, open_database, open_inbox
from bot.store.inbox import Inbox
from bot.web.health import Gauge
from flex_templates.catalogs import LOCALES, closest
from flex_templates.menus import KINDS, menu_definition, menu_image
from flex_templates.render import render, stop_quick_reply
from flex_templates.views.owner import Broken
from flex_templates.views.parts import View

if TYPE_CHECKING:
    from admin_flows.engine.runner import Runner
    from bot.delivery.limiter import Endpoint
    from bot.delivery.shared_limiter import SharedLimiter
    from bot.delivery.system import DeliverySystem
    from bot.dispatch import Dispatcher
    from bot.drain import Drain
    from bot.line.gateway import Chat
    from bot.outside import Inquirer

TOKEN_BYTES = 6
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
    """`engine`: this process does the mass writes (see `open_database`). `line` and `clock` are
    outside: given by tests, else the real ones.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        engine: bool = False,
        line: "Chat | None" = None,
        clock: Clock | None = None,
    ) -> None:
        self.settings = settings
        self._engine = engine
        self._line, self._clock = line, clock

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
        )

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
    def menus(self) -> MenuService:
        return MenuService(self.line, self.clock, _drawn_menus)

    @cached_property
    def members(self) -> MemberService:
        return MemberService(self.clock, self.account, self.menus)

    @cached_property
    def staff(self) -> StaffService:
        return StaffService(self.clock, self.account)

    @cached_property
    def media(self) -> MediaService:
        return MediaService(self.media_folder, self.clock)

    @cached_property
    def notices(self) -> NoticeService:
        return NoticeService(self.line, self.clock, self.account, self.staff, self.render)

    @cached_property
    def quota(self) -> QuotaService:
        every = self.settings.quota_refresh_seconds
        return QuotaService(self.line, self.clock, every, self.quota_warnings.run)

    @cached_property
    def quota_warnings(self) -> QuotaWarnings:
        return QuotaWarnings(self.clock, self.account, self.notices)

    @cached_property
    def housekeeping(self) -> Housekeeping:
        return Housekeeping(self.inbox, self.clock)

    @cached_property
    def reads(self) -> OwnerReads:
        return OwnerReads(self.clock, self.account, self.media_url, stop_quick_reply, self.inbox)

    @cached_property
    def execute(self) -> OwnerExecutor:
        return OwnerExecutor(self.clock, self.account, self.inbox)

    @cached_property
    def exchange(self) -> Exchange:
        return Exchange(self.reads, self.execute)

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
                ("database", self._check_database, "run `flask --app bot db upgrade`"),
                ("redis", self._ping_redis, "start Redis, or set REDIS_URL"),
            ),
        )

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
            runner=self.runner,
            render=self.render,
            locale_of=self.locale_of,
        )

    @cached_property
    def inquirer(self) -> "Inquirer":
        from bot.outside import Inquirer

        return Inquirer(self.line, self.clock, self.members, self.media)

    @cached_property
    def drain(self) -> "Drain":
        from bot.drain import Drain

        return Drain(
            inbox=self.inbox,
            inquirer=self.inquirer,
            dispatcher=self.dispatcher,
            replies=self.delivery.replies,
            finisher=self._finisher,
            clock=self.clock,
            sorry=self._sorry,
            wake_sends=partial(self.waker.wake, "sends"),
        )

    @property
    def _finisher(self) -> Finisher:
        answering = Answering(self.line, self.clock, self._sorry)
        return Finisher(answering, self.delivery.replies, self.menus, self.clock)

    def _sorry(self, number: str) -> Messages:
        return self.render(Broken(number=number), DEFAULT_LOCALE)

    def warm_up(self) -> None:
        """Compiles the cards' shared parts, and asks LINE for the account's name if nobody has."""
        self._sorry("")
        if not self.account().name:
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
            new_sender=partial(LineSender, token, settings.line_api_base),
            new_limiter=self._new_limiter,
            clock=self.clock,
            account=self.account,
            worker=f"{socket.gethostname()}:{os.getpid()}",
            media_url=self.media_url,
            locale_of=self.locale_of,
            quick_reply=stop_quick_reply,
            hold_seconds=settings.quota_refresh_seconds,
            lease_seconds=settings.lease_seconds,
        )

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
            "database": self._check_database,
            "inbox": self.inbox.depth,
            "redis": self._ping_redis,
            "token": check_token,
        }

    def _check_database(self) -> None:
        missing = migrate.pending()
        if missing:
            raise RuntimeError(f"not migrated: {missing}")

    def _ping_redis(self) -> None:
        with connect(self.settings.redis_url) as client:
            client.ping()

    def gauges(self) -> Iterable[Gauge]:
        figures = Metrics(self.inbox, self.clock).read()
        return (Gauge(figure.name, figure.help, figure.value) for figure in figures)

    def next_due(self) -> datetime | None:
        due = engine.next_due()
        return None if due is None else from_epoch(due)

    def close_after_request(self) -> None:
        """PostgreSQL's connection may be cut between two requests; a fresh one costs little."""

"""Making a channel ready for the bot, and finding out what is not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.clock import Clock
from bot.line.gateway import Account, LineError
from bot.services.readiness import Unwell
from bot.store import settings
from bot.store.db import atomic

CLOCK_SECONDS = 5


@dataclass(frozen=True)
class Setup:
    """`make_menus` creates the rich menus at LINE. Each step gives a line of what it did."""

    line: Account
    callback_url: str
    make_menus: Callable[[], None]

    def run(self) -> Iterator[str]:
        yield f"Account: {self.learn_name()}"
        self.line.set_webhook(self.callback_url)
        yield f"Webhook: {self.callback_url}"
        self.make_menus()
        yield "Rich menus: made, and shown to friends"

    def learn_name(self) -> str:
        """What friends know the account by. Raises LineError."""
        info = self.line.bot_info()
        with atomic():
            settings.set_account_name(info.name)
            settings.set_basic_id(info.basic_id)
        return info.name


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    well: bool
    detail: str


@dataclass(frozen=True)
class Checkup:
    """`local` checks raise when their part is unwell; their remedies stand beside them."""

    line: Account
    clock: Clock
    local: tuple[tuple[str, Callable[[], object], str], ...]

    def run(self) -> Iterator[Finding]:
        yield self._ask("token", self._token, "issue a channel access token and set it again")
        yield self._ask("webhook", self._webhook, "run `line setup`; is the address reachable?")
        yield self._ask("quota", self._quota, "look at the plan in the LINE account manager")
        yield self._ask("time", self._time, "set this machine's clock by the network (NTP)")
        for name, check, remedy in self.local:
            yield self._ask(name, check, remedy)

    def _ask(self, name: str, check: Callable[[], object], remedy: str) -> Finding:
        try:
            return Finding(name, True, str(check() or "ok"))
        except LineError as error:
            return Finding(name, False, f"{_short(error.outcome)}: {remedy}")
        except Unwell as error:
            return Finding(name, False, f"{error}: {remedy}")
        except Exception as error:
            return Finding(name, False, f"{type(error).__name__}: {remedy}")

    def _token(self) -> str:
        return self.line.bot_info().name

    def _webhook(self) -> str:
        result = self.line.test_webhook()
        if not result.success:
            raise Unwell(result.reason)
        return result.reason

    def _quota(self) -> str:
        used, limit = self.line.consumption(), self.line.quota()
        return f"{used} of {'any number' if limit is None else limit} messages used this month"

    def _time(self) -> str:
        """Leases and retry keys are compared by clocks: a minute's difference is too much."""
        theirs = self.line.server_time()
        if theirs is None:
            return "LINE did not say its time"
        ahead = self.clock.real() - theirs.timestamp()
        if abs(ahead) > CLOCK_SECONDS:
            raise Unwell(f"{ahead:+.0f} s against LINE's clock")
        return f"within {CLOCK_SECONDS} s of LINE's clock"


def _short(outcome: object) -> str:
    return type(outcome).__name__

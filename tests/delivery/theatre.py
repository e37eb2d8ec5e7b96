"""A shop, a moody LINE and a shadow of both: each act is played in the shop and in the shadow."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator
from itertools import count

from bot.clock import FakeClock
from bot.delivery.retime import Retiming
from bot.delivery.system import DeliverySystem
from bot.domain.outcomes import Accepted, NotSent, Outcome, Unavailable
from bot.services.friends import Came
from bot.store import friends, overdue, quota, settings, versions
from bot.store.db import atomic, database, open_database, open_inbox, rows
from bot.store.inbox import Inbox
from bot.store.models import Friend
from bot.store.quota import Quota
from flex_templates.views.friend import OneStopped, Stopped
from tests.delivery.ledger import Entry
from tests.delivery.moody import MoodyLine
from tests.delivery.shadow import NAMES, Shadow, Walk, document
from tests.delivery.world import World, user_id
from tests.services.shop import Shop

WHO = {user_id(name): name for name in NAMES}
TITLES = {"A": "ご案内", "B": "お知らせ"}
REPLIES: dict[str, tuple[bool, Outcome | None]] = {
    "well": (True, Accepted()),
    "answer lost": (True, Unavailable("timeout")),
    "hangs": (False, Unavailable("timeout")),
    "not reached": (False, NotSent("refused")),
    "the process dies": (True, None),
}
"""Whether LINE takes the reply, and what we hear."""


class Crash(SystemExit):
    """The process ends here: what was not committed is forgotten, nothing else goes on."""


class Hurried(FakeClock):
    """Whoever asks it again and again is late in the end: a round beside another one that has
    everybody locked must end before that one goes on."""

    def real(self) -> float:
        self.epoch += 0.02
        return self.epoch


async def _send(system: DeliverySystem) -> None:
    """Also on SQLite, where no two processes would."""
    lines = system.connect()
    try:
        await system.send(lines, 1.0, lambda: False)
    finally:
        await lines.aclose()


class Theatre:
    def __init__(self, url: str, *, personal: bool) -> None:
        database.initialize(open_database(url, engine=True))
        versions.forget()
        self.personal = personal
        self.shadow = Shadow()
        self.line = MoodyLine(accepted=self._accepted, on_request=self._requested)
        self.world = World(line=self.line)
        self.line.real = self.world.clock.real
        self._events = open_inbox(url)
        self.shop = Shop(self.world, Inbox(self._events))
        self._keys: set[str] = set()
        self._line_ms = count(self.world.ms())  # LINE's own clock is never set back
        self.may_send: int | None = None
        self.wrong: list[str] = []
        self.ids = {
            letter: self.shop.started(*document(letter, 1, personal=personal), name=title)
            for letter, title in TITLES.items()
        }
        self._letters = {scenario: letter for letter, scenario in self.ids.items()}

    def close(self) -> None:
        self._events.close()
        database.close()

    def letter(self, scenario: int) -> str:
        return self._letters[scenario]

    def step_id(self, version: int, step: int) -> str:
        return versions.walk(version).stops[step].step.id

    # What LINE sees

    def _requested(self, entry: Entry) -> None:
        if entry.key not in self._keys:
            self._keys.add(entry.key)
            with self._noting():
                self.shadow.leaves(_text(entry).split("/")[1], self.world.clock.now())

    def _accepted(self, entry: Entry) -> None:
        text = _text(entry)
        for person in entry.to:
            with self._noting():
                self.shadow.comes((WHO[person], text[0]), text, self.world.clock.now())

    @contextlib.contextmanager
    def _noting(self) -> Iterator[None]:
        """A batch that breaks stops nothing, so an error would only be logged here."""
        try:
            yield
        except Exception as error:
            self.wrong.append(f"{type(error).__name__}: {error}")

    def paid(self) -> int:
        return sum(len(entry.to) for entry in self.line.entries if entry.endpoint != "reply")

    def on_the_wire(self) -> set[Walk]:
        """Who is in a request that may have left, and is not settled."""
        found = rows(
            "SELECT f.user_id, e.scenario_id FROM enrollment e JOIN friend f ON f.id = e.friend_id"
            " JOIN batch b ON b.id = e.batch_id WHERE b.state = 1 AND b.handed_at IS NOT NULL"
        )
        return {(WHO[user], self.letter(scenario)) for user, scenario in found}

    # Friends

    def friend(self, name: str) -> Friend:
        return friends.known(user_id(name))

    def follow(self, name: str, reply: str) -> None:
        """The first step leaves as the reply, of which nothing, something or all goes well."""
        friends.known(user_id(name))
        friends.set_profiles([(user_id(name), name, "ja", "")], at=0)
        self.shadow.enters(name)
        replies, taken, outcome = self.world.system().replies, *REPLIES[reply]
        with atomic():
            [said] = self.world.friends.followed([self._came(name, unblocked=False)])
            frozen = replies.freeze(said.first_step) if said.first_step else None
        if frozen is None:
            return
        if taken:
            entry = Entry("reply", (user_id(name),), frozen.messages, f"token of {name}")
            self.line.entries.append(entry)
            self._accepted(entry)
        if outcome:
            replies.settle(frozen.batch_id, outcome)

    def _came(self, name: str, *, unblocked: bool) -> Came:
        return Came(self.friend(name), unblocked=unblocked, at_ms=next(self._line_ms))

    def news_of_follow(self, name: str, *, blocked: bool, unblocked: bool = True) -> None:
        self.world.clock.tick(1)
        self.stops_matter()
        with atomic():
            if blocked:
                self.world.friends.unfollowed(self.friend(name), at_ms=next(self._line_ms))
                self.shadow.blocked.add(name)
            else:
                self.world.friends.followed([self._came(name, unblocked=unblocked)])
                self.shadow.blocked.discard(name)

    def stop(self, name: str) -> None:
        coming = {who for who, _ in self.stops_matter()}
        with atomic():
            view = self.world.friends.stop(self.friend(name))
        if isinstance(view, Stopped):
            assert view.on_its_way == (name in coming), "the confirmation says what still arrives"
        self.shadow.stopped.add(name)

    def resume(self, name: str) -> None:
        with atomic():
            self.world.friends.resume(self.friend(name))
        self.shadow.stopped.discard(name)

    def stop_one(self, name: str, letter: str) -> None:
        coming = self.stops_matter()
        with atomic():
            view = self.world.friends.stop_one(self.friend(name), self.ids[letter])
        if isinstance(view, OneStopped):
            assert view.on_its_way == ((name, letter) in coming)
            self.shadow.stopped_here.add((name, letter))

    def resume_one(self, name: str, letter: str) -> None:
        with atomic():
            self.world.friends.resume_one(self.friend(name), self.ids[letter])
        if name not in self.shadow.stopped:
            self.shadow.stopped_here.discard((name, letter))

    def stops_matter(self) -> set[Walk]:
        """From now on what is not on the wire may not come."""
        self.shadow.on_the_wire = self.on_the_wire()
        return self.shadow.on_the_wire

    # Rounds

    def round(self, moods: list[str], checkpoint: Callable[[str], None] = lambda _: None) -> None:
        self.stops_matter()

        def noted(here: str) -> None:
            with self._noting():
                checkpoint(here)

        self.line.moods, self.world.checkpoint = moods, noted
        try:
            self.world.send()
        except Crash:
            database.close()
            self.world.worker += "+"
        finally:
            self.world.checkpoint = lambda _: None
        if overdue.skipped():
            self.shop.lead_on()
            self.world.send()

    def sleeps_past_the_lease(self) -> None:
        """And another worker, in a thread, goes on with its batches."""
        self.world.clock.tick(70)
        self.stops_matter()
        self._beside(self.world.clock)  # nobody is locked: it ends when nothing is left to do

    def another_sends(self) -> None:
        clock = self.world.clock
        self._beside(Hurried(clock.business, clock.epoch))

    def _beside(self, clock: FakeClock) -> None:
        """A round of another worker, in a thread, while this one stands still."""
        second = World(self.line, clock, worker="another")
        failed: list[BaseException] = []

        def work() -> None:
            try:
                asyncio.run(_send(second.system()))
            except BaseException as error:
                failed.append(error)
            finally:
                database.close()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if failed:
            raise failed[0]

    def quota_is(self, left: int | None) -> None:
        """LINE's figure is exact here, and the one before it, too: what is left is left."""
        for _ in range(2):
            quota.remember(Quota(0, left, self.world.clock.real()))
        reserved = rows("SELECT reserved FROM quota")[0][0]
        self.may_send = None if left is None else self.paid() + max(left, reserved)

    def moves(self, hours: int) -> None:
        """Business time, as the laptop's clock bar moves it."""
        self.world.move(hours=hours)
        if hours < 0:
            self.shadow.clock_goes_back(self.world.clock.now())

    def times_anew(self) -> None:
        Retiming(self.world.clock, lambda: settings.account("Asia/Tokyo")).run(5, lambda: False)


def _text(entry: Entry) -> str:
    return str(entry.messages[0]["text"]).split()[-1]

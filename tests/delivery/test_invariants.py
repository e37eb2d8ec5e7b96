"""Random acts of owners and friends, faults, crashes and clock moves, against a small model.

What must hold after every act: nobody gets a step twice, steps come in order, and nothing comes to
who stopped or blocked, or from a paused scenario. No more goes than the month allows, and what is
reserved is what open batches need. At the end everything is lifted, and then everybody has
everything.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.outcomes import Outcome, QuotaSpent, Throttled, Unavailable
from bot.store import friends, quota
from bot.store.db import atomic, database, open_database
from bot.store.migrate import upgrade
from bot.store.models import ScenarioState
from bot.store.quota import Quota
from bot.store.versions import forget
from tests.delivery.ledger import LedgerSender
from tests.delivery.world import World, step, unreserved, user_id

NAMES = ("花", "太郎", "次郎", "三郎")
STEPS = ("a", "b", "c")
PLACES = ("claim.batch", "claimed", "handed", "sent", "settle.batch", "settle.finished", "settled")
FAULTS: dict[str, Outcome | None] = {
    "none": None,
    "lost": Unavailable("timeout"),
    "busy": Throttled(0.0),
    "quota": QuotaSpent(),
}

names = st.sampled_from(NAMES)


class Crash(BaseException):
    """The process ends here; SQLite forgets what was not committed."""


class Walks(RuleBasedStateMachine):
    @initialize(personal=st.booleans())
    def begin(self, personal: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        database.initialize(open_database(f"sqlite:///{Path(self.folder.name) / 'w.db'}"))
        forget()
        upgrade()
        self.world = World(line=LedgerSender(before=self._before, after=self._after))
        self.personal = personal
        texts = {s: ("{{ friend.name }} " if personal else "") + s for s in STEPS}
        self.scenario = self.world.scenario(
            step("a", text=texts["a"]),
            step("b", {"hours": 5}, texts["b"]),
            step("c", {"days": 1, "at": "10:00-12:00"}, texts["c"]),
        )
        self.followed: set[str] = set()
        self.stopped: set[str] = set()
        self.blocked: set[str] = set()
        self.paused = False
        self.refusals: list[str] = []
        self.losses = 0
        self.before_round = 0
        self.may_send: int | None = None

    def _before(self, number: int, to: Sequence[str]) -> Outcome | None:
        return FAULTS[self.refusals.pop()] if self.refusals else None

    def _after(self, number: int, to: Sequence[str]) -> Outcome | None:
        self.losses -= 1
        return Unavailable("lost") if self.losses >= 0 else None

    @rule(name=names)
    def follow(self, name: str) -> None:
        if name not in self.followed:
            self.world.follow(name)
            self.followed.add(name)

    @rule(name=names)
    def stop(self, name: str) -> None:
        if name in self.followed:
            with atomic():
                self.world.friends.stop(friends.known(user_id(name)))
            self.stopped.add(name)

    @rule(name=names)
    def resume(self, name: str) -> None:
        if name in self.followed:
            with atomic():
                self.world.friends.resume(friends.known(user_id(name)))
            self.stopped.discard(name)

    @rule(name=names)
    def block(self, name: str) -> None:
        if name in self.followed:
            self._follow_news(name, blocked=True)
            self.blocked.add(name)

    @rule(name=names)
    def unblock(self, name: str) -> None:
        if name in self.blocked:
            self._follow_news(name, blocked=False)
            self.blocked.discard(name)

    def _follow_news(self, name: str, *, blocked: bool) -> None:
        self.world.clock.tick(1)
        friend, at_ms = friends.known(user_id(name)), self.world.ms()
        with atomic():
            if blocked:
                self.world.friends.unfollowed(friend, at_ms=at_ms)
            else:
                self.world.friends.followed(friend, unblocked=True, at_ms=at_ms)

    @rule()
    def pause_or_resume(self) -> None:
        self.paused = not self.paused
        state = ScenarioState.PAUSED if self.paused else ScenarioState.RUNNING
        self.world.set_state(self.scenario, state)

    @rule(hours=st.sampled_from([1, 4, 6, 20, 30]))
    def time_passes(self, hours: int) -> None:
        self.world.move(hours=hours)

    @rule(seconds=st.sampled_from([10, 70, 400]))
    def real_time_passes(self, seconds: int) -> None:
        self.world.clock.tick(seconds)

    @rule(left=st.sampled_from([0, 1, 2, None]))
    def quota_is_asked(self, left: int | None) -> None:
        """LINE's figure is exact here, and the one before it, too: what is left is left."""
        at = self.world.clock.real()
        for _ in range(2):
            quota.remember(Quota(0, left, at))
        reserved = database.execute_sql("SELECT reserved FROM quota").fetchone()[0]
        self.may_send = None if left is None else len(self._people_sent()) + max(left, reserved)

    def _people_sent(self) -> list[str]:
        return [person for entry in self.world.line.entries for person in entry.to]

    @rule(faults=st.lists(st.sampled_from(sorted(FAULTS)), max_size=8), losses=st.integers(0, 3))
    def send(self, faults: list[str], losses: int) -> None:
        self.refusals, self.losses = list(faults), losses
        self._round()

    @rule(place=st.sampled_from(PLACES), passage=st.integers(1, 3))
    def send_and_crash(self, place: str, passage: int) -> None:
        left = [passage]

        def checkpoint(here: str) -> None:
            left[0] -= here == place
            if here == place and not left[0]:
                raise Crash

        self.refusals, self.losses = [], 0
        self.world.checkpoint = checkpoint
        try:
            self._round()
        except Crash:
            database.close()
        finally:
            self.world.checkpoint = lambda _: None

    @precondition(lambda self: self.followed)
    @rule(name=names, place=st.sampled_from(["claimed", "claim.picked"]))
    def stop_between_claim_and_sending(self, name: str, place: str) -> None:
        if name not in self.followed or place != "claimed":
            return
        self.world.checkpoint = lambda here: self.stop(name) if here == place else None
        self.refusals, self.losses = [], 0
        before = len(self.world.line.entries)
        was_open = self._open_batches()
        self._round()
        self.world.checkpoint = lambda _: None
        if name in self.stopped and not was_open:
            after = self.world.line.entries[before:]
            assert not any(user_id(name) in entry.to for entry in after)

    def _open_batches(self) -> int:
        return int(database.execute_sql("SELECT count(*) FROM batch WHERE state = 1").fetchone()[0])

    def _round(self) -> None:
        handed = self._handed()
        before = len(self.world.line.entries)
        self.world.send()
        for entry in self.world.line.entries[before:]:
            fresh = [person for person in entry.to if person not in handed]
            assert not self.paused or not fresh
            for person in fresh:
                assert person not in {user_id(n) for n in self.stopped | self.blocked}

    def _handed(self) -> set[str]:
        """People of batches that were already handed to LINE: these repeat, whoever left."""
        found = database.execute_sql(
            "SELECT f.user_id FROM friend f JOIN enrollment e ON e.friend_id = f.id"
            " JOIN batch b ON b.id = e.batch_id WHERE b.state = 1 AND b.handed_at IS NOT NULL"
        )
        return {row[0] for row in found.fetchall()}

    @invariant()
    def nobody_gets_a_step_twice_or_out_of_order(self) -> None:
        if not hasattr(self, "world"):
            return
        for name in NAMES:
            got = [text[-1] for text in self.world.texts(name)]
            assert got == list(STEPS[: len(got)]), (name, got)

    @invariant()
    def no_more_is_sent_than_the_month_allows(self) -> None:
        if hasattr(self, "world") and self.may_send is not None:
            assert len(self._people_sent()) <= self.may_send

    @invariant()
    def what_is_reserved_is_what_open_batches_need(self) -> None:
        if hasattr(self, "world"):
            assert unreserved() == 0

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        self._lift_everything()
        for _ in range(100):
            self.world.clock.tick(400)
            self.world.move(hours=1)
            self.world.send()
        for name in self.followed:
            assert [text[-1] for text in self.world.texts(name)] == list(STEPS), name
        database.close()
        self.folder.cleanup()

    def _lift_everything(self) -> None:
        self.refusals, self.losses = [], 0
        self.quota_is_asked(None)
        for name in list(self.blocked):
            self.unblock(name)
        for name in list(self.stopped):
            self.resume(name)
        if self.paused:
            self.pause_or_resume()


TestWalks = Walks.TestCase
TestWalks.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

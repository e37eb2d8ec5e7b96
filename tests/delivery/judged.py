"""What must hold after every act, and in the end, when everything is lifted."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from bot.clock import epoch
from bot.store import settings, signals, stuck
from bot.store.db import atomic, rows
from tests.delivery.owners import Owners
from tests.delivery.recount import counted, recounted
from tests.delivery.shadow import NAMES
from tests.delivery.theatre import REPLIES, WHO, Theatre
from tests.delivery.world import unreserved


class Judged(RuleBasedStateMachine):
    def __init__(self, fresh: Callable[[], str]) -> None:
        """`fresh` gives the URL of an empty, migrated database."""
        super().__init__()
        self._fresh = fresh
        self._theatre: Theatre | None = None

    @initialize(personal=st.booleans(), reply=st.sampled_from(sorted(REPLIES)))
    def begin(self, personal: bool, reply: str) -> None:
        """All but one friend are there already."""
        self._theatre = Theatre(self._fresh(), personal=personal)
        for name in NAMES[1:]:
            self._theatre.follow(name, reply)

    @property
    def play(self) -> Theatre:
        assert self._theatre
        return self._theatre

    @property
    def owners(self) -> Owners:
        return Owners(self.play)

    def knows(self, name: str) -> bool:
        return name in self.play.shadow.followers

    def nobody_is_due_without_a_reason(self) -> None:
        play, shadow = self.play, self.play.shadow
        if shadow.stop_all or settings.account_hold():
            return
        now = play.world.clock.now()
        for user, scenario, version, step in rows(
            "SELECT f.user_id, e.scenario_id, e.version_id, e.step FROM enrollment e"
            " JOIN friend f ON f.id = e.friend_id WHERE e.state = 1 AND e.due_at <= :now",
            {"now": epoch(now)},
        ):
            letter = play.letter(scenario)
            waits = shadow.may_wait_now(play.step_id(version, step), now)
            assert letter in shadow.paused or waits, f"{WHO[user]} waits at {step} of {letter}"

    # What always holds

    @invariant()
    def nothing_came_that_may_not(self) -> None:
        assert not self._theatre or not self.play.wrong, self.play.wrong

    @invariant()
    def no_more_is_sent_than_the_month_allows(self) -> None:
        if self._theatre and self.play.may_send is not None:
            assert self.play.paid() <= self.play.may_send

    @invariant()
    def what_is_reserved_is_what_open_batches_need(self) -> None:
        if self._theatre:
            assert unreserved() == 0

    @invariant()
    def nobody_is_lost_between_the_states(self) -> None:
        if self._theatre:
            claimed = (
                "SELECT count(*) FROM enrollment e LEFT JOIN batch b ON b.id = e.batch_id"
                " AND b.state = 1 WHERE e.state = 2 AND b.id IS NULL"
            )
            assert rows(claimed)[0][0] == 0
            shown = sum(batch.people for batch in stuck.batches())
            assert rows("SELECT count(*) FROM enrollment WHERE state = 6")[0][0] == shown

    @invariant()
    def results_agree_with_a_full_count(self) -> None:
        """However much of it is counted into its days."""
        if self._theatre:
            with atomic():
                signals.count_in(3, lambda at: at // 86_400)
            assert counted() == recounted()

    # The end

    def teardown(self) -> None:
        if self._theatre is None:
            return
        try:
            self.lift_everything()
            self._everybody_arrives()
        finally:
            self.play.close()

    def lift_everything(self) -> None:
        play, shadow = self.play, self.play.shadow
        play.line.unknown.clear()
        play.quota_is(None)
        for name in list(shadow.blocked):
            play.news_of_follow(name, blocked=False)
        for name in list(shadow.stopped):
            play.resume(name)
        for name, letter in list(shadow.stopped_here):
            play.resume_one(name, letter)
        for letter in list(shadow.paused):
            self.owners.pause_or_resume(letter)
        if shadow.stop_all:
            self.owners.stop_or_resume_all()

    def _everybody_arrives(self) -> None:
        play = self.play
        for _ in range(300):
            self.owners.decides("again")
            play.times_anew()
            play.round([])
            if not self.next_thing_to_do():
                break
        assert not play.wrong, play.wrong
        for walk in play.shadow.inside:
            assert play.shadow.is_complete(walk), f"{walk} got only {play.shadow.got[walk]}"

    def next_thing_to_do(self) -> bool:
        """The clock runs to the next thing to do. An hour at a time finds every window open."""
        if rows("SELECT 1 FROM batch WHERE state = 1"):
            self.play.world.clock.tick(24 * 3600)
            return True
        [(due,)] = rows("SELECT min(due_at) FROM enrollment WHERE ended = 0")
        if due is not None:
            ahead = due - epoch(self.play.world.clock.now())
            self.play.world.clock.tick(ahead if ahead > 0 else 3600)
        return due is not None

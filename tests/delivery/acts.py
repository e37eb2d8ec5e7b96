"""Random acts of owners and friends, faults, crashes and clock moves, against the shadow.

After every act: nobody gets a step twice, out of order, too early or at night; nothing comes to
whom something keeps from it, but what was on the wire; no more goes than the month allows; all
who are due are sent to, or something that an owner can see is in the way. In the end everything
is lifted, and then everybody has everything.
"""

from collections.abc import Callable
from datetime import time
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.domain.quiet import Quiet
from bot.store.db import is_postgres
from tests.delivery.judged import Judged
from tests.delivery.moody import MOODS
from tests.delivery.shadow import NAMES, NIGHT, Walk
from tests.delivery.theatre import REPLIES, Crash
from tests.delivery.world import user_id

INSIDE_TRANSACTIONS = (
    "claim.picked",
    "claim.batch",
    "claim.reserved",
    "settle.batch",
    "settle.onward",
    "settle.finished",
    "settle.receipt",
    "settle.quota",
    "decide.picked",
    "decide.moved",
    "decide.ended",
)
BETWEEN = ("claimed", "handed", "sent", "settled", "decided")
ZONES = [ZoneInfo(name) for name in ("Asia/Tokyo", "Asia/Taipei", "Pacific/Honolulu")]
CLAIMING = ("claim.picked", "claim.batch", "claim.deliveries")
QUIET = [None, NIGHT, Quiet(time(11), time(15))]

letters = st.sampled_from("AB")
walks = st.tuples(st.sampled_from(NAMES), letters)
passages = st.integers(1, 3)
hours = st.sampled_from((None, None, None, 0, 1, 6, 24))
"""None: something is due, and most of what was in the way is not any more."""
moody = st.lists(st.sampled_from(MOODS), min_size=1, max_size=6)
IN_THE_WAY = ("stop", "one", "block", "pause", "stop all", "end", "unknown", "quota")
OUT_OF_IT = ("resume", "one again", "unblock", "run", "resume all", "follow", "known", "quota")


def at(place: str, passage: int, act: Callable[[], None]) -> Callable[[str], None]:
    """A checkpoint that does this once."""
    left = [passage]

    def checkpoint(here: str) -> None:
        left[0] -= here == place
        if here == place and left[0] == 0:
            act()

    return checkpoint


class Acts(Judged):
    """Sending is what most acts do: whoever is always held is never doubled."""

    @rule(what=st.sampled_from(IN_THE_WAY), who=walks, left=st.sampled_from((0, 1, 3)))
    def something_gets_in_the_way(self, what: str, who: Walk, left: int) -> None:
        self._hinder(what, who, left)

    def _hinder(self, what: str, who: Walk, left: int = 0) -> None:
        play, (name, letter) = self.play, who
        if what in ("stop", "one", "block") and not self.knows(name):
            return
        match what:
            case "stop":
                play.stop(name)
            case "one":
                play.stop_one(name, letter)
            case "block":
                play.news_of_follow(name, blocked=True)
            case "pause" if letter not in play.shadow.paused:
                self.owners.pause_or_resume(letter)
            case "stop all" if not play.shadow.stop_all:
                self.owners.stop_or_resume_all()
            case "end":
                self.owners.end_news("close" if left else "all")
            case "unknown":
                play.line.unknown.add(user_id(name))
            case "quota":
                play.quota_is(left)

    @rule(
        what=st.sampled_from(OUT_OF_IT),
        who=walks,
        skip=st.booleans(),
        reply=st.sampled_from(sorted(REPLIES)),
    )
    def something_goes_out_of_the_way(self, what: str, who: Walk, skip: bool, reply: str) -> None:
        play, (name, letter) = self.play, who
        match what:
            case "follow" if not self.knows(name):
                play.follow(name, reply)
            case "resume" if self.knows(name):
                play.resume(name)
            case "one again" if self.knows(name):
                play.resume_one(name, letter)
            case "unblock" if name in play.shadow.blocked:
                play.news_of_follow(name, blocked=False, unblocked=skip)
            case "run" if letter in play.shadow.paused:
                self.owners.pause_or_resume(letter, skip=skip)
            case "resume all" if play.shadow.stop_all:
                self.owners.stop_or_resume_all(skip=skip)
            case "known":
                play.line.unknown.discard(user_id(name))
            case "quota":
                play.quota_is(None)

    @rule(letter=letters)
    def publish(self, letter: str) -> None:
        self.owners.publish(letter)

    @rule(choice=st.sampled_from(("again", "again", "skip", "count", "give up")))
    def decide(self, choice: str) -> None:
        self.owners.decides(choice)

    @rule(zone=st.sampled_from(ZONES), quiet=st.sampled_from(QUIET), soon=st.booleans())
    def calendar(self, zone: ZoneInfo, quiet: Quiet | None, soon: bool) -> None:
        self.owners.set_calendar(zone, quiet)
        if soon:
            self.play.times_anew()

    @rule(
        moved=st.sampled_from((1, 6, 24 * 40, -1, -30)),
        passed=st.sampled_from((10, 70, 400, 23.5 * 3600, 25 * 3600)),
    )
    def clocks(self, moved: int, passed: float) -> None:
        self.play.world.clock.tick(passed)
        self.play.moves(moved)

    def _time_comes(self, hours: int | None) -> None:
        if hours is None:
            self.lift_everything()
            self.next_thing_to_do()
        else:
            self.play.moves(hours)

    @rule(hours=hours)
    def send(self, hours: int | None) -> None:
        self._time_comes(hours)
        self.play.round([])
        self.nobody_is_due_without_a_reason()

    @rule(hours=hours, moods=moody)
    def send_to_a_moody_line(self, hours: int | None, moods: list[str]) -> None:
        self._time_comes(hours)
        self.play.round(moods)

    @rule(
        hours=hours,
        moods=moody,
        place=st.sampled_from((*BETWEEN, *BETWEEN, *INSIDE_TRANSACTIONS)),
        passage=passages,
    )
    def send_and_crash(self, hours: int | None, moods: list[str], place: str, passage: int) -> None:
        def crash() -> None:
            raise Crash

        self._time_comes(hours)
        self.play.round(moods, at(place, passage, crash))

    @rule(
        hours=hours,
        moods=moody,
        place=st.tuples(st.sampled_from(("claimed", *BETWEEN)), st.sampled_from((1, 1, 2))),
        what=st.sampled_from(("stop", "one", "block", "pause", "stop all", "end", "sleep")),
        who=walks,
    )
    def send_while(
        self, hours: int | None, moods: list[str], place: tuple[str, int], what: str, who: Walk
    ) -> None:
        def meanwhile() -> None:
            if what == "sleep":
                self.play.sleeps_past_the_lease()
            else:
                self._hinder(what, who)

        self._time_comes(hours)
        self.play.round(moods, at(*place, meanwhile))

    @rule(hours=hours, left=st.sampled_from((1, 2, 3)), place=st.sampled_from(CLAIMING))
    def send_what_is_left_with_another(self, hours: int | None, left: int, place: str) -> None:
        """Who claims at the same moment on PostgreSQL, and just after it on SQLite."""
        self._time_comes(hours)
        self.play.quota_is(left)
        place = place if is_postgres() else "claimed"
        self.play.round([], at(place, 1, self.play.another_sends))

"""What owners do, played in the shop and in its shadow."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from admin_flows.ports import commands as do
from bot.clock import epoch
from bot.domain.quiet import Quiet
from bot.store import stuck
from bot.store.db import rows
from bot.store.models import BatchState
from tests.delivery.shadow import Walk, document
from tests.delivery.theatre import TITLES, WHO, Theatre
from tests.services.shop import document as whole


@dataclass(frozen=True)
class Owners:
    play: Theatre

    def pause_or_resume(self, letter: str, *, skip: bool = False) -> None:
        scenario = self.play.ids[letter]
        if letter in self.play.shadow.ended:
            return
        if letter not in self.play.shadow.paused:
            self.play.stops_matter()
            self.play.shop.do(do.PauseScenario(scenario))
            self.play.shadow.paused.add(letter)
            return
        if skip:
            self._skips_overdue({letter})
        self.play.shop.do(do.ResumeScenario(scenario, "skip" if skip else "in_turn"))
        self.play.shadow.paused.discard(letter)

    def stop_or_resume_all(self, *, skip: bool = False) -> None:
        if not self.play.shadow.stop_all:
            self.play.stops_matter()
            self.play.shop.do(do.StopAll())
        else:
            if skip:
                self._skips_overdue(set(self.play.ids) - self.play.shadow.paused)
            self.play.shop.do(do.ResumeAll("skip" if skip else "in_turn"))
        self.play.shadow.stop_all = not self.play.shadow.stop_all

    def _skips_overdue(self, letters: set[str]) -> None:
        found = rows(
            "SELECT f.user_id, e.scenario_id FROM enrollment e JOIN friend f ON f.id = e.friend_id"
            " WHERE e.state = 1 AND e.due_at <= :now",
            {"now": epoch(self.play.world.clock.now())},
        )
        for user, scenario in found:
            if self.play.letter(scenario) in letters:
                self._loses_count((WHO[user], self.play.letter(scenario)))

    def _loses_count(self, walk: Walk) -> None:
        """A step was left out, and the next one counts from when it was due."""
        self.play.shadow.may_miss.add(walk)
        self.play.shadow.last.pop(walk, None)

    def publish(self, letter: str) -> None:
        if letter not in self.play.shadow.ended:
            version = self.play.shadow.versions[letter] + 1
            steps = document(letter, version, personal=self.play.personal)
            revision = self.play.shop.write(
                self.play.ids[letter], whole(*steps, name=TITLES[letter])
            )
            self.play.shop.do(do.PublishDraft(self.play.ids[letter], revision))
            self.play.shadow.versions[letter] = version

    def end_news(self, mode: str) -> None:
        """Closed to newcomers, opened again, or ended for all, deleted and taken back."""
        scenario, shadow = self.play.ids["B"], self.play.shadow
        if "B" in shadow.ended:
            self.play.shop.do(do.DeleteScenario(scenario))
            self.play.shop.do(do.RestoreScenario(scenario))
        elif mode == "all":
            self.play.stops_matter()
            self.play.shop.do(do.EndScenario(scenario, "all"))
            shadow.ended.add("B")
            shadow.paused.discard("B")
        elif "B" in shadow.closed:
            if self.play.shop.facts(scenario).state != "ended":
                self.play.shop.do(do.ReopenScenario(scenario))
                shadow.closed.discard("B")
        else:
            self.play.shop.do(do.EndScenario(scenario, "close"))
            shadow.closed.add("B")
            if self.play.shop.facts(scenario).state == "ended":
                shadow.ended.add("B")

    def decides(self, choice: str) -> None:
        """About everything that failed or is uncertain."""
        for batch in stuck.batches():
            unknown = batch.state == BatchState.UNCERTAIN
            command = {
                "again": do.RetryFailed,
                "skip": do.SkipFailed,
                "count": do.CountAsSent if unknown else do.SkipFailed,
                "give up": do.GiveUpFailed,
            }[choice](batch.id)
            for walk, step in self._stuck_in(batch.id):
                self.play.shadow.last.pop(walk, None)  # it has waited for its time already
                if choice == "again" and unknown:
                    self.play.shadow.may_come_twice.add((walk, step))
                elif choice == "give up":
                    self.play.shadow.given_up.add(walk)
                elif choice != "again":
                    self._loses_count(walk)
            self.play.shop.do(command)

    def _stuck_in(self, batch_id: int) -> list[tuple[Walk, str]]:
        """Of all batches that the one stands for."""
        meant = {member for part in stuck.members(batch_id) for member in part.ids}
        found = rows(
            "SELECT e.id, f.user_id, e.scenario_id, e.version_id, e.step FROM enrollment e"
            " JOIN friend f ON f.id = e.friend_id WHERE e.state = 6"
        )
        return [
            ((WHO[user], self.play.letter(scenario)), self.play.step_id(version, step))
            for member, user, scenario, version, step in found
            if member in meant
        ]

    def set_calendar(self, zone: ZoneInfo | None = None, *quiet: Quiet | None) -> None:
        if zone:
            self.play.shop.do(do.SetZone(zone))
            self.play.shadow.zone = zone
        for hours in quiet:
            self.play.shop.do(do.SetQuiet(hours))
            self.play.shadow.quiet = hours

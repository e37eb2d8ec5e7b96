"""A scenario tried without sending anything: one walk on paper."""

from collections.abc import Mapping

from admin_flows.ports.facts import PaperFacts
from bot.domain.deciding import draw
from bot.domain.document import Scenario
from bot.domain.errors import DocumentError
from bot.domain.facts import Facts
from bot.domain.fragments import expanded
from bot.domain.paper import timeline
from bot.domain.paper_lines import Line
from bot.domain.steps import conditions_of
from bot.domain.walk import Walk
from bot.services.owner.desk import ReadingDesk
from bot.store import fragments
from bot.store.facts import facts_of

_ENDS = ("goal", "end", "cleared", "and_so_on")
_WAITS = ("no_date", "no_reaction")


class TryReads(ReadingDesk):
    def whole(self, document: Scenario) -> Scenario:
        try:
            return expanded(document, fragments.known())
        except DocumentError:  # the check before the start tells what does not fit
            return document

    def on_paper(
        self, document: Scenario, friend_id: int | None, ways: Mapping[str, int]
    ) -> tuple[PaperFacts, ...]:
        walk = Walk(self.whole(document))
        if friend_id is None:
            lines = timeline(walk, self._nobody(), ways=ways)
        else:
            drawn = draw(0, "", friend_id)
            lines = timeline(walk, self._known(walk, friend_id), draw=drawn)
        return tuple(found for line in lines if (found := _told(line)))

    def _nobody(self) -> Facts:
        return Facts(now=self.clock.now(), calendar=self.account().calendar)

    def _known(self, walk: Walk, friend_id: int) -> Facts:
        scenario = walk.scenario
        goal = [scenario.stop_when] if scenario.stop_when else []
        asked = [*goal, *(one for step in scenario.all_steps for one in conditions_of(step))]
        now, calendar = self.clock.now(), self.account().calendar
        return facts_of([friend_id], asked, now, calendar).get(friend_id) or self._nobody()


def _told(line: Line) -> PaperFacts | None:
    step_id = line.stop.step.id if line.stop else None
    if line.what == "send":
        return PaperFacts(line.at, "sends", step_id)
    if line.what == "which_arm":
        return PaperFacts(line.at, "asks", step_id)
    if line.what in _WAITS:
        return PaperFacts(line.at, "waits", step_id)
    return PaperFacts(line.at, "ends") if line.what in _ENDS else None

"""What became of those who entered a scenario."""

from admin_flows.ports.facts import ResultFacts
from bot.services.owner.desk import ReadingDesk
from bot.services.owner.scenarios import step_sums
from bot.store import counts, routes


class ResultReads(ReadingDesk):
    def results(self, scenario_id: int) -> ResultFacts:
        tally = counts.tallies(scenario_id)[scenario_id]
        by_step = counts.results(scenario_id)
        return ResultFacts(
            entered=tally.entered,
            inside=tally.inside,
            finished=tally.finished,
            stopped=tally.stopped,
            blocked=tally.blocked,
            goal=tally.goal,
            routes=routes.of_entered(scenario_id),
            sent=step_sums(by_step.sent),
            failed=step_sums(by_step.failed),
        )

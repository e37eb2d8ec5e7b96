"""What the check finds in a scenario's file, in plain lines for whoever installs the bot."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.account import Account
from bot.domain.check import check
from bot.domain.document import Scenario
from bot.domain.finding import Finding
from bot.services.owner import naming
from flex_templates.findings import Findings
from flex_templates.views.owner import CheckRow
from flex_templates.words import Words


@dataclass(frozen=True)
class Checking:
    clock: Clock
    account: Callable[[], Account]

    def lines(self, document: Scenario) -> tuple[str, ...]:
        """Errors, which stop a start, before warnings; the place is the step's id."""
        account = self.account()
        now = account.calendar.local(self.clock.now()).replace(tzinfo=None)
        found = check(document, account.calendar, account.name, naming.others(now))
        said = Findings(Words("en", account.zone))
        ordered = sorted(found, key=lambda one: one.severity != "error")
        return tuple(_line(one, document, said) for one in ordered)


def _line(finding: Finding, document: Scenario, said: Findings) -> str:
    step_id = finding.step_id
    row = CheckRow(
        severity=finding.severity,
        code=finding.code,
        step_id=step_id,
        number=document.numbers.get(step_id or ""),
        values=dict(finding.values),
    )
    place = f" (step “{step_id}”)" if step_id else ""
    hint = said.finding_hint(row)
    return f"{finding.severity}{place}: {said.finding(row)}." + (f" {hint}." if hint else "")

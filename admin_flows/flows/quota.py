"""The month's messages: what is left, what takes them, and how many are kept."""

from collections.abc import Iterable

from admin_flows.answers.plain import whole_number
from admin_flows.engine.common import Nothing
from admin_flows.engine.move import Goto, Move, Run, Stay
from admin_flows.engine.names import HOME
from admin_flows.engine.scene import Scene, Tap
from admin_flows.engine.screen import Screen, own
from admin_flows.ports import facts
from admin_flows.ports.commands import SetQuotaKept
from admin_flows.shared import rows
from admin_flows.shared.where import nothing
from flex_templates.views.owner import PlannedRow, QuotaKeep, QuotaMonth
from flex_templates.views.parts import Notice

MONTH, KEEP = "quota.month", "quota.keep"
ROWS = 5
SHARES = (5, 10, 20)
"""Percent of the plan, to choose from."""


def _month(scene: Scene[Nothing]) -> QuotaMonth:
    month = scene.reads.quota()
    shown, rest = month.scenarios[:ROWS], month.scenarios[ROWS:]
    steps, staff, hand = month.by_source
    return QuotaMonth(
        now_at=scene.now,
        used=month.used,
        limit=month.limit,
        told_at=month.told_at,
        since=month.since,
        reserved=month.reserved,
        kept=month.kept,
        planned=month.planned,
        runs_out_on=month.runs_out_on,
        next_month_on=month.next_month_on,
        rows=tuple(map(_planned, shown)),
        more=len(rest),
        more_messages=sum(row.messages for row in rest),
        waiting=month.waiting,
        hold=rows.account_hold(month.hold),
        steps=steps,
        staff=staff,
        hand=hand,
        may_keep=scene.actor.role == "owner" and month.limit is not None,
    )


def _planned(row: facts.PlannedRow) -> PlannedRow:
    return PlannedRow(
        scenario_id=str(row.scenario_id), scenario=row.scenario, messages=row.messages
    )


def _keep(scene: Scene[Nothing]) -> QuotaKeep:
    month = scene.reads.quota()
    return QuotaKeep(
        limit=month.limit,
        kept=month.kept,
        wanted=month.kept_wanted,
        most=month.most_kept,
        choices=tuple(_choices(month)),
    )


def _choices(month: facts.QuotaFacts) -> Iterable[int]:
    limit = month.limit or 0
    return sorted({0, *(limit * share // 100 for share in SHARES)})


def _without_limit(scene: Scene[Nothing]) -> Goto | None:
    """Where any number may go, none has to be kept."""
    return None if scene.reads.quota().limit is not None else Goto(MONTH, Nothing())


def _set(number: int | None) -> Run:
    code = "kept_usual" if number is None else "kept_none" if number == 0 else "kept_set"
    line = Notice("info", code, {"number": number or 0})
    return Run(SetQuotaKept(number), then=lambda _: Goto(KEEP, Nothing(), line))


def _typed(_: Scene[Nothing], text: str) -> Move:
    number = whole_number(text)
    if number is None:
        return Stay(Notice("error", "number_not_understood", {"text": text[:20]}))
    return _set(number)


def _picked(_: Scene[Nothing], tap: Tap) -> Move:
    return _set(tap.number())


SCREENS = (
    Screen(
        name=MONTH,
        sample=Nothing(),
        view=_month,
        opens=nothing,
        back=lambda _: HOME,
        help="quota",
        leads=(KEEP, "scenario.card", "scenario.list", "inbox.held", HOME),
    ),
    Screen(
        name=KEEP,
        sample=Nothing(),
        view=_keep,
        role="owner",
        opens=nothing,
        instead=_without_limit,
        actions={"keep": own(_picked), "usual": own(lambda _, __: _set(None))},
        asks="answer",
        typed=_typed,
        back=lambda _: MONTH,
        help="quota",
        leads=(MONTH,),
    ),
)

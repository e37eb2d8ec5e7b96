"""Samples of what owners see of the month's messages."""

from flex_templates.views import owner as v
from flex_templates.views.parts import AccountHold, Notice, View
from flex_templates.views.samples import people as p

FIRST_OF_MONTH = p.NEXT_FRIDAY.date().replace(day=1)
ROWS = (
    v.PlannedRow(scenario_id="12", scenario="再来店のご案内", messages=980),
    v.PlannedRow(scenario_id="9", scenario=p.QUOTES, messages=300),
    v.PlannedRow(scenario_id="3", scenario=p.FAMILY, messages=80),
    v.PlannedRow(scenario_id="4", scenario=p.LONG, messages=12),
    v.PlannedRow(scenario_id="5", scenario=p.THAI, messages=1),
)

QUOTA: dict[type[View], dict[str, View]] = {
    v.QuotaMonth: {
        "enough": v.QuotaMonth(
            now_at=p.NOW,
            used=3_120,
            limit=5_000,
            told_at=p.NOW,
            since=34,
            reserved=12,
            kept=50,
            planned=1_373,
            steps=2_980,
            staff=98,
            hand=12,
            next_month_on=FIRST_OF_MONTH,
            rows=ROWS,
            more=3,
            more_messages=20,
        ),
        "too few": v.QuotaMonth(
            now_at=p.NOW,
            used=4_120,
            limit=5_000,
            told_at=p.THIS_MORNING,
            kept=50,
            planned=1_280,
            runs_out_on=p.NEXT_FRIDAY.date(),
            next_month_on=FIRST_OF_MONTH,
            rows=ROWS[:2],
            may_keep=False,
        ),
        "used up": v.QuotaMonth(
            now_at=p.NOW,
            used=4_988,
            limit=5_000,
            told_at=p.NOW,
            kept=12,
            planned=312,
            runs_out_on=p.NOW.date(),
            next_month_on=FIRST_OF_MONTH,
            rows=ROWS[:1],
            waiting=312,
            hold=AccountHold("quota", p.THIS_MORNING, people=312, again_at=p.TONIGHT),
        ),
        "disputed": v.QuotaMonth(
            now_at=p.NOW,
            used=120_000,
            limit=1_000_000,
            told_at=p.NOW,
            next_month_on=FIRST_OF_MONTH,
            waiting=1,
            hold=AccountHold("quota", p.THIS_MORNING, disputed=True),
        ),
        "no limit": v.QuotaMonth(
            now_at=p.NOW, used=12, told_at=p.NOW, planned=3, next_month_on=FIRST_OF_MONTH
        ),
        "not told yet": v.QuotaMonth(now_at=p.NOW, next_month_on=FIRST_OF_MONTH),
    },
    v.QuotaKeep: {
        "as needed": v.QuotaKeep(
            limit=5_000, kept=12, wanted=None, most=2_500, choices=(0, 250, 500, 1_000)
        ),
        "set": v.QuotaKeep(
            limit=200,
            kept=20,
            wanted=20,
            most=100,
            choices=(0, 10, 20, 40),
            problem=Notice("info", "kept_set", {"number": 20}),
        ),
        "too many": v.QuotaKeep(
            limit=200,
            kept=0,
            wanted=0,
            most=100,
            choices=(0, 10, 20, 40),
            problem=Notice("error", "kept_too_many", {"limit": 100, "actual": 150}),
        ),
    },
    v.QuotaNotice: {
        "nearing": v.QuotaNotice(
            news="nearing", used=4000, limit=5000, runs_out_on=p.NEXT_FRIDAY.date()
        ),
        "nearing, enough": v.QuotaNotice(news="nearing", used=160, limit=200),
        "nearly": v.QuotaNotice(
            news="nearly", used=4750, limit=5000, kept=50, runs_out_on=p.NEXT_FRIDAY.date()
        ),
        "spent": v.QuotaNotice(
            news="spent",
            used=4988,
            limit=5000,
            kept=12,
            people=312,
            next_month_on=p.NEXT_FRIDAY.date(),
        ),
        "refused": v.QuotaNotice(news="refused", used=4750, limit=5000, people=312),
        "refused without a limit": v.QuotaNotice(news="refused", used=4750, limit=None),
        "nobody waits": v.QuotaNotice(news="spent", used=200, limit=200),
        "back": v.QuotaNotice(news="back", used=0, limit=5000, people=312),
        "no limit": v.QuotaNotice(news="back", used=5000, limit=None),
    },
}

"""Samples of rules, put together part by part."""

from flex_templates.views import owner as v
from flex_templates.views.parts import FriendRow, StepRef, View
from flex_templates.views.rules import RulePart
from flex_templates.views.samples import people as p
from flex_templates.views.samples.groups import BOTH, BOUGHT, EVERY, MORE, ODD, WOMEN

_TAPPED = RulePart("tapped", "3")
_THERE = RulePart("tapped", "3", scenario="再来店のご案内")
_THERE_NOT = RulePart("answered", "2", negated=True, scenario=p.QUOTES)
_DEEP = RulePart("any", parts=(BOTH, RulePart("group", "常連")))

RULES: dict[type[View], dict[str, View]] = {
    v.RuleCard: {
        "two": v.RuleCard(name="常連", rule=BOTH, parts=BOTH.parts, people=128, friends=1240),
        "new": v.RuleCard(name=None, rule=None, friends=1240, back="group.list"),
        "one, nobody": v.RuleCard(name=None, rule=ODD, parts=(ODD,), people=0, friends=1240),
        "ten": v.RuleCard(
            name=p.QUOTES,
            whose="only",
            step=StepRef("s2", "2"),
            rule=RulePart("any", parts=EVERY),
            parts=EVERY,
            every=False,
            people=12_345,
            friends=20_000,
            needed=False,
        ),
        "tapped": v.RuleCard(
            name="週替わりのご案内",
            whose="arm",
            step=StepRef("s2", "12"),
            rule=RulePart("all", parts=(_TAPPED, WOMEN)),
            parts=(_TAPPED, WOMEN),
            friends=1240,
        ),
        "deep": v.RuleCard(
            name=p.FAMILY,
            whose="unless",
            rule=_DEEP,
            people=1,
            friends=1240,
            simple=False,
            needed=False,
        ),
        "tapped elsewhere": v.RuleCard(
            name="常連",
            rule=RulePart("any", parts=(_THERE, _THERE_NOT)),
            parts=(_THERE, _THERE_NOT),
            every=False,
            people=37,
            friends=1240,
        ),
        "no goal": v.RuleCard(name="再来店", whose="stop_when", rule=None, needed=False),
        "no end": v.RuleCard(
            name="再来店", whose="until", step=StepRef("s2", "2"), rule=None, needed=False
        ),
    },
    v.RulePeople: {
        "some": v.RulePeople(
            rule=BOTH,
            now_at=p.NOW,
            rows=(
                FriendRow(id="88", name="山田花子", seen_at=p.THIS_MORNING),
                FriendRow(id="90", name=p.QUOTES, state="stopped"),
            ),
            later=91,
        ),
        "nobody": v.RulePeople(rule=MORE[0], now_at=p.NOW),
    },
    v.RuleSaveAs: {"usual": v.RuleSaveAs()},
    v.RuleKinds: {
        "of everybody": v.RuleKinds(),
        "inside": v.RuleKinds(answers=True, reactions=True),
    },
    v.RulePick: {
        "labels": v.RulePick(
            kind="label",
            rows=(v.Named("1", "商品購入"), v.Named("2", p.QUOTES), v.Named("3", p.FAMILY)),
            earlier=0,
            later=16,
        ),
        "fields": v.RulePick(
            kind="attribute", rows=(v.Named("1", "gender"), v.Named("0", "age")), query="齢"
        ),
        "others": v.RulePick(
            kind="other",
            rows=(
                v.Named("4", "area"),
                v.Named("5", p.QUOTES),
                v.Named("language", "language"),
                v.Named("month", "month"),
                v.Named("weekday", "weekday"),
                v.Named("hour", "hour"),
            ),
        ),
        "questions": v.RulePick(kind="answer", rows=(v.Named("s1", "1  年代は？"),)),
        "steps": v.RulePick(
            kind="reaction", rows=(v.Named("s3", f"3  {p.QUOTES}"),), elsewhere=True
        ),
        "whose step": v.RulePick(
            kind="reaction_of", rows=(v.Named("7", "再来店"), v.Named("8", p.QUOTES))
        ),
        "no scenario": v.RulePick(kind="scenario"),
        "not found": v.RulePick(kind="group", query=p.QUOTES),
    },
    v.RuleHow: {
        "label": v.RuleHow(kind="label", name=p.QUOTES),
        "days": v.RuleHow(kind="days", field="number"),
        "gender": v.RuleHow(kind="attribute", name="gender"),
        "age": v.RuleHow(kind="attribute", name="age", field="number"),
        "text": v.RuleHow(kind="attribute", name="area"),
        "date": v.RuleHow(kind="attribute", name="予約日時", field="date"),
        "language": v.RuleHow(kind="attribute", name="language"),
        "os": v.RuleHow(kind="attribute", name="os"),
        "scenario": v.RuleHow(kind="scenario", name="再来店"),
        "answer": v.RuleHow(
            kind="answer", name="1  年代は？", choices=("24歳以下", "25〜44歳", p.QUOTES)
        ),
        "free answer": v.RuleHow(kind="answer", name=p.QUOTES),
        "reaction": v.RuleHow(
            kind="reaction", name="3  またお待ちしています", reactions=("tapped", "watched")
        ),
        "month": v.RuleHow(kind="month"),
        "weekday": v.RuleHow(kind="weekday"),
        "hour": v.RuleHow(kind="hour"),
    },
    v.RulePartCard: {
        "usual": v.RulePartCard(part=BOUGHT, number=2),
        "odd": v.RulePartCard(part=ODD, number=1, changes=False),
    },
}

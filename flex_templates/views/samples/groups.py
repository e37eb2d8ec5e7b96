"""Samples of groups and their rules."""

from flex_templates.views import owner as v
from flex_templates.views.parts import FriendRow, View
from flex_templates.views.rules import RulePart
from flex_templates.views.samples import people as p

WOMEN = RulePart("attribute", "gender", way="is", values=("female",))
BOUGHT = RulePart("label", "商品購入", at_least=(1, "days"))
ODD = RulePart("label", p.QUOTES, negated=True)
BOTH = RulePart("all", parts=(WOMEN, BOUGHT))
EVERY = (
    WOMEN,
    BOUGHT,
    ODD,
    RulePart("label", p.FAMILY),
    RulePart("label", "商品A", at_least=(1, "days"), less_than=(3, "months")),
    RulePart("label", "商品A", negated=True, less_than=(3, "weeks")),
    RulePart("attribute", "age", way="between", values=("25", "44")),
    RulePart("attribute", "birthday", way="known"),
    RulePart("attribute", "点", way="at_least", values=("10",)),
    RulePart("days", way="at_least", values=("30",)),
)
MORE = (
    RulePart("attribute", "area", way="is", values=("東京", p.QUOTES)),
    RulePart("attribute", "予約日時", way="unknown"),
    RulePart("counter", "スコア", way="under", values=("3",)),
    RulePart("days", way="at_most", values=("7",)),
    RulePart("group", "常連"),
    RulePart("group", "常連", negated=True),
    RulePart("inside", "再来店"),
    RulePart("finished", "再来店", negated=True),
    RulePart("stopped", "再来店"),
    RulePart("month", way="is", values=("1", "12")),
    RulePart("weekday", way="is", weekdays=("mon", "tue")),
    RulePart("hour", way="between", values=("10:00", "18:00")),
    RulePart("tapped", "3"),
    RulePart("answered", "1", negated=True),
    RulePart("watched", "12"),
    RulePart("any", parts=(WOMEN, RulePart("attribute", "age", way="over", values=("60",)))),
    RulePart("any", negated=True, parts=(ODD, BOUGHT)),
)

GROUPS: dict[type[View], dict[str, View]] = {
    v.GroupList: {
        "some": v.GroupList(
            rows=(
                v.FriendGroupRow(id="1", name="常連", people=128),
                v.FriendGroupRow(id="2", name=p.QUOTES, people=12_345),
                v.FriendGroupRow(id="3", name=p.FAMILY, people=0),
            ),
            earlier=0,
            later=16,
            total=20,
        ),
        "none": v.GroupList(back="friends.find"),
    },
    v.GroupCard: {
        "usual": v.GroupCard(
            id="1",
            name="女性のお得意様",
            rule=BOTH,
            people=128,
            friends=1240,
            used_in=("再来店のご案内", p.QUOTES),
        ),
        "everything": v.GroupCard(
            id="2",
            name=p.QUOTES,
            rule=RulePart("any", parts=(*MORE, RulePart("all", parts=EVERY))),
            people=0,
            friends=3,
            simple=False,
        ),
    },
    v.GroupName: {"rename": v.GroupName(name=p.QUOTES, back="group.card:1")},
    v.GroupPeople: {
        "some": v.GroupPeople(
            id="1",
            name="女性のお得意様",
            now_at=p.NOW,
            rows=(
                FriendRow(id="88", name="山田花子", seen_at=p.THIS_MORNING),
                FriendRow(id="90", name=p.QUOTES, state="stopped"),
                FriendRow(id="91", name=p.FAMILY, scenario=p.FAMILY, place=1, steps=100),
            ),
            later=91,
            back="group.card:1",
        ),
        "nobody": v.GroupPeople(id="1", name=p.QUOTES, now_at=p.NOW),
    },
    v.GroupNew: {"usual": v.GroupNew()},
    v.GroupDelete: {
        "idle": v.GroupDelete(id="1", name="常連"),
        "in use": v.GroupDelete(id="1", name=p.QUOTES, used_in=("再来店のご案内", p.FAMILY)),
    },
}

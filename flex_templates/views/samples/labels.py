"""Samples of the shop's labels."""

from flex_templates.views import owner as v
from flex_templates.views.owner.add import WhomLine
from flex_templates.views.parts import FriendRow, View
from flex_templates.views.samples import people as p

USES = (
    v.UseRow(kind="scenario", name="再来店のご案内", id="7"),
    v.UseRow(kind="group", name=p.QUOTES, id="1"),
    v.UseRow(kind="route", name="店頭QR", id="3"),
    v.UseRow(kind="part", name=p.FAMILY),
)

LABELS: dict[type[View], dict[str, View]] = {
    v.LabelList: {
        "some": v.LabelList(
            rows=(
                v.LabelRow(id="90", name="商品購入", people=128),
                v.LabelRow(id="91", name=p.QUOTES, people=12_345),
                v.LabelRow(id="92", name=p.FAMILY, people=0),
            ),
            earlier=0,
            later=16,
            total=20,
            back="friends.find",
        ),
        "none": v.LabelList(back="friends.find"),
    },
    v.LabelCard: {
        "usual": v.LabelCard(
            id="90",
            name="商品購入",
            now_at=p.NOW,
            people=128,
            since_at=p.LAST_WEEK,
            uses=USES[:2],
            used=2,
            back="label.list",
        ),
        "much": v.LabelCard(
            id="91",
            name=p.QUOTES,
            now_at=p.NOW,
            people=12_345,
            since_at=p.LAST_WEEK,
            uses=(*USES, *USES[:2]),
            used=21,
            going=True,
        ),
        "unused": v.LabelCard(
            id="92", name=p.FAMILY, now_at=p.NOW, people=0, since_at=p.THIS_MORNING
        ),
    },
    v.LabelPeople: {
        "some": v.LabelPeople(
            id="90",
            name="商品購入",
            now_at=p.NOW,
            rows=(
                FriendRow(id="88", name="山田花子", seen_at=p.THIS_MORNING),
                FriendRow(id="90", name=p.QUOTES, state="stopped"),
            ),
            later=90,
            back="label.card:90",
        ),
        "nobody": v.LabelPeople(id="91", name=p.QUOTES, now_at=p.NOW),
    },
    v.LabelNew: {"usual": v.LabelNew(back="label.list")},
    v.LabelName: {"rename": v.LabelName(name=p.QUOTES, back="label.card:91")},
    v.LabelDelete: {
        "idle": v.LabelDelete(id="90", name="商品購入", people=128, back="label.card:90"),
        "in use": v.LabelDelete(id="91", name=p.QUOTES, people=3, uses=USES, used=9),
    },
    v.LabelMany: {
        "give": v.LabelMany(
            id="90", name="商品購入", friends=1_240, labels=12, groups=3, back="label.card:90"
        ),
        "take": v.LabelMany(id="91", name=p.QUOTES, way="take"),
    },
    v.LabelPick: {
        "groups": v.LabelPick(
            id="90",
            name="商品購入",
            rows=(
                v.NamedRow(id="group-1", name="常連"),
                v.NamedRow(id="group-2", name=p.QUOTES),
            ),
            earlier=0,
            later=16,
            back="label.many:90.give",
        ),
        "no group": v.LabelPick(id="90", name=p.FAMILY),
        "no label": v.LabelPick(id="90", name=p.FAMILY, way="take", by="label"),
    },
    v.LabelCheck: {
        "give": v.LabelCheck(
            id="90",
            name="商品購入",
            key="group-1",
            whom=WhomLine(kind="group", name="常連"),
            people=312,
            already=40,
            back="label.many:90.give",
        ),
        "everyone": v.LabelCheck(id="91", name=p.QUOTES, people=12_345, already=0),
        "take": v.LabelCheck(
            id="90",
            name=p.FAMILY,
            way="take",
            key="label-4",
            whom=WhomLine(kind="label", name=p.QUOTES),
            people=1,
            already=3,
        ),
    },
    v.LabelFile: {
        "give": v.LabelFile(id="90", name="商品購入", most=20_000, back="label.many:90.give"),
        "take": v.LabelFile(id="91", name=p.QUOTES, way="take", most=20_000),
    },
}

"""Samples of adding people by hand."""

from datetime import datetime

from flex_templates.views import owner as v
from flex_templates.views.parts import FriendRow, MessageRow, View
from flex_templates.views.samples import people as p

LOCAL = datetime(2026, 11, 21, 14, 2)  # noqa: DTZ001 - what a picker shows has no zone
MESSAGES = (
    MessageRow(text="{名前}さん、新作の玉子焼きができました。"),
    MessageRow(kind="image", picture="https://media.example/photo-1"),
)

HANAKO = FriendRow(id="88", name="山田花子", scenario="再来店", place=3, steps=8)
FRIENDS = (
    HANAKO,
    FriendRow(id="89", name=p.THAI, state="stopped", seen_at=p.LAST_WEEK),
    FriendRow(id="90", name=p.QUOTES, state="blocked"),
    FriendRow(id="91", name=p.FAMILY, seen_at=p.THIS_MORNING),
)

ADDING: dict[type[View], dict[str, View]] = {
    v.AddWhom: {
        "usual": v.AddWhom(
            id="12",
            name="再来店のご案内",
            friends=1240,
            labels=12,
            groups=1,
            back="scenario.card:12",
        )
    },
    v.PickList: {
        "labels": v.PickList(
            id="12",
            name="再来店のご案内",
            kind="label",
            target="add.check",
            rows=tuple(
                v.PickRow(key=f"label-{n}", name=name, people=people)
                for n, (name, people) in enumerate(
                    (("商品購入", 128), (p.QUOTES, 1), (p.LONG, 0), (p.THAI, 31_000)), 1
                )
            ),
            later=9,
        ),
        "groups": v.PickList(
            id="12",
            name=p.LONG,
            kind="group",
            target="add.check",
            rows=tuple(
                v.PickRow(key=f"group-{n}", name=name)
                for n, name in enumerate(("常連", "女性で購入から1日以上", p.LONG), 9)
            ),
            earlier=1,
        ),
        "no label": v.PickList(id="12", name=p.LONG, kind="label", target="add.check"),
        "no group": v.PickList(id="12", name=p.LONG, kind="group", target="add.check"),
    },
    v.AddPick: {
        "first": v.AddPick(id="12", name="再来店のご案内", now_at=p.NOW, rows=FRIENDS),
        "two": v.AddPick(
            id="12",
            name=p.QUOTES,
            now_at=p.NOW,
            rows=FRIENDS,
            picked_ids=("88", "91"),
            picked=("山田花子", p.FAMILY),
        ),
        "many": v.AddPick(
            id="12",
            name="再来店のご案内",
            now_at=p.NOW,
            query="花",
            rows=(HANAKO,) * 8,
            picked_ids=("88",),
            picked=("山田花子", p.LONG, p.THAI, p.QUOTES, "佐藤", "森", "林", "田中"),
        ),
        "found": v.AddPick(
            id="12", name="再来店のご案内", now_at=p.NOW, query="花", rows=(HANAKO,)
        ),
        "not found": v.AddPick(id="12", name=p.LONG, now_at=p.NOW, query=p.QUOTES),
        "nobody yet": v.AddPick(id="12", name=p.LONG, now_at=p.NOW),
    },
    v.AddCheck: {
        "everybody": v.AddCheck(
            id="12",
            name="再来店のご案内",
            now_at=p.NOW,
            entering=312,
            stopped=8,
            blocked=21,
            before=40,
            steps=3,
            quota_left=1820,
            first_at=p.TONIGHT,
        ),
        "too few left": v.AddCheck(
            id="12",
            name=p.LONG,
            now_at=p.NOW,
            entering=312,
            restarting=12,
            kept_out=3,
            members=2,
            steps=3,
            quota_left=36,
            first_at=p.NEXT_FRIDAY,
        ),
        "picked": v.AddCheck(
            id="12",
            name=p.QUOTES,
            now_at=p.NOW,
            entering=1,
            key=None,
            picked=("山田花子", p.FAMILY),
            blocked=1,
            paused=True,
        ),
        "by label": v.AddCheck(
            id="12",
            name="再来店のご案内",
            now_at=p.NOW,
            entering=128,
            key="label-5",
            whom=v.WhomLine(kind="label", name=p.QUOTES),
            quota_left=1820,
        ),
        "by group": v.AddCheck(
            id="12",
            name="再来店のご案内",
            now_at=p.NOW,
            entering=128,
            key="group-5",
            whom=v.WhomLine(kind="group", name="常連"),
        ),
        "nobody": v.AddCheck(id="12", name=p.THAI, now_at=p.NOW, entering=0, before=4),
    },
    v.AddDone: {
        "usual": v.AddDone(
            id="12", name="再来店のご案内", now_at=p.NOW, people=312, first_at=p.TONIGHT
        ),
        "very many": v.AddDone(
            id="12", name="再来店のご案内", now_at=p.NOW, people=500, or_more=True
        ),
        "paused": v.AddDone(id="12", name=p.LONG, now_at=p.NOW, people=1, paused=True),
        "nobody": v.AddDone(id="12", name=p.LONG, now_at=p.NOW, people=0),
    },
    v.OnceWhom: {
        "usual": v.OnceWhom(id="12", name="11/22", friends=1240, labels=12, groups=1),
    },
    v.OnceWhen: {
        "everyone": v.OnceWhen(id="12", name="11/22", key="all", local_now=LOCAL),
        "label": v.OnceWhen(
            id="12",
            name=p.LONG,
            key="label-5",
            local_now=LOCAL,
            whom=v.WhomLine(kind="label", name=p.QUOTES),
        ),
    },
    v.OnceCheck: {
        "now": v.OnceCheck(
            id="12",
            name="11/22",
            now_at=p.NOW,
            key="all",
            people=240,
            messages=MESSAGES,
            stopped=8,
            blocked=21,
            members=2,
            quota_left=1820,
        ),
        "later, too few left": v.OnceCheck(
            id="12",
            name=p.LONG,
            now_at=p.NOW,
            key="group-5",
            people=240,
            whom=v.WhomLine(kind="group", name="常連"),
            messages=(*MESSAGES, *MESSAGES),
            at=p.TONIGHT,
            first_at=p.NEXT_FRIDAY,
            quota_left=36,
            all_stopped=True,
        ),
        "nobody": v.OnceCheck(
            id="12",
            name="11/22",
            now_at=p.NOW,
            key="label-5",
            people=0,
            whom=v.WhomLine(kind="label", name=p.THAI),
        ),
    },
}

"""Samples of adding people by hand."""

from flex_templates.views import owner as v
from flex_templates.views.parts import FriendRow, View
from flex_templates.views.samples import people as p

HANAKO = FriendRow(id="88", name="山田花子", scenario="再来店", place=3, steps=8)
FRIENDS = (
    HANAKO,
    FriendRow(id="89", name=p.THAI, state="stopped", seen_at=p.LAST_WEEK),
    FriendRow(id="90", name=p.QUOTES, state="blocked"),
    FriendRow(id="91", name=p.FAMILY, seen_at=p.THIS_MORNING),
)

ADDING: dict[type[View], dict[str, View]] = {
    v.AddWhom: {
        "usual": v.AddWhom(id="12", name="再来店のご案内", friends=1240, back="scenario.card:12")
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
            everybody=False,
            picked=("山田花子", p.FAMILY),
            blocked=1,
            paused=True,
        ),
        "nobody": v.AddCheck(id="12", name=p.THAI, now_at=p.NOW, entering=0, before=4),
    },
    v.AddDone: {
        "usual": v.AddDone(
            id="12", name="再来店のご案内", now_at=p.NOW, people=312, first_at=p.TONIGHT
        ),
        "paused": v.AddDone(id="12", name=p.LONG, now_at=p.NOW, people=1, paused=True),
        "nobody": v.AddDone(id="12", name=p.LONG, now_at=p.NOW, people=0),
    },
}

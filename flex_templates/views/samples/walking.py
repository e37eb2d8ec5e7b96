"""Samples of one friend's walk and what else there is about a friend."""

from flex_templates.views import owner as v
from flex_templates.views.parts import Notice, View
from flex_templates.views.samples import people as p

WALK = v.WalkRow(
    id="501",
    friend_id="88",
    scenario_id="12",
    name="再来店のご案内",
    place=3,
    steps=8,
    next_at=p.NEXT_FRIDAY,
)
NEXT = v.AheadRow(number="4", title="玉子焼きのクーポン")
AHEAD = (v.AheadRow(number="5", title=p.QUOTES), v.AheadRow(number="6", title=p.FAMILY))


def _walk(**more: object) -> v.WalkRow:
    return v.WalkRow(**{**vars(WALK), "next_at": None, **more})


WALKING: dict[type[View], dict[str, View]] = {
    v.FriendWalk: {
        "inside": v.FriendWalk(
            friend_id="88",
            name="山田花子",
            now_at=p.NOW,
            walk=WALK,
            next=NEXT,
            back="friend.card:88",
            problem=Notice("info", "jumped_over", {"n": 7, "first": 4, "last": 6}, "12", p.TONIGHT),
        ),
        "held": v.FriendWalk(
            friend_id="88", name=p.LONG, now_at=p.NOW, walk=_walk(hold="manual", name=p.FAMILY)
        ),
        "stuck": v.FriendWalk(
            friend_id="88",
            name=p.THAI,
            now_at=p.NOW,
            walk=_walk(state="stuck", case="501.9001", steps=40),
        ),
        "their own stop": v.FriendWalk(
            friend_id="88", name="山田花子", now_at=p.NOW, walk=_walk(state="opted_out")
        ),
        "over": v.FriendWalk(
            friend_id="88", name="山田花子", now_at=p.NOW, walk=_walk(state="finished", place=8)
        ),
    },
    v.FriendJump: {
        "some": v.FriendJump(
            friend_id="88",
            walk_id="501",
            name="山田花子",
            scenario="再来店のご案内",
            rows=AHEAD,
            steps=8,
        ),
        "none": v.FriendJump(
            friend_id="88", walk_id="501", name=p.LONG, scenario=p.LONG, rows=(), steps=4
        ),
    },
    v.FriendNow: {
        "usual": v.FriendNow(
            friend_id="88", walk_id="501", name="山田花子", scenario="再来店のご案内", next=NEXT
        ),
        "unknown": v.FriendNow(friend_id="88", walk_id="501", name=p.LONG, scenario=p.QUOTES),
    },
    v.FriendReply: {
        "usual": v.FriendReply(id="88", name="山田花子", back="friend.card:88"),
        "long": v.FriendReply(id="88", name=p.LONG),
    },
    v.FriendSend: {
        "usual": v.FriendSend(id="88", name="山田花子", text="はい、18時まで承ります。"),
        "free": v.FriendSend(id="88", name=p.QUOTES, text="はい。", free=True),
        "picture": v.FriendSend(
            id="88", name="山田花子", picture="https://shop.example/media/1.jpg"
        ),
        "long": v.FriendSend(id="88", name=p.FAMILY, text="長い文です。" * 800),
    },
    v.FriendMore: {
        "inside": v.FriendMore(id="88", name="山田花子", inside=2, back="friend.card:88"),
        "nowhere": v.FriendMore(id="88", name=p.FAMILY),
    },
    v.FriendHistory: {
        "all": v.FriendHistory(
            id="88",
            name="山田花子",
            now_at=p.NOW,
            events=(
                v.EventRow(kind="tapped", at=p.NOW, scenario="再来店のご案内", number="3"),
                v.EventRow(kind="watched", at=p.NOW, scenario=p.QUOTES, number="2"),
                v.EventRow(
                    kind="answered", at=p.NOW, scenario="再来店", number="1", said="25〜44歳"
                ),
                v.EventRow(kind="used", at=p.NOW, scenario="再来店", number="1"),
                v.EventRow(kind="replied", at=p.NOW, scenario="再来店", number="1"),
                v.EventRow(kind="skipped", at=p.NOW, scenario="再来店", number="1"),
                v.EventRow(kind="sent", at=p.LAST_WEEK, scenario=p.LONG, number="1"),
                *(
                    v.EventRow(kind=kind, at=p.LAST_WEEK)
                    for kind in ("tapped", "watched", "answered", "wrote", "followed")
                ),
            ),
        ),
        "none": v.FriendHistory(id="88", name=p.THAI, now_at=p.NOW),
    },
    v.FriendEnter: {
        "two": v.FriendEnter(
            id="88",
            name="山田花子",
            rows=(v.EnterRow(id="12", name="再来店"), v.EnterRow(id="9", name=p.FAMILY)),
            earlier=0,
            later=16,
        ),
        "none": v.FriendEnter(id="88", name=p.LONG),
    },
}

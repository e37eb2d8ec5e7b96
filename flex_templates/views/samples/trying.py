"""Samples of a scenario that is tried."""

from datetime import timedelta
from typing import Any

from flex_templates.views import owner as v
from flex_templates.views.doing import ArmRow
from flex_templates.views.parts import FriendRow, View
from flex_templates.views.rules import RulePart, Way
from flex_templates.views.samples import people as p

DATA = "go:try.walk:12.0.1"
FRIENDS = (FriendRow(id="11", name="山田花子"), FriendRow(id="12", name=p.FAMILY))
AGES: tuple[tuple[Way, str], ...] = (("under", "40"), ("at_least", "40"))
YOUNG, OLD = (RulePart("attribute", "age", way=way, values=(years,)) for way, years in AGES)
ARMS = (
    v.Lane(arm=0, way=ArmRow(kind="when", names=("birthday",), steps=2), rule=YOUNG),
    v.Lane(arm=1, way=ArmRow(kind="when", names=("birthday",), steps=1), rule=OLD),
    v.Lane(arm=2, way=ArmRow(kind="when", names=(p.QUOTES,)), rule=RulePart("label", p.QUOTES)),
    v.Lane(arm=3, way=ArmRow(kind="otherwise", steps=1)),
)
SHARES = (
    v.Lane(arm=0, way=ArmRow(kind="first", amount=10, steps=1)),
    v.Lane(arm=1, way=ArmRow(kind="split", amount=50)),
)

TRIAL: dict[str, Any] = {
    "id": "12",
    "name": "再来店のご案内",
    "now_at": p.NOW,
    "people": 20,
    "sent": 20,
    "rest": 1160,
    "rest_at": p.NOW + timedelta(minutes=42),
    "blocked": 1,
}

TRYING: dict[type[View], dict[str, View]] = {
    v.StartExisting: {
        "many": v.StartExisting(
            id="12", name="再来店", friends=1240, entering=1180, stopped=8, blocked=52, first=20
        ),
        "few": v.StartExisting(
            id="12", name=p.FAMILY, friends=90, entering=88, steps=9, quota_left=120
        ),
    },
    v.TrialCard: {"usual": v.TrialCard(**TRIAL), "hard": v.TrialCard(**TRIAL | {"name": p.FAMILY})},
    v.TrialNotice: {
        "usual": v.TrialNotice(**TRIAL),
        "bad": v.TrialNotice(**TRIAL | {"name": p.LONG, "failed": 12_000, "sent": 0}),
    },
    v.TryMenu: {
        "usual": v.TryMenu(id="12", name="再来店のご案内", walk=DATA, steps=3),
        "hard": v.TryMenu(id="12", name=p.FAMILY, walk=DATA),
    },
    v.TrySelf: {
        "before": v.TrySelf(
            id="12", name="再来店", now_at=p.NOW, walk=DATA, most=8, quota_left=1820
        ),
        "going": v.TrySelf(
            id="12",
            name=p.FAMILY,
            now_at=p.NOW,
            walk=DATA,
            most=8,
            going=True,
            sent=3,
            next_at=p.NOW,
        ),
        "over": v.TrySelf(
            id="12", name=p.LONG, now_at=p.NOW, walk=DATA, most=8, sent=8, quota_left=3
        ),
        "failed": v.TrySelf(
            id="12", name="お礼", now_at=p.NOW, walk=DATA, most=2, failed=True, sent=1
        ),
    },
    v.TryWho: {
        "nobody": v.TryWho(id="12", name="再来店", now_at=p.NOW),
        "not found": v.TryWho(id="12", name=p.LONG, now_at=p.NOW, query=p.QUOTES),
        "some": v.TryWho(
            id="12", name=p.LONG, now_at=p.NOW, rows=FRIENDS, walks=(DATA,) * len(FRIENDS)
        ),
    },
    v.TryWalk: {
        "first": v.TryWalk(
            what="sends", at=p.NOW, number="1", next_at=p.NEXT_FRIDAY, onward=DATA, over=DATA
        ),
        "friend": v.TryWalk(
            what="sends", at=p.NEXT_FRIDAY, number="12", day=35, who=p.FAMILY, other=DATA, over=DATA
        ),
        "waits": v.TryWalk(what="waits", at=p.NOW, number="2", onward=DATA, over=DATA),
        "end": v.TryWalk(what="ends", at=p.NOW, day=35, over=DATA),
    },
    v.TryArm: {
        "four": v.TryArm(id="12", name=p.LONG, number="2", arms=ARMS, walks=(DATA,) * 5),
        "no otherwise": v.TryArm(id="12", name="お礼", number="2", arms=SHARES, walks=(DATA,) * 3),
    },
}

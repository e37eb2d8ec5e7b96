"""Samples of what needs a person."""

from dataclasses import replace

from flex_templates.views import owner as v
from flex_templates.views.parts import AccountHold, HeldCount, MessageRow, Notice, View
from flex_templates.views.samples import people as p

FAILED = v.CheckItem(
    id="501",
    kind="failed",
    scenario_id="12",
    scenario="再来店のご案内",
    number="4",
    people=34,
    at=p.THIS_MORNING,
    reason="picture",
    message=2,
    step_id="s4",
    title="クーポンをどうぞ",
)
UNSURE = replace(FAILED, id="502", kind="uncertain", people=3, reason="unavailable", message=None)
NOWHERE = replace(
    FAILED, id="504", scenario=p.QUOTES, title=p.QUOTES, reason="unknown_friend", people=1
)
FAMILY = replace(FAILED, id="503", scenario=p.FAMILY, title=p.FAMILY, reason="content")
HANAKO = v.InboxPerson(
    id="9001", friend_id="88", name="山田花子", picture="https://profile.line-scdn.net/abc"
)
PEOPLE = (
    HANAKO,
    v.InboxPerson(id="9002", friend_id="89", name=p.THAI, held=True),
    v.InboxPerson(id="9003", friend_id="90", name=p.QUOTES),
    v.InboxPerson(id="9004", friend_id="91", name=p.FAMILY),
)

BROKEN = v.BrokenItem(
    id="7.3",
    scenario_id="12",
    scenario="再来店のご案内",
    number="4",
    people=86,
    since_at=p.THIS_MORNING,
    again_at=p.NOW,
    step_id="s4",
    title="クーポンをどうぞ",
)
REFUSED = v.UnpostedItem(
    id="60",
    kind="failed",
    to_group=True,
    name="キッチン",
    number=3,
    since_at=p.THIS_MORNING,
    said="再来店のご案内 4 を34人に送りました。",
    cost=5,
)
LOST = replace(REFUSED, id="61", name=p.FAMILY, lost=True)
TO_OWNER = replace(REFUSED, id="62", to_group=False, name="", kind="uncertain", number=1, cost=1)

RING = v.RingItem(scenario_id="12", scenario=p.QUOTES, times=3, since_at=p.THIS_MORNING)

INBOX: dict[type[View], dict[str, View]] = {
    v.Inbox: {
        "both": v.Inbox(
            now_at=p.NOW,
            items=(FAILED, FAMILY, NOWHERE, UNSURE),
            cases=4,
            held=(HeldCount("quota", 312), HeldCount("blocked", 21)),
        ),
        "second of three pages": v.Inbox(
            now_at=p.NOW,
            items=tuple(
                replace(FAMILY, reason=reason)
                for reason in ("picture", "content", "too_big", "other") * 2
            ),
            cases=21,
            earlier=0,
            later=16,
            problem=Notice("info", "sent_again_later", {"people": 34, "later": 2}),
        ),
        "held and parked": v.Inbox(
            now_at=p.NOW,
            cases=3,
            held=(HeldCount("quota", 312),),
            parked=v.Parked("77", 3, p.THIS_MORNING),
            hold=AccountHold("quota", p.THIS_MORNING, people=312, again_at=p.TONIGHT),
        ),
        "all of it": v.Inbox(
            now_at=p.NOW,
            items=(FAILED, UNSURE),
            cases=3,
            parked=v.Parked("1", 1, p.LAST_WEEK),
            hold=AccountHold("token", p.LAST_WEEK),
        ),
        "steps and notices": v.Inbox(
            now_at=p.NOW,
            broken=(BROKEN, replace(BROKEN, scenario=p.QUOTES, people=1)),
            items=(FAILED,),
            unposted=(REFUSED, LOST, TO_OWNER),
            rings=(RING,),
            cases=7,
        ),
        "disputed": v.Inbox(
            now_at=p.NOW,
            hold=AccountHold("quota", p.THIS_MORNING, 312, p.TONIGHT, disputed=True),
        ),
        "only held": v.Inbox(
            now_at=p.NOW, hold=AccountHold("token", p.LAST_WEEK, people=1, again_at=p.NOW)
        ),
        "clear": v.Inbox(now_at=p.NOW),
    },
    v.InboxRing: {"a ring": v.InboxRing(item=RING, now_at=p.NOW)},
    v.InboxCase: {
        "a picture": v.InboxCase(
            item=FAILED,
            now_at=p.NOW,
            messages=(p.HELLO,),
            more_messages=1,
            names=("山田花子", "佐藤 みなみ", p.THAI),
        ),
        "content": v.InboxCase(
            item=FAMILY, now_at=p.NOW, messages=(p.PICTURE,), names=(p.FAMILY,) * 3
        ),
        "uncertain": v.InboxCase(
            item=UNSURE,
            now_at=p.NOW,
            messages=(MessageRow(text=p.LONG * 20),),
            names=("山田花子", "佐藤 みなみ", "高橋 りく"),
        ),
        "uncertain, one of them": v.InboxCase(
            item=UNSURE, now_at=p.NOW, messages=(p.HELLO,), person=HANAKO
        ),
        "one of them, on hold": v.InboxCase(
            item=NOWHERE, now_at=p.NOW, messages=(p.HELLO,), person=PEOPLE[1]
        ),
        "nothing known": v.InboxCase(
            item=replace(FAILED, reason="other", message=None, step_id=None, title=None),
            now_at=p.NOW,
            names=(p.QUOTES,),
        ),
        "too big": v.InboxCase(
            item=replace(FAILED, reason="too_big", message=None, step_id=None, people=1),
            now_at=p.NOW,
            names=(p.LONG,),
        ),
    },
    v.InboxPeople: {
        "some": v.InboxPeople(item=replace(FAILED, people=4), rows=PEOPLE),
        "last page": v.InboxPeople(
            item=UNSURE, rows=(HANAKO,) * 2, earlier=0, problem=Notice("info", "undone")
        ),
        "first page": v.InboxPeople(item=FAMILY, rows=PEOPLE * 2, later=8),
    },
    v.InboxAgain: {
        "usual": v.InboxAgain(item=UNSURE),
        "one of them": v.InboxAgain(item=FAMILY, person=PEOPLE[3]),
    },
    v.InboxGiveUp: {
        "usual": v.InboxGiveUp(item=FAILED),
        "one of them": v.InboxGiveUp(item=FAMILY, person=PEOPLE[2]),
    },
    v.InboxLane: {
        "usual": v.InboxLane(item=BROKEN, now_at=p.NOW, messages=(p.HELLO,)),
        "not to be read": v.InboxLane(
            item=replace(BROKEN, scenario=p.FAMILY, step_id=None, title=None, people=1),
            now_at=p.NOW,
        ),
    },
    v.InboxLaneEnd: {"usual": v.InboxLaneEnd(item=BROKEN)},
    v.InboxNotice: {
        "a group": v.InboxNotice(item=REFUSED, now_at=p.NOW),
        "a lost group": v.InboxNotice(item=LOST, now_at=p.NOW),
        "an owner": v.InboxNotice(item=TO_OWNER, now_at=p.NOW),
    },
    v.InboxHeld: {
        "some": v.InboxHeld(
            rows=(
                v.HeldRow(reason="quota", people=312),
                v.HeldRow(reason="token", people=12),
                v.HeldRow(reason="stop_all", people=4),
                v.HeldRow(reason="blocked", people=21),
                v.HeldRow(reason="opted_out", people=5),
                v.HeldRow(reason="manual", people=2),
                v.HeldRow(reason="daily_cap", people=1),
                v.HeldRow(reason="trial", people=1),
                v.HeldRow(reason="paused", people=86, scenario_id="9", scenario=p.FAMILY),
            )
        ),
        "none": v.InboxHeld(),
    },
}

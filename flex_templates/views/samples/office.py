"""Samples of people, results, staff, settings and refusals."""

from dataclasses import replace
from datetime import timedelta

from flex_templates.views import owner as v
from flex_templates.views.parts import AccountHold, FriendRow, HeldCount, Notice, View, When
from flex_templates.views.samples import people as p

HANAKO = FriendRow(
    id="88",
    name="山田花子",
    picture="https://profile.line-scdn.net/abc",
    scenario="再来店",
    place=3,
    steps=8,
    seen_at=p.THIS_MORNING,
)
KITCHEN = v.GroupRow(id="C1", name="キッチン", people=5)
FAILED = v.CheckItem(
    id="501",
    kind="failed",
    scenario_id="12",
    scenario="再来店のご案内",
    number=4,
    people=34,
    at=p.THIS_MORNING,
    reason="token",
)
UNSURE = replace(FAILED, id="502", kind="uncertain", people=3, reason="other")

OFFICE: dict[type[View], dict[str, View]] = {
    v.FriendsFind: {
        "last": v.FriendsFind(
            now_at=p.NOW,
            total=1240,
            rows=(
                HANAKO,
                FriendRow(id="89", name=p.THAI, state="stopped", seen_at=p.LAST_WEEK),
                FriendRow(id="90", name=p.QUOTES, state="blocked"),
                FriendRow(id="91", name=p.FAMILY, scenario=p.FAMILY, place=1, steps=100),
            ),
        ),
        "none": v.FriendsFind(now_at=p.NOW, total=1240, query=p.QUOTES),
        "nobody yet": v.FriendsFind(now_at=p.NOW, total=0),
    },
    v.FriendCard: {
        "usual": v.FriendCard(
            friend=HANAKO,
            now_at=p.NOW,
            since_at=p.LAST_WEEK,
            walks=(
                v.WalkRow(
                    scenario_id="12", name="再来店のご案内", place=3, steps=8, next_at=p.NEXT_FRIDAY
                ),
                v.WalkRow(scenario_id="9", name=p.QUOTES, place=20, steps=20, state="finished"),
                v.WalkRow(scenario_id="3", name=p.FAMILY, place=4, steps=40, state="opted_out"),
            ),
            events=(
                v.EventRow(kind="sent", at=p.THIS_MORNING, scenario="再来店のご案内", number=3),
                v.EventRow(kind="resumed", at=p.LAST_WEEK),
                v.EventRow(kind="stopped", at=p.LAST_WEEK),
                v.EventRow(kind="followed", at=p.LAST_WEEK - timedelta(days=400)),
            ),
        ),
        "stopped": v.FriendCard(
            friend=FriendRow(id="90", name=p.FAMILY, state="stopped"), now_at=p.NOW
        ),
        "blocked": v.FriendCard(
            friend=FriendRow(id="90", name=p.THAI, state="blocked"),
            now_at=p.NOW,
            events=(
                v.EventRow(kind="blocked", at=p.NOW),
                v.EventRow(kind="unblocked", at=p.LAST_WEEK),
                v.EventRow(kind="wrote", at=p.LAST_WEEK),
            ),
        ),
    },
    v.ResultsList: {
        "some": v.ResultsList(
            rows=(
                v.ResultRow(
                    id="12", name="再来店のご案内", state="running", entered=240, finished=120
                ),
                v.ResultRow(id="9", name=p.QUOTES, state="ended", entered=12_345, finished=1),
                v.ResultRow(id="8", name=p.FAMILY, state="paused", entered=0, finished=0),
            )
        ),
        "none": v.ResultsList(),
    },
    v.ResultsScenario: {
        "usual": v.ResultsScenario(
            id="12",
            name="再来店のご案内",
            state="running",
            entered=240,
            inside=86,
            finished=120,
            stopped=14,
            blocked=20,
            steps=(
                v.StepResult(id="s1", number=1, when=When(), sent=240, title="ようこそ"),
                v.StepResult(id="s2", number=2, when=p.THREE_DAYS, sent=205),
                v.StepResult(
                    id="s3", number=3, when=p.THREE_DAYS, sent=2, title=p.QUOTES, failed=34
                ),
            ),
        ),
        "nobody": v.ResultsScenario(
            id="12",
            name=p.LONG,
            state="draft",
            entered=0,
            inside=0,
            finished=0,
            stopped=0,
            blocked=0,
        ),
        "twelve": v.ResultsScenario(
            id="12",
            name=p.FAMILY,
            state="ended",
            entered=12_345,
            inside=1,
            finished=12_000,
            stopped=300,
            blocked=44,
            steps=tuple(
                v.StepResult(
                    id=f"s{n}", number=n, when=p.THREE_DAYS, sent=12_345, title=p.FAMILY, failed=1
                )
                for n in range(1, 13)
            ),
        ),
    },
    v.StaffMenu: {
        "linked": v.StaffMenu(groups=(KITCHEN, v.GroupRow(id="C2", name=p.QUOTES))),
        "waiting": v.StaffMenu(waiting=(v.GroupRow(id="C3", name=p.FAMILY, people=12),)),
        "none": v.StaffMenu(problem=Notice("info", "group_unlinked", {"name": "キッチン"})),
    },
    v.StaffGroup: {
        "usual": v.StaffGroup(
            group=KITCHEN, linked_at=p.LAST_WEEK, linked_by="森", notices_this_month=24
        ),
        "unknown size": v.StaffGroup(
            group=v.GroupRow(id="C2", name=p.FAMILY), linked_at=p.LAST_WEEK
        ),
    },
    v.QuotaNotice: {
        "nearing": v.QuotaNotice(
            news="nearing", used=4000, limit=5000, runs_out_on=p.NEXT_FRIDAY.date()
        ),
        "nearing, enough": v.QuotaNotice(news="nearing", used=160, limit=200),
        "nearly": v.QuotaNotice(news="nearly", used=4750, limit=5000),
        "spent": v.QuotaNotice(news="spent", used=4988, limit=5000, people=312),
        "nobody waits": v.QuotaNotice(news="spent", used=200, limit=200),
        "back": v.QuotaNotice(news="back", used=0, limit=5000, people=312),
        "no limit": v.QuotaNotice(news="back", used=5000, limit=None),
    },
    v.GroupLost: {"usual": v.GroupLost(name="キッチン")},
    v.Inbox: {
        "both": v.Inbox(
            now_at=p.NOW,
            items=(
                FAILED,
                replace(FAILED, id="503", scenario=p.FAMILY, reason="content"),
                replace(FAILED, id="504", scenario=p.QUOTES, reason="unknown_friend", people=1),
                UNSURE,
            ),
            held=(HeldCount("quota", 312), HeldCount("blocked", 21)),
            more=3,
        ),
        "other reasons": v.Inbox(
            now_at=p.NOW,
            items=(replace(FAILED, reason="unavailable"), replace(FAILED, reason="other")),
        ),
        "held and parked": v.Inbox(
            now_at=p.NOW,
            held=(HeldCount("quota", 312),),
            parked=v.Parked("77", 3, p.THIS_MORNING),
            hold=AccountHold("quota", p.THIS_MORNING, people=312, again_at=p.TONIGHT),
        ),
        "all of it": v.Inbox(
            now_at=p.NOW,
            items=(FAILED, UNSURE),
            parked=v.Parked("1", 1, p.LAST_WEEK),
            hold=AccountHold("token", p.LAST_WEEK),
        ),
        "only held": v.Inbox(
            now_at=p.NOW, hold=AccountHold("token", p.LAST_WEEK, people=1, again_at=p.NOW)
        ),
        "clear": v.Inbox(now_at=p.NOW),
    },
    v.InboxAgain: {"usual": v.InboxAgain(item=UNSURE)},
    v.InboxHeld: {
        "some": v.InboxHeld(
            rows=(
                v.HeldRow(reason="quota", people=312),
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
    v.SettingsMenu: {
        "usual": v.SettingsMenu(quiet=p.NIGHT, language="ja", zone="Asia/Tokyo"),
        "no quiet hours": v.SettingsMenu(quiet=None, language="auto", zone="Asia/Bangkok"),
    },
    v.SettingsQuiet: {
        "on": v.SettingsQuiet(quiet=p.NIGHT, back="settings.menu"),
        "off": v.SettingsQuiet(quiet=None),
    },
    v.SettingsLanguage: {"usual": v.SettingsLanguage(current="ja")},
    v.RoleRefused: {"usual": v.RoleRefused(ask="森"), "nobody": v.RoleRefused()},
    v.Gone: {
        "known": v.Gone(name=p.QUOTES, by="佐藤", at=p.NOW),
        "unknown": v.Gone(),
        "name only": v.Gone(name="再来店のご案内"),
    },
    v.Broken: {"usual": v.Broken(number="K7Q4")},
}

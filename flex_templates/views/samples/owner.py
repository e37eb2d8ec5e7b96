"""Samples of the owner's first cards: claim, home, scenarios, start."""

from dataclasses import replace
from datetime import date, time

from flex_templates.views import owner as v
from flex_templates.views.parts import (
    AccountHold,
    FriendRow,
    HeldCount,
    NextSend,
    Notice,
    StartRow,
    View,
)
from flex_templates.views.rules import RulePart
from flex_templates.views.samples import people as p

DAY = date(2026, 12, 4)
FIRST: dict[type[View], dict[str, View]] = {
    v.ClaimDone: {
        "usual": v.ClaimDone(owner="森", shop=p.SHOP, friends=240),
        "list not allowed": v.ClaimDone(owner=p.LONG, shop=p.QUOTES),
    },
    v.ClaimWrong: {"usual": v.ClaimWrong(tries_left=4)},
    v.ClaimBlocked: {"usual": v.ClaimBlocked(minutes=30)},
    v.ClaimAlready: {"usual": v.ClaimAlready()},
    v.ClaimHow: {"usual": v.ClaimHow(back="home.today")},
    v.HomeBack: {
        "usual": v.HomeBack(
            shop=p.SHOP,
            now_at=p.NOW,
            scenario_id="12",
            name="週替わり",
            edited_at=p.LAST_WEEK,
            number="3",
            others=2,
        ),
        "first": v.HomeBack(
            shop=p.QUOTES, now_at=p.NOW, scenario_id="12", name=p.LONG, edited_at=p.LAST_WEEK
        ),
    },
    v.HomeToday: {
        "busy": v.HomeToday(
            shop=p.SHOP,
            now_at=p.NOW,
            running=3,
            sent_today=96,
            later_today=46,
            to_check=2,
            held=(HeldCount("blocked", 2), HeldCount("manual", 1)),
            draft=v.DraftLine("15", "週替わりのご案内", "3"),
            next=NextSend(at=p.TONIGHT, people=18, scenario_id="12", names=("再来店", "学割")),
            quota=v.QuotaLine(3120, 5000, 1360),
            friends=1240,
            friends_today=6,
            groups=(
                v.GroupRow(id="3", name="キッチン", people=6),
                v.GroupRow(id="4", name=p.FAMILY, people=1),
            ),
        ),
        "quiet": v.HomeToday(shop=p.SHOP, now_at=p.NOW, running=1, quota=v.QuotaLine(12, 200)),
        "stopped": v.HomeToday(
            shop=p.THAI,
            now_at=p.NOW,
            running=2,
            sent_today=12_400,
            stopped=v.StopAll(p.THIS_MORNING, "佐藤"),
            quota=v.QuotaLine(4980, 5000, 412, kept=12, runs_out_on=p.NEXT_FRIDAY.date()),
            problem=Notice("old"),
        ),
        "used up": v.HomeToday(
            shop=p.SHOP,
            now_at=p.NOW,
            running=2,
            to_check=3,
            held=(HeldCount("quota", 312),),
            quota=v.QuotaLine(5000, 5000),
            friends=1240,
            hold=AccountHold("quota", p.THIS_MORNING, people=312, again_at=p.TONIGHT),
        ),
        "no access": v.HomeToday(
            shop=p.SHOP, now_at=p.NOW, running=2, hold=AccountHold("token", p.LAST_WEEK)
        ),
        "no limit": v.HomeToday(
            shop=p.QUOTES,
            now_at=p.NOW,
            running=12,
            held=(HeldCount("quota", 312), HeldCount("daily_cap", 4), HeldCount("stop_all", 9)),
            draft=v.DraftLine("15", p.FAMILY),
            next=NextSend(at=p.NEXT_FRIDAY, people=1, scenario_id="12", names=(p.LONG, p.QUOTES)),
            quota=v.QuotaLine(7, None),
            friends=3,
        ),
    },
    v.HomeEmpty: {"usual": v.HomeEmpty(shop=p.SHOP, now_at=p.NOW, friends=240)},
    v.StopAllDone: {
        "usual": v.StopAllDone(at=p.NOW, waiting=412, on_the_wire=3),
        "many": v.StopAllDone(at=p.NOW, waiting=10_000, or_more=True),
        "editor": v.StopAllDone(at=p.NOW, waiting=0, may_resume=False),
    },
    v.StopAllResumed: {
        "overdue": v.StopAllResumed(overdue=57, may_skip=True),
        "nothing overdue": v.StopAllResumed(),
        "many": v.StopAllResumed(overdue=10_000, or_more=True, may_skip=True),
        "skipped": v.StopAllResumed(overdue=57, skipped=True),
    },
    v.Found: {
        "both": v.Found(
            query="再来",
            scenarios=(p.RUNNING, p.DRAFT),
            friends=(FriendRow(id="88", name=p.LONG), FriendRow(id="89", name=p.THAI)),
        ),
    },
    v.NotFound: {"usual": v.NotFound(query=p.QUOTES)},
    v.HelpCard: {
        area: v.HelpCard(area=area, back="home.today")
        for area in (
            "home", "start", "timeline", "wait", "message",
            "check", "publish", "friends", "results", "staff",
            "rule", "branch", "quota",
        )
    },
    v.ScenarioList: {
        "four": v.ScenarioList(
            now_at=p.NOW,
            rows=(p.RUNNING, p.PAUSED, p.DRAFT, p.ENDED),
            total=13,
            later=4,
            running=4,
            paused=1,
            drafts=2,
            ended=6,
        ),
        "nine": v.ScenarioList(
            now_at=p.NOW,
            rows=tuple(replace(p.RUNNING, id=str(i), name=p.FAMILY) for i in range(9)),
            total=30,
            first=9,
            later=18,
            only="running",
            running=30,
        ),
        "closed": v.ScenarioList(
            now_at=p.NOW,
            rows=(
                replace(p.RUNNING, closed=True),
                replace(p.PAUSED, closed=True, name=p.FAMILY),
                p.RUNNING,
            ),
            total=3,
            running=2,
            paused=1,
        ),
        "one": v.ScenarioList(now_at=p.NOW, rows=(p.DRAFT,), total=1, drafts=1),
        "none of these": v.ScenarioList(now_at=p.NOW, rows=(), total=0, only="paused", running=1),
    },
    v.ScenarioCard: {
        "running": v.ScenarioCard(
            scenario=replace(p.RUNNING, changes=2),
            now_at=p.NOW,
            finished=210,
            stopped=4,
            blocked=9,
            to_check=37,
            held=(HeldCount("blocked", 9), HeldCount("daily_cap", 3)),
            version=3,
            published_at=p.LAST_WEEK,
            published_by="森",
            active_from=date(2026, 12, 1),
            active_until=date(2027, 1, 31),
        ),
        "paused": v.ScenarioCard(scenario=p.PAUSED, now_at=p.NOW, version=1, back="scenario.list"),
        "closed": v.ScenarioCard(
            scenario=replace(p.RUNNING, closed=True, name=p.LONG), now_at=p.NOW, version=3
        ),
        "by hand": v.ScenarioCard(
            scenario=replace(p.RUNNING, starts=(StartRow(kind="manual"),), next=None),
            now_at=p.NOW,
            version=1,
            adds=True,
        ),
        "draft": v.ScenarioCard(scenario=p.DRAFT, now_at=p.NOW),
        "to be sent once": v.ScenarioCard(scenario=replace(p.DRAFT, once=True), now_at=p.NOW),
        "sent once later": v.ScenarioCard(
            scenario=replace(
                p.RUNNING,
                name="11/22",
                once=True,
                next=None,
                planned=NextSend(at=p.TONIGHT, people=240),
            ),
            now_at=p.NOW,
            version=1,
            may_call_off=True,
        ),
        "very many": v.ScenarioCard(
            scenario=replace(p.RUNNING, planned=NextSend(at=p.THIS_MORNING, people=31_000)),
            now_at=p.NOW,
            version=1,
        ),
        "ended": v.ScenarioCard(scenario=p.ENDED, now_at=p.NOW, finished=12_345, version=1),
    },
    v.ScenarioMore: {
        "running": v.ScenarioMore(
            id="12",
            name=p.LONG,
            state="running",
            may_add=True,
            versions=True,
            back="scenario.card:12",
        ),
        "draft": v.ScenarioMore(
            id="15", name=p.QUOTES, state="draft", may_delete=True, at_limit="skip", urgent=True
        ),
    },
    v.ScenarioShown: {
        "plain": v.ScenarioShown(id="12", name="再来店のご案内"),
        "full": v.ScenarioShown(
            id="12", name=p.LONG, title=p.QUOTES, sender="店長", icon="https://e.example/i.png"
        ),
        "icon gone": v.ScenarioShown(id="12", name=p.LONG, sender="店長", lost=True),
    },
    v.ScenarioShownAs: {
        "title": v.ScenarioShownAs(id="12", name="再来店のご案内", what="title", most=30),
        "sender": v.ScenarioShownAs(id="12", name=p.LONG, what="sender", most=20, now=p.QUOTES),
        "icon": v.ScenarioShownAs(id="12", name="お礼", what="icon", most=20),
        "other icon": v.ScenarioShownAs(
            id="12", name=p.LONG, what="icon", most=20, now="i", icon="https://e.example/i.png"
        ),
        "other title": v.ScenarioShownAs(
            id="12", name="お礼", what="title", most=30, now="再来店のお客様へ"
        ),
    },
    v.ScenarioLimit: {
        "usual": v.ScenarioLimit(id="12", name="再来店のご案内"),
        "urgent": v.ScenarioLimit(
            id="12",
            name=p.QUOTES,
            at_limit="skip",
            urgent=True,
            problem=Notice("info", "saved_for_all"),
        ),
        "to look at": v.ScenarioLimit(id="12", name=p.FAMILY, at_limit="end", may_change=False),
    },
    v.ScenarioRename: {
        "usual": v.ScenarioRename(
            id="12",
            name="再来店のご案内",
            problem=Notice("error", "E3", {"field": "scenario", "limit": 30, "actual": 34}),
        ),
        "hostile": v.ScenarioRename(id="12", name=p.QUOTES),
    },
    v.ScenarioPaused: {
        "usual": v.ScenarioPaused(id="12", name="再来店のご案内", at=p.NOW, inside=86)
    },
    v.ScenarioOverdue: {
        "usual": v.ScenarioOverdue(id="12", name="再来店のご案内", overdue=40),
    },
    v.ScenarioResumed: {
        "overdue": v.ScenarioResumed(
            id="12",
            name="再来店のご案内",
            now_at=p.NOW,
            overdue=40,
            next=NextSend(at=p.TONIGHT, people=18),
        ),
        "skipped": v.ScenarioResumed(
            id="12", name=p.THAI, now_at=p.NOW, overdue=40, skipped=True
        ),
    },
    v.ScenarioEnd: {
        "usual": v.ScenarioEnd(id="12", name="再来店のご案内", inside=86),
        "only all": v.ScenarioEnd(id="12", name=p.LONG, inside=0, may_close=False),
    },
    v.ScenarioEndAll: {"usual": v.ScenarioEndAll(id="12", name="再来店のご案内", inside=86)},
    v.ScenarioEnded: {
        "all": v.ScenarioEnded(id="12", name="再来店のご案内", closed=False, inside=86),
        "closed": v.ScenarioEnded(id="12", name=p.LONG, closed=True, inside=86),
    },
    v.ScenarioDeleted: {
        "usual": v.ScenarioDeleted(id="12", name="再来店のご案内", undo_until=p.TONIGHT),
        "too late": v.ScenarioDeleted(id="12", name=p.LONG),
    },
    v.ScenarioDuplicated: {
        "usual": v.ScenarioDuplicated(id="16", name="再来店のご案内 2", of="再来店のご案内")
    },
    v.MediaWhere: {
        "drafts": v.MediaWhere(
            kind="image", rows=(v.DraftLine("12", "再来店"), v.DraftLine("13", p.FAMILY))
        ),
        "nothing": v.MediaWhere(kind="video"),
    },
    v.MediaStep: {
        "steps": v.MediaStep(
            id="12",
            name="再来店",
            kind="image",
            rows=(v.Named("s1", "1  ようこそ"), v.Named("s2", "2  " + p.FAMILY)),
        ),
        "none": v.MediaStep(id="12", name=p.LONG, kind="audio"),
    },
    v.ScenarioFile: {
        "fresh": v.ScenarioFile(id="12", url="https://shop.example/x/tobi_0"),
        "used": v.ScenarioFile(id="12"),
    },
    v.ScenarioRead: {
        "asks": v.ScenarioRead(),
        "wrong": v.ScenarioRead(
            rows=(
                v.FileProblem(
                    line=14,
                    place="steps[2].wait.days",
                    what=Notice("error", "wait_too_long", {"limit": 365, "actual": 400}),
                ),
                v.FileProblem(
                    line=20, place="steps[3].send[0]", what=Notice("error", "empty")
                ),
                v.FileProblem(what=Notice("error", "yaml_syntax")),
            ),
            more=3,
        ),
    },
    v.ScenarioExport: {
        "short": v.ScenarioExport(id="12", name="再来店のご案内", yaml="tobiishi: 1\nname: あ\n"),
        "long": v.ScenarioExport(id="12", name=p.LONG, yaml="- text: こんにちは 🌿\n" * 700),
        "too long": v.ScenarioExport(id="12", name=p.LONG, yaml="- text: こんにちは\n" * 3000),
    },
    v.NewName: {
        "usual": v.NewName(back="home.today"),
        "too long": v.NewName(
            problem=Notice("error", "E3", {"field": "scenario", "limit": 30, "actual": 34})
        ),
    },
    v.NewHow: {
        "usual": v.NewHow(back="home.today", rows=(p.TEMPLATE, p.LONG_TEMPLATE) * 4),
    },
    v.NewFlow: {
        "usual": v.NewFlow(back="new.how", row=p.TEMPLATE, steps=p.FLOW),
        "long": v.NewFlow(
            back="new.how",
            row=p.LONG_TEMPLATE,
            steps=(v.FlowStep(p.THREE_DAYS, p.LONG, p.QUOTES, gives=True),) * 7,
        ),
    },
    v.NewAnswers: {
        "words": v.NewAnswers(
            back="new.flow:revisit-coupon",
            title="再来店クーポン",
            number=1,
            total=3,
            kind="text",
            asks_for="クーポンの特典は？",
            sample="10%OFF",
        ),
        "hour": v.NewAnswers(
            back="new.flow:revisit-coupon",
            title=p.THAI,
            number=2,
            total=3,
            kind="hour",
            asks_for="何時ごろ届けますか？",
            sample="11:00-12:00",
        ),
        "link": v.NewAnswers(
            back="new.flow:revisit-coupon",
            title=p.LONG,
            number=3,
            total=3,
            kind="link",
            asks_for="ご予約ページのアドレスは？",
            sample="https://example.com/reserve",
        ),
    },
    v.StartKind: {
        "first": v.StartKind(id="15", name="週替わりのご案内", today=DAY, back="new.name"),
        "one more": v.StartKind(
            id="15", name=p.LONG, today=DAY, adding=True, back="start.card:15"
        ),
    },
    v.StartKeyword: {
        "asks": v.StartKeyword(id="15", name="週替わりのご案内", back="start.kind:15"),
        "words": v.StartKeyword(id="15", name=p.QUOTES, words=("予約", p.QUOTES, p.THAI)),
    },
    v.StartCard: {
        "two": v.StartCard(
            id="15", name="週替わりのご案内", state="draft", starts=(p.FOLLOW, p.WORDS)
        ),
        "by changes": v.StartCard(
            id="12",
            name="お礼とクーポン",
            state="running",
            starts=(
                StartRow(kind="label_added", words=("商品A購入",)),
                StartRow(kind="scenario_finished", words=(p.LONG,)),
                StartRow(kind="group_matched", words=(p.QUOTES,)),
                StartRow(kind="group_matched", words=("常連",), daily_at=time(10)),
            ),
        ),
        "set days": v.StartCard(
            id="12",
            name="お礼とクーポン",
            state="running",
            starts=(
                StartRow(kind="date", on=date(2026, 12, 24), at=time(10)),
                StartRow(kind="date", on=date(2027, 1, 1), of="label", words=(p.QUOTES,)),
                StartRow(kind="date", on=date(2027, 2, 3), at=time(8), of="group", words=("常連",)),
            ),
        ),
        "period": v.StartCard(
            id="12",
            name=p.LONG,
            state="running",
            starts=(StartRow(kind="friend_added", unblock=True, words=("qr", "flyer-2026")),),
            reentry="after_finish",
            active_from=date(2026, 12, 1),
            active_until=date(2027, 1, 31),
            unless=RulePart("label", p.QUOTES),
            stop_when=RulePart(
                "any", parts=(RulePart("label", "予約済み"), RulePart("tapped", "3"))
            ),
            back="timeline.view:12",
        ),
        "none": v.StartCard(id="15", name=p.LONG, state="draft", starts=(), reentry="always"),
        "full": v.StartCard(
            id="15",
            name=p.LONG,
            state="paused",
            starts=(p.FOLLOW,) * 5,
            often="weeks",
            lane=p.QUOTES,
            priority=100,
            per="order_id",
            carries=True,
        ),
    },
    v.StartPick: {
        "labels": v.StartPick(
            id="15", name="お礼", by="label", rows=("商品購入", p.QUOTES, p.THAI), later=8
        ),
        "scenarios": v.StartPick(id="15", name=p.LONG, by="scenario", rows=(p.FAMILY,), earlier=0),
        "no groups": v.StartPick(id="15", name=p.LONG, by="group"),
        "event": v.StartPick(id="15", name=p.LONG, by="event"),
        "dates": v.StartPick(id="15", name="来店", by="date", rows=("birthday", "予約日時")),
        "coupons": v.StartPick(id="15", name=p.LONG, by="coupon", rows=("月曜20%OFF",)),
    },
    v.StartWhom: {
        "all": v.StartWhom(id="15", name="お礼", on=DAY, at=time(10), rows=(v.WhoRow("all"),)),
        "named": v.StartWhom(
            id="15",
            name=p.LONG,
            on=DAY,
            at=time(9, 30),
            rows=(v.WhoRow("all"), v.WhoRow("label", p.QUOTES), v.WhoRow("group", p.THAI)),
        ),
    },
    v.StartHow: {
        "scenario": v.StartHow(id="15", name=p.LONG, by="scenario", of=p.FAMILY),
        "birthday": v.StartHow(id="15", name="お祝い", by="date", of="birthday", yearly=True),
        "own date": v.StartHow(id="15", name="来店", by="date", of=p.QUOTES[:20]),
    },
    v.StartDaily: {"usual": v.StartDaily(id="15", name=p.LONG, group=p.QUOTES)},
    v.StartSet: {
        "moved": v.StartSet(id="15", name="来店", what="moved", chosen="retime", today=DAY),
        "often": v.StartSet(id="15", name="お礼", what="often", chosen="weeks", today=DAY),
        "lane": v.StartSet(
            id="15",
            name="お礼",
            what="lane",
            rows=("住み替え", p.QUOTES),
            chosen="住み替え",
            today=DAY,
        ),
        "period": v.StartSet(
            id="15", name=p.LONG, what="period", today=DAY, active_until=date(2027, 1, 31)
        ),
        "priority": v.StartSet(id="15", name="お礼", what="priority", chosen="50", today=DAY),
        "per": v.StartSet(
            id="15", name="お礼", what="per", rows=("order_id",), chosen="none", today=DAY
        ),
    },
    v.StartCheck: {
        "errors": v.StartCheck(
            id="15",
            name="冬の福袋 先行案内",
            steps=5,
            starts=(p.FOLLOW,),
            findings=(
                v.CheckRow(
                    severity="error",
                    code="no_content",
                    fix="content",
                    step_id="s3",
                    number="3",
                    title="福袋の中身をご紹介",
                ),
                v.CheckRow(
                    severity="warning",
                    code="in_quiet_hours",
                    fix="time",
                    step_id="s5",
                    number="5",
                    values={"at": "22:00", "goes_at": "8:00", "days_later": 1},
                ),
            ),
        ),
        "ready": v.StartCheck(
            id="15",
            name=p.QUOTES,
            steps=5,
            starts=(p.FOLLOW, p.WORDS),
            staff_groups=1,
            forecast=v.StartForecast(
                enters="newcomers",
                own=420,
                own_next=510,
                newcomers=38,
                others=1_360,
                used=3_120,
                limit=5_000,
            ),
        ),
        "too few messages": v.StartCheck(
            id="15",
            name=p.FAMILY,
            steps=5,
            starts=(p.FOLLOW,),
            findings=tuple(
                v.CheckRow(
                    severity="warning",
                    code=code,
                    fix="quota",
                    values={"missing": 120, "day": p.NEXT_FRIDAY.date()},
                )
                for code in ("quota_held", "quota_skipped", "quota_ended")
            ),
            forecast=v.StartForecast(
                enters="by_hand", steps=5, others=1_360, used=4_120, limit=5_000
            ),
        ),
        "by a word": v.StartCheck(
            id="15",
            name=p.LONG,
            steps=1,
            starts=(p.WORDS,),
            forecast=v.StartForecast(enters="by_themselves", used=12_345, limit=None),
        ),
        "unknown codes": v.StartCheck(
            id="15",
            name=p.FAMILY,
            steps=100,
            findings=tuple(
                v.CheckRow(severity="error", code=f"new_{i}", number=str(i), title=p.FAMILY)
                for i in range(8)
            ),
        ),
    },
    v.StartDone: {
        "trial": v.StartDone(id="15", name=p.LONG, now_at=p.NOW, trial=True),
        "usual": v.StartDone(
            id="15",
            name="冬の福袋 先行案内",
            now_at=p.NOW,
            next=NextSend(at=p.TONIGHT, people=34),
        ),
        "code": v.StartDone(id="15", name=p.LONG, now_at=p.NOW, qr="go:route.list"),
        "nobody yet": v.StartDone(id="15", name=p.LONG, now_at=p.NOW),
        "by hand": v.StartDone(id="15", name="季節のお知らせ", now_at=p.NOW, adds=True),
    },
    v.PublishWhom: {
        "usual": v.PublishWhom(
            id="12",
            name="再来店のご案内",
            version=3,
            inside=86,
            changes=(
                v.ChangeRow(kind="changed", number="2", title=p.QUOTES),
                v.ChangeRow(kind="added", number="4"),
                v.ChangeRow(kind="removed", number="9", title=p.FAMILY),
                v.ChangeRow(kind="moved", number="5"),
                v.ChangeRow(kind="start"),
                v.ChangeRow(kind="other"),
            ),
            ahead=40,
            past=30,
            elsewhere=16,
            retimed=7,
            sent_on=(v.SentOnRow("9", 12, "10"), v.SentOnRow("11", 1)),
            finished=210,
            appended="12",
        ),
        "to those who have finished": v.PublishWhom(
            id="12",
            name="再来店のご案内",
            version=3,
            inside=0,
            changes=(v.ChangeRow(kind="added", number="4", title=p.QUOTES),),
            finished=210,
            appended="4",
            reach=True,
        ),
        "small": v.PublishWhom(
            id="12",
            name="再来店のご案内",
            version=3,
            inside=241,
            changes=(v.ChangeRow(kind="changed", number="4", title="日替わり"),),
            ahead=200,
            past=40,
            staying=1,
            small=True,
        ),
        "an earlier one, nobody inside": v.PublishWhom(
            id="12",
            name=p.QUOTES,
            version=4,
            inside=0,
            changes=(v.ChangeRow(kind="removed", number="4", title=p.QUOTES),),
            again=3,
        ),
        "nobody can go on": v.PublishWhom(
            id="12",
            name="予約のご案内",
            version=1,
            inside=5,
            changes=(v.ChangeRow(kind="changed", number="1"),),
            staying=5,
        ),
    },
    v.PublishDone: {
        "usual": v.PublishDone(
            id="12", name="再来店のご案内", version=4, at=p.NOW, inside=86, before=3
        ),
        "everyone": v.PublishDone(
            id="12",
            name=p.QUOTES,
            version=4,
            at=p.NOW,
            inside=86,
            everyone=True,
            before=3,
        ),
        "another since": v.PublishDone(
            id="12", name="再来店のご案内", version=4, at=p.NOW, inside=0
        ),
    },
    v.VersionList: {
        "usual": v.VersionList(
            id="12",
            name="再来店のご案内",
            now_at=p.NOW,
            rows=(
                v.VersionRow(number=3, at=p.NOW, by="森", inside=80, changes=3, current=True),
                v.VersionRow(number=2, at=p.NOW, by=p.QUOTES, inside=6, changes=1),
                v.VersionRow(number=1, at=p.NOW, by="CLI"),
            ),
            back="scenario.card:12",
        ),
        "a page": v.VersionList(
            id="12",
            name=p.QUOTES,
            now_at=p.NOW,
            rows=(v.VersionRow(number=9, at=p.NOW, by="森", changes=12),) * 8,
            earlier=0,
            later=16,
        ),
    },
    v.VersionCard: {
        "usual": v.VersionCard(
            against=1,
            running=4,
            id="12",
            name="再来店のご案内",
            now_at=p.NOW,
            row=v.VersionRow(number=2, at=p.NOW, by="森", inside=6, changes=2),
            changes=(
                v.ChangeRow(kind="changed", number="2", title=p.QUOTES),
                v.ChangeRow(kind="added", number="4"),
            ),
            steps=(v.TemplateStep(p.THREE_DAYS, "クーポン"),) * 10,
            more=4,
            may_restore=True,
            back="version.list:12",
        ),
        "the one that runs": v.VersionCard(
            id="12",
            name=p.QUOTES,
            now_at=p.NOW,
            row=v.VersionRow(number=1, at=p.NOW, current=True),
            steps=(v.TemplateStep(p.THREE_DAYS, p.LONG),),
        ),
        "unreadable": v.VersionCard(
            id="12",
            name="再来店のご案内",
            now_at=p.NOW,
            row=v.VersionRow(number=1, at=p.NOW, by="森"),
        ),
    },
    v.DraftDiscard: {
        "usual": v.DraftDiscard(id="12", name="再来店のご案内", changes=3, back="timeline.view:12"),
    },
}  # fmt: skip

"""Samples of people, results, staff, settings and refusals."""

from datetime import time, timedelta

from flex_templates.views import owner as v
from flex_templates.views.parts import FriendRow, Notice, View
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
TOKYO = v.ZoneRow(zone="Asia/Tokyo", clock=time(14, 2))
KITCHEN = v.GroupRow(id="C1", name="キッチン", people=5, spent=120, cap=300)
NOON, EVENING = time(12), time(18)

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
        "by hand": v.FriendsFind(now_at=p.NOW, total=1240, rows=(HANAKO,), standing="manual"),
        "next page": v.FriendsFind(
            now_at=p.NOW, total=1240, rows=(HANAKO,) * 8, standing="stopped", earlier=0, later=16
        ),
        "nobody blocked": v.FriendsFind(now_at=p.NOW, total=1240, standing="blocked"),
        "nobody yet": v.FriendsFind(now_at=p.NOW, total=0, may_import=True),
    },
    v.FriendsImport: {
        "not yet": v.FriendsImport(now_at=p.NOW),
        "going": v.FriendsImport(
            now_at=p.NOW, state="going", found=1_300, new=1_280, at=p.THIS_MORNING
        ),
        "done": v.FriendsImport(
            now_at=p.NOW, state="done", found=31_240, new=31_200, at=p.THIS_MORNING
        ),
        "not allowed": v.FriendsImport(now_at=p.NOW, state="not_allowed", at=p.THIS_MORNING),
    },
    v.FriendLabels: {
        "some": v.FriendLabels(
            id="88",
            name="山田花子",
            now_at=p.NOW,
            labels=tuple(
                v.FriendLabel(id=str(n), name=name, since_at=p.LAST_WEEK)
                for n, name in enumerate(("商品A購入", p.QUOTES, p.FAMILY), 1)
            ),
            more=2,
            others=tuple(
                v.FriendLabel(id=str(n), name=name)
                for n, name in enumerate(("予約済み", p.THAI, "社員", p.QUOTES), 11)
            ),
            back="friend.card:88",
        ),
        "none": v.FriendLabels(id="88", name=p.LONG, now_at=p.NOW),
    },
    v.FriendFields: {
        "some": v.FriendFields(
            id="88",
            name="山田花子",
            rows=(
                v.FieldLine(name="gender", value="female", number=1),
                v.FieldLine(name="birthday", number=2),
                v.FieldLine(name=p.QUOTES, value=p.FAMILY, number=3),
            ),
            earlier=0,
            later=16,
            back="friend.more:88",
        ),
        "none": v.FriendFields(id="88", name=p.QUOTES),
    },
    v.FriendField: {
        "date": v.FriendField(
            id="88",
            name="山田花子",
            field=v.FieldLine(name="予約日時", value="2026-12-24 10:00"),
            kind="date",
            today=p.NOW.date(),
            back="friend.fields:88",
        ),
        "gender": v.FriendField(
            id="88",
            name=p.QUOTES,
            field=v.FieldLine(name="gender"),
            kind="text",
            today=p.NOW.date(),
        ),
        "number": v.FriendField(
            id="88",
            name=p.FAMILY,
            field=v.FieldLine(name=p.QUOTES, value="3"),
            kind="number",
            today=p.NOW.date(),
        ),
        "new": v.FriendField(
            id="88",
            name="山田花子",
            field=v.FieldLine(name="好きな料理"),
            kind=None,
            today=p.NOW.date(),
        ),
    },
    v.FriendCard: {
        "usual": v.FriendCard(
            friend=HANAKO,
            now_at=p.NOW,
            since_at=p.LAST_WEEK,
            route="店頭QR",
            fields=(
                v.FieldLine(name="gender", value="female"),
                v.FieldLine(name="birthday", value="1995-04-01", until="1996-03-31"),
                v.FieldLine(name="予約日時", value="2026-12-24 10:00"),
                v.FieldLine(name=p.QUOTES, value=p.FAMILY),
            ),
            more_fields=2,
            walks=(
                v.WalkRow(
                    scenario_id="12", name="再来店のご案内", place=3, steps=8, next_at=p.NEXT_FRIDAY
                ),
                v.WalkRow(scenario_id="9", name=p.QUOTES, place=20, steps=20, state="finished"),
                v.WalkRow(scenario_id="3", name=p.FAMILY, place=4, steps=40, state="opted_out"),
            ),
            events=(
                v.EventRow(kind="sent", at=p.THIS_MORNING, scenario="再来店のご案内", number="3"),
                v.EventRow(kind="resumed", at=p.LAST_WEEK),
                v.EventRow(kind="stopped", at=p.LAST_WEEK),
                v.EventRow(kind="followed", at=p.LAST_WEEK - timedelta(days=400)),
            ),
        ),
        "labels, held, stuck": v.FriendCard(
            friend=HANAKO,
            now_at=p.NOW,
            since_at=p.LAST_WEEK,
            labels=tuple(
                v.LabelLine(name=name, since_at=p.LAST_WEEK - timedelta(days=200 * days))
                for days, name in enumerate(("商品A購入", p.QUOTES, p.FAMILY, p.THAI, "学生") * 2)
            ),
            walks=(
                v.WalkRow(
                    scenario_id="12",
                    name="再来店のご案内",
                    place=3,
                    steps=8,
                    state="stuck",
                    case="501.9001",
                ),
                v.WalkRow(
                    scenario_id="9",
                    name="誕生月のおくりもの",
                    place=1,
                    steps=3,
                    next_at=p.NEXT_FRIDAY,
                    hold="paused",
                ),
                v.WalkRow(scenario_id="3", name=p.THAI, place=2, steps=20, state="goal"),
            ),
        ),
        "stopped": v.FriendCard(
            friend=FriendRow(id="90", name=p.FAMILY, state="stopped"), now_at=p.NOW
        ),
        "by hand": v.FriendCard(
            friend=FriendRow(id="90", name=p.THAI, state="manual"), now_at=p.NOW
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
    v.StaffMenu: {
        "linked": v.StaffMenu(groups=(KITCHEN, v.GroupRow(id="C2", name=p.QUOTES))),
        "waiting": v.StaffMenu(waiting=(v.GroupRow(id="C3", name=p.FAMILY, people=12),)),
        "none": v.StaffMenu(),
        "unlinked": v.StaffMenu(
            waiting=(KITCHEN,),
            problem=Notice("info", "group_unlinked", {"name": "キッチン"}),
        ),
    },
    v.StaffGroup: {
        "usual": v.StaffGroup(
            group=KITCHEN,
            linked_at=p.LAST_WEEK,
            linked_by="森",
            notices_this_month=24,
            times=(NOON, EVENING),
        ),
        "some": v.StaffGroup(
            group=v.GroupRow(id="C1", name=p.QUOTES, people=1, how="important", cap=40),
            linked_at=p.LAST_WEEK,
            kinds=3,
            scenarios=1,
            quiet=False,
        ),
        "every": v.StaffGroup(group=KITCHEN, linked_at=p.LAST_WEEK, every=30),
        "unknown size": v.StaffGroup(
            group=v.GroupRow(id="C2", name=p.FAMILY), linked_at=p.LAST_WEEK
        ),
    },
    v.StaffHow: {
        one: v.StaffHow(
            group=KITCHEN,
            current=one,
            every=0 if one == "digest" else 60,
            times=(NOON, EVENING),
            quiet=one != "tap",
            alone=one == "tap",
            digest_most=300,
            all_times=((NOON, EVENING), (time(9),), (EVENING,), (time(10), time(14), EVENING)),
            all_every=(30, 60, 120, 180),
        )
        for one in ("tap", "digest", "at_once", "important")
    },
    v.StaffKinds: {
        "usual": v.StaffKinds(
            group=KITCHEN,
            kinds=tuple(
                (one, one != "finished")
                for one in (
                    *("sent", "tapped", "answered", "watched", "used", "stopped", "blocked"),
                    *("finished", "held", "opened", "failed"),
                )
            ),
        ),
    },
    v.StaffScenarios: {
        "all": v.StaffScenarios(
            group=KITCHEN,
            rows=(
                v.SwitchRow(id="7", name="再来店のご案内", on=True),
                v.SwitchRow(id="8", name=p.FAMILY, on=True),
            ),
            all=True,
        ),
        "some": v.StaffScenarios(
            group=KITCHEN,
            rows=tuple(
                v.SwitchRow(id=str(number), name=p.QUOTES, on=number % 2 == 0)
                for number in range(8)
            ),
            all=False,
            earlier=0,
            later=20,
        ),
        "none": v.StaffScenarios(group=KITCHEN, rows=(), all=True),
    },
    v.StaffWords: {
        "usual": v.StaffWords(words=("困った", "返品"), offered=("キャンセル", "担当者")),
        "none": v.StaffWords(words=(), offered=("困った", "返品", "キャンセル", "担当者")),
        "many": v.StaffWords(words=(p.THAI[:20],) * 8, offered=()),
    },
    v.StaffCap: {
        "usual": v.StaffCap(group=KITCHEN, caps=(60, 100, 300, 500, 1_000, 3_000)),
        "less than one": v.StaffCap(
            group=v.GroupRow(id="C1", name=p.FAMILY, people=100, cap=60), caps=(60, 100)
        ),
    },
    v.GroupLost: {"usual": v.GroupLost(name="キッチン")},
    v.SettingsMenu: {
        "usual": v.SettingsMenu(quiet=p.NIGHT, language="ja", zone="Asia/Tokyo"),
        "no quiet hours": v.SettingsMenu(
            quiet=None,
            language="auto",
            zone="Asia/Bangkok",
            daily_cap=2,
            weekly=True,
            keys=3,
            own_words=True,
            sender="店長 森",
            warn_at=0,
        ),
    },
    v.SettingsWords: {
        "usual": v.SettingsWords(greeting="", stopped="", back="settings.menu"),
        "own": v.SettingsWords(greeting="{名前}さん、ようこそ{店名}へ。", stopped=p.QUOTES),
    },
    v.SettingsWord: {
        "greeting": v.SettingsWord(
            which="greeting", text="", shop=p.SHOP, longest=500, back="settings.words"
        ),
        "own": v.SettingsWord(which="greeting", text=p.FAMILY, shop=p.QUOTES, longest=500),
        "stopped": v.SettingsWord(which="stopped", text="", shop=p.SHOP, longest=200),
    },
    v.SettingsCap: {
        "off": v.SettingsCap(current=None, numbers=(1, 2, 3, 5)),
        "two": v.SettingsCap(current=2, numbers=(1, 2, 3, 5), back="settings.menu"),
    },
    v.SettingsSender: {
        "account": v.SettingsSender(),
        "own": v.SettingsSender(sender="店長 " + "あ" * 16, back="settings.menu"),
    },
    v.SettingsWarnings: {
        "usual": v.SettingsWarnings(current=80, choices=(80, 90, 0)),
        "late": v.SettingsWarnings(current=0, choices=(80, 90, 0), back="settings.menu"),
    },
    v.SettingsQuiet: {
        "on": v.SettingsQuiet(quiet=p.NIGHT, back="settings.menu"),
        "off": v.SettingsQuiet(quiet=None),
    },
    v.SettingsZone: {
        "offered": v.SettingsZone(
            current=TOKYO,
            rows=(TOKYO, v.ZoneRow(zone="Asia/Taipei", clock=time(13, 2))),
            back="settings.menu",
        ),
        "found": v.SettingsZone(
            current=TOKYO,
            rows=(v.ZoneRow(zone="America/Argentina/Buenos_Aires", clock=time(2, 2)),),
            query="ブエノス",
        ),
        "not found": v.SettingsZone(current=TOKYO, rows=(), query=p.QUOTES),
    },
    v.SettingsClock: {
        "people wait": v.SettingsClock(
            chosen=v.ZoneRow(zone="Asia/Taipei", clock=time(13, 2)), current=TOKYO, people=412
        ),
        "nobody": v.SettingsClock(
            chosen=v.ZoneRow(zone="America/Port-au-Prince", clock=time(0, 2)),
            current=TOKYO,
            people=0,
        ),
    },
    v.SettingsLanguage: {"usual": v.SettingsLanguage(current="ja")},
    v.RoleRefused: {
        "usual": v.RoleRefused(ask="森"),
        "nobody": v.RoleRefused(),
        "editors": v.RoleRefused(ask="森", needed="editor"),
        "editors, nobody": v.RoleRefused(needed="editor"),
    },
    v.Gone: {
        "known": v.Gone(name=p.QUOTES, by="佐藤", at=p.NOW),
        "unknown": v.Gone(),
        "name only": v.Gone(name="再来店のご案内"),
    },
    v.Broken: {"usual": v.Broken(number="K7Q4")},
}

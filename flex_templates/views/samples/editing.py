"""Samples of the timeline, the step and its messages."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from flex_templates.views import owner as v
from flex_templates.views.doing import ArmRow, Doing, EffectRow, RepeatRow
from flex_templates.views.parts import Hours, MessageRow, Notice, StepRef, View, When
from flex_templates.views.samples import people as p
from flex_templates.views.samples.groups import BOTH, ODD

STEP: dict[str, Any] = {
    "scenario_id": "12",
    "scenario": "再来店のご案内",
    "step": StepRef("s3", "3"),
}
HARD: dict[str, Any] = STEP | {"scenario": p.FAMILY, "back": "step.card:12.s3"}
FIRST: dict[str, Any] = STEP | {"step": StepRef("s1", "1")}

ROWS = (
    v.TimelineRow(
        id="s1",
        number="1",
        when=When(),
        day=0,
        kinds=("text",),
        title="ようこそ、こもれびへ",
        waiting=2,
    ),
    v.TimelineRow(
        id="s2",
        number="2",
        when=When(kind="after", amount=1, hours=Hours(time(10), time(11))),
        day=1,
        kinds=("image", "text"),
        excerpt="お店のご紹介をさせてくださ…",
        waiting=14,
        tag="changed",
    ),
    v.TimelineRow(
        id="s3",
        number="3",
        when=replace(p.THREE_DAYS, hours=Hours(time(10), time(11, 30))),
        day=4,
        kinds=("text", "text"),
        title=p.QUOTES,
        waiting=38,
    ),
    v.TimelineRow(id="s4", number="4", when=When(kind="weekday", weekday="mon", hours=p.AT_TEN)),
    v.TimelineRow(
        id="s5",
        number="5",
        when=When(kind="day", day_of_month="last", hours=p.AT_TEN),
        tag="check",
        excerpt=p.THAI,
    ),
    v.TimelineRow(
        id="s6", number="6", when=When(kind="date", on=date(2026, 12, 24)), kinds=("image",)
    ),
    v.TimelineRow(
        id="s7",
        number="7",
        when=When(kind="after", amount=90, unit="minutes", counts_from="start"),
        tag="added",
    ),
    v.TimelineRow(
        id="s8",
        number="8",
        when=When(
            kind="after",
            amount=1,
            unit="months",
            hours=p.AT_TEN,
            counts_from="step",
            from_number="2",
            only_on=("mon", "tue"),
        ),
        day=35,
        waiting=5,
    ),
)
FULL_PAGE = tuple(
    replace(ROWS[2], id=f"s{n}", number=str(n), title=p.FAMILY, waiting=12_345, tag="changed")
    for n in range(11, 21)
)

BRANCH = Doing(
    only=(p.FAMILY,),
    arms=(
        ArmRow(kind="when", names=("女性", "商品A購入", p.QUOTES, p.THAI), steps=2),
        ArmRow(kind="first", amount=10, steps=1),
        ArmRow(kind="split", amount=50, steps=12),
        ArmRow(kind="when"),
        ArmRow(kind="otherwise"),
    ),
)
LABEL = Doing(
    effects=(
        EffectRow("add_label", ("案内済み", p.QUOTES)),
        EffectRow("remove_label", ("新規",)),
        EffectRow("set", ("最終来店日",)),
        EffectRow("jump", (p.FAMILY,)),
        EffectRow("end"),
    )
)
EVERY_MONTH = When(kind="after", amount=1, unit="months")
EVERY_MONDAY = When(kind="weekday", weekday="mon")
REPEATING = Doing(only=(), repeat=RepeatRow(EVERY_MONTH, 24))
UNTIL = Doing(repeat=RepeatRow(EVERY_MONDAY, until=("来店済み",)))
LANES = (
    v.Lane(arm=0, way=BRANCH.arms[0], rule=BOTH, steps=2, people=30),
    v.Lane(arm=1, way=BRANCH.arms[1], steps=1),
    v.Lane(arm=2, way=BRANCH.arms[2], steps=12, people=12_345),
    v.Lane(arm=3, way=BRANCH.arms[3], rule=ODD),
    v.Lane(arm=4, way=BRANCH.arms[4]),
)
BRANCHES = (
    v.TimelineRow(id="s1", number="1", when=When(), kinds=("text",), excerpt="ようこそ！"),
    v.TimelineRow(id="s2", number="2", when=p.THREE_DAYS, doing=BRANCH, waiting=6),
    v.TimelineRow(
        id="s3",
        number="2-A-1",
        when=When(),
        kinds=("text",),
        title=p.QUOTES,
        depth=1,
        lane=LANES[0],
    ),
    v.TimelineRow(id="s4", number="2-A-2", when=p.THREE_DAYS, doing=LABEL, depth=1, tag="added"),
    v.TimelineRow(id="s5", number="2-B-1", when=p.THREE_DAYS, doing=BRANCH, depth=1, lane=LANES[1]),
    v.TimelineRow(
        id="s6",
        number="2-B-1-E-1",
        when=When(),
        kinds=("text",),
        title="特典",
        depth=2,
        lane=LANES[4],
    ),
    v.TimelineRow(id="s7", number="3", when=p.THREE_DAYS, kinds=("text",), doing=UNTIL),
)

PIECES: dict[Any, tuple[str, ...]] = {
    "buttons": ("text", "buttons", "does", "label", "enter", "answer", "coupon"),
    "rich": ("picture", "layout", "area", "link", "say", "alt"),
    "cards": ("picture", "picture-too", "words", "button", "next", "more"),
    "rich_video": ("video", "cover", "end", "alt"),
    "line_coupon": ("id",),
    "location": ("place", "title"),
    "cover": ("cover",),
}
MAKING: dict[str, View] = {
    f"{kind}.{piece}": v.MsgMake(**STEP, kind=kind, piece=piece, number=2, label="会員です")
    for kind, pieces in PIECES.items()
    for piece in pieces
}
EDITING: dict[type[View], dict[str, View]] = {
    v.TimelineView: {
        "running": v.TimelineView(
            id="12",
            name="再来店のご案内",
            state="running",
            version=3,
            rows=ROWS,
            total=8,
            days=35,
            inside=128,
            starts=(p.FOLLOW,),
            changes=2,
            last_edit=v.LastEdit("佐藤", p.THIS_MORNING),
            back="scenario.card:12",
        ),
        "draft": v.TimelineView(
            id="15",
            name="週替わりのご案内",
            state="draft",
            rows=ROWS[:2],
            total=2,
            days=1,
            starts=(p.FOLLOW, p.WORDS),
        ),
        "empty": v.TimelineView(id="15", name=p.LONG, state="draft", starts=(p.FOLLOW,)),
        "page": v.TimelineView(
            id="12",
            name=p.FAMILY,
            state="running",
            version=12,
            rows=FULL_PAGE,
            total=25,
            inside=12_345,
            previous=v.OtherPage(1, "1", "10"),
            next=v.OtherPage(21, "21", "25"),
            problem=Notice("info", "saved"),
        ),
        "paused": v.TimelineView(
            id="9", name="誕生月のおくりもの", state="paused", version=1, rows=ROWS[:1], total=1
        ),
        "branches": v.TimelineView(
            id="4",
            name="はじめの一週間",
            state="draft",
            rows=BRANCHES,
            total=len(BRANCHES),
            starts=(p.FOLLOW,),
        ),
        "ended": v.TimelineView(id="3", name=p.THAI, state="ended", rows=ROWS[:1], total=1),
    },
    v.Busy: {
        "usual": v.Busy(id="12", name="再来店のご案内", by="佐藤", minutes=2, number="4"),
        "hostile": v.Busy(id="12", name=p.QUOTES, by=p.THAI, minutes=9),
    },
    v.StepMove: {
        "usual": v.StepMove(**HARD, total=8, ways=True),
        "short": v.StepMove(**STEP, total=2),
    },
    v.StepCard: {
        "live": v.StepCard(
            **STEP,
            when=p.THREE_DAYS,
            title="初回クーポン",
            day=4,
            messages=(p.HELLO, p.PICTURE),
            receipt=("sent",),
            live=True,
            waiting=6,
            sent=210,
            taps=(("予約する", 31), (p.QUOTES, 0)),
            previous=StepRef("s2", "2"),
            next=StepRef("s4", "4"),
        ),
        "empty": v.StepCard(**FIRST, when=When()),
        "branch": v.StepCard(**HARD, when=p.THREE_DAYS, doing=BRANCH, live=True),
        "label": v.StepCard(**STEP, when=When(), doing=LABEL),
        "repeating": v.StepCard(**STEP, when=p.THREE_DAYS, doing=REPEATING, messages=(p.HELLO,)),
        "until": v.StepCard(**STEP, when=p.THREE_DAYS, doing=UNTIL, messages=(p.HELLO,)),
        "full": v.StepCard(
            **HARD,
            when=ROWS[7].when,
            title=p.FAMILY,
            messages=tuple(MessageRow(text=p.QUOTES * 40) for _ in range(5)),
            late="skip",
        ),
    },
    v.StepMore: {
        "middle": v.StepMore(
            **STEP,
            up=True,
            down=True,
            elsewhere=True,
            when=p.THREE_DAYS,
            title=p.QUOTES,
            repeats=True,
            on_way=True,
            parts=True,
        ),
        "only": v.StepMore(**FIRST, when=When()),
    },
    v.StepDeleted: {
        "undo": v.StepDeleted(
            scenario_id="12",
            scenario="再来店のご案内",
            number="9",
            waiting=6,
            undo_id="u77",
            undo_until=p.NOW,
        ),
        "draft": v.StepDeleted(scenario_id="12", scenario=p.QUOTES, number="9"),
    },
    v.StepWait: {
        "first": v.StepWait(**FIRST),
        "later": v.StepWait(**STEP, current=p.THREE_DAYS),
        "not understood": v.StepWait(
            **HARD,
            counts_from="step",
            from_number="1",
            problem=Notice("error", "E7", {"text": p.QUOTES}),
        ),
    },
    v.StepTime: {
        "usual": v.StepTime(**STEP, wait=When(kind="after", amount=3)),
        "weekday": v.StepTime(**HARD, wait=When(kind="weekday", weekday="mon"), current=p.AT_TEN),
    },
    v.StepWindow: {
        "start": v.StepWindow(**STEP),
        "end": v.StepWindow(
            **STEP,
            start=time(10),
            problem=Notice("error", "window_order", {"start": "11:00", "end": "10:00"}),
        ),
    },
    v.StepNight: {"usual": v.StepNight(**STEP, chosen=time(22), quiet=p.NIGHT)},
    v.StepWeekday: {"usual": v.StepWeekday(**STEP)},
    v.StepDay: {"usual": v.StepDay(**STEP)},
    v.StepDate: {
        "usual": v.StepDate(**STEP, today=date(2026, 11, 21)),
        "past": v.StepDate(
            **STEP,
            today=date(2026, 11, 21),
            current=date(2026, 12, 24),
            problem=Notice("error", "E9", {"date": "11/3"}),
        ),
    },
    v.StepFrom: {
        "usual": v.StepFrom(**STEP),
        "step": v.StepFrom(**HARD, counts_from="step", from_number="1"),
    },
    v.StepReceipt: {
        "all": v.StepReceipt(
            **STEP,
            kinds=(
                ("sent", True),
                ("tapped", True),
                ("answered", False),
                ("watched", False),
                ("used", True),
                ("stopped", False),
                ("blocked", True),
                ("finished", False),
                ("held", True),
                ("opened", False),
            ),
            groups=("キッチン", p.QUOTES),
        ),
        "no group": v.StepReceipt(**STEP, kinds=(("sent", False), ("answered", False))),
    },
    v.MsgCompose: {
        "empty": v.MsgCompose(**FIRST),
        "two": v.MsgCompose(**STEP, messages=(p.HELLO, p.PICTURE), personal=True),
        "kinds": v.MsgCompose(
            **STEP, messages=(p.STICKER, p.LOCATION, p.BUTTONS, p.AUDIO, p.QUESTION)
        ),
        "rich": v.MsgCompose(**STEP, messages=(p.RICH, p.CARDS)),
        "full": v.MsgCompose(
            **HARD,
            messages=tuple(MessageRow(text=p.FAMILY) for _ in range(5)),
            problem=Notice("error", "too_many_messages", {"limit": 5}),
        ),
    },
    v.MsgCard: {
        "text": v.MsgCard(**STEP, message=p.HELLO, place=1, count=2),
        "picture": v.MsgCard(**STEP, message=p.PICTURE, place=2, count=2),
        "languages": v.MsgCard(
            **STEP, message=p.HELLO, place=1, count=1, languages=("ja", "en"), tracked=True
        ),
        "uncounted": v.MsgCard(
            **HARD, message=p.HELLO, place=2, count=3, languages=(), tracked=False
        ),
        "video": v.MsgCard(
            **STEP, message=MessageRow(kind="video"), place=1, count=1, covered=True
        ),
        "location": v.MsgCard(**STEP, message=p.LOCATION, place=1, count=1),
        "long": v.MsgCard(**HARD, message=MessageRow(text=p.THAI * 20), place=1, count=1),
        "longest": v.MsgCard(**HARD, message=MessageRow(text="あ" * 5000), place=1, count=3),
    },
    v.MsgKinds: {"usual": v.MsgKinds(**STEP), "instead": v.MsgKinds(**HARD, place=2)},
    v.MsgMake: {
        **MAKING,
        "marked": v.MsgMake(
            **HARD, kind="rich", piece="area", number=6, picture="https://e.example/p"
        ),
        "rows": v.MsgMake(
            **HARD,
            kind="buttons",
            piece="enter",
            label=p.QUOTES[:20],
            rows=(v.Named("1", "再来店のご案内"), v.Named("2", p.QUOTES), v.Named("3", p.FAMILY)),
        ),
        "last": v.MsgMake(**STEP, kind="cards", piece="next", number=10),
    },
    v.StepText: {
        "replaces": v.StepText(**STEP, text="あしたもお待ちしています。", replaces=True),
        "first": v.StepText(**FIRST, text=p.THAI, first=True),
        "more": v.StepText(**HARD, text=p.THAI * 20),
    },
    v.MsgNumber: {"usual": v.MsgNumber(**STEP, row=1)},
    v.MsgFull: {
        "text": v.MsgFull(**STEP, message=p.HELLO),
        "hard": v.MsgFull(**HARD, message=MessageRow(text=p.THAI * 20)),
    },
    v.MsgLanguages: {
        "two": v.MsgLanguages(
            **HARD,
            place=1,
            rows=(v.LanguageRow("ja", p.HELLO.text), v.LanguageRow("th", p.THAI * 9)),
        ),
        "one": v.MsgLanguages(
            **STEP,
            place=1,
            rows=(v.LanguageRow("ja", p.HELLO.text), v.LanguageRow("en"), v.LanguageRow("zh-TW")),
        ),
    },
    v.MsgLanguage: {
        "new": v.MsgLanguage(**STEP, place=1, language="en", base=p.HELLO.text),
        "there": v.MsgLanguage(**HARD, place=1, language="th", base="あ" * 5000, text=p.THAI),
        "first": v.MsgLanguage(
            **STEP, place=1, language="ja", base=p.HELLO.text, text=p.HELLO.text, first=True
        ),
    },
    v.MsgSticker: {
        "twelve": v.MsgSticker(
            **STEP,
            tiles=tuple(
                v.StickerTile(11537, 52002734 + n, "https://e.example/s") for n in range(12)
            ),
            more=True,
        ),
        "last": v.MsgSticker(
            **HARD, place=3, tiles=(v.StickerTile(446, 1988, "https://e.example/s"),)
        ),
    },
    v.MsgEdit: {
        "usual": v.MsgEdit(**STEP, place=1, text=p.HELLO.text),
        "longest": v.MsgEdit(**HARD, place=1, text="あ" * 5000),
    },
    v.MsgReplace: {"usual": v.MsgReplace(**STEP, place=2, kind="image")},
    v.LateAnswer: {
        "text": v.LateAnswer(
            field="message", text="おはようございます", scenario="週替わりのご案内", number="3"
        ),
        "picture": v.LateAnswer(field="message", kind="image", scenario=p.QUOTES),
        "name": v.LateAnswer(field="name", text=p.QUOTES * 30),
        "two people": v.LateAnswer(
            field="message",
            text="森の直した文",
            scenario="週替わりのご案内",
            number="3",
            by="佐藤",
            theirs="佐藤の直した文",
        ),
        "two people, a picture": v.LateAnswer(
            field="message", kind="image", scenario=p.LONG, number="3", by=p.LONG
        ),
    },
    v.CommandWord: {
        "menu": v.CommandWord(word="メニュー"),
        "back": v.CommandWord(word="もどる", command="back"),
        "cancel": v.CommandWord(word="Cancel", command="cancel"),
        "help": v.CommandWord(word="ヘルプ", command="help"),
    },
}

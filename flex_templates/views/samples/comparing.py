"""Samples of two versions side by side."""

from flex_templates.views import owner as v
from flex_templates.views.doing import ArmRow, EffectRow, RepeatRow
from flex_templates.views.parts import MessageRow, View, When
from flex_templates.views.rules import RulePart
from flex_templates.views.samples import people as p

LONG = "いつもありがとうございます。今月のおすすめは、" * 7

WORDS = v.Compared(
    change=v.ChangeRow(kind="changed", number="2", title="クーポン"),
    pieces=(
        v.Piece(
            kind="wait",
            old=v.Side(when=p.THREE_DAYS),
            new=v.Side(when=When(kind="after", amount=5, unit="days", hours=p.AT_TEN)),
        ),
        v.Piece(
            kind="message",
            number=1,
            old=v.Side(message=MessageRow(text="10%OFFのクーポンです。")),
            new=v.Side(message=MessageRow(text="15%OFFのクーポンです。12月末まで使えます。")),
        ),
        v.Piece(kind="message", number=2, new=v.Side(message=MessageRow(kind="image"))),
        v.Piece(kind="message", number=3),
    ),
)
EVERYTHING = v.Compared(
    change=v.ChangeRow(kind="changed", number="100", title=p.QUOTES),
    pieces=(
        v.Piece(kind="title", old=v.Side(), new=v.Side(words=p.FAMILY)),
        v.Piece(
            kind="only", old=v.Side(), new=v.Side(rule=RulePart("label", p.QUOTES, negated=True))
        ),
        v.Piece(
            kind="effects",
            old=v.Side(effects=(EffectRow("add_label", ("会員",)),)),
            new=v.Side(effects=(EffectRow("remove_label", (p.QUOTES,)), EffectRow("end"))),
        ),
        v.Piece(
            kind="arms",
            old=v.Side(arms=(ArmRow(kind="split", amount=50), ArmRow(kind="otherwise"))),
            new=v.Side(arms=(ArmRow(kind="first", amount=10), ArmRow(kind="otherwise"))),
        ),
        v.Piece(
            kind="repeat",
            old=v.Side(),
            new=v.Side(repeat=RepeatRow(When(kind="after", amount=1, unit="months"), 12)),
        ),
        v.Piece(kind="other"),
    ),
    more=2,
)
ADDED = v.Compared(
    change=v.ChangeRow(kind="added", number="4"),
    pieces=(
        v.Piece(kind="wait", new=v.Side(when=When(kind="weekday", weekday="mon"))),
        v.Piece(kind="message", number=1, new=v.Side(message=MessageRow(text=LONG))),
    ),
)
GONE = v.Compared(
    change=v.ChangeRow(kind="removed", number="9", title="お知らせ"),
    pieces=(
        v.Piece(kind="message", number=1, old=v.Side(message=MessageRow(text=LONG))),
        v.Piece(kind="message", number=2, old=v.Side(message=MessageRow(text=LONG))),
    ),
)
START = v.Compared(
    change=v.ChangeRow(kind="start"),
    pieces=(v.Piece(kind="start", old=v.Side(starts=(p.FOLLOW,)), new=v.Side(starts=(p.WORDS,))),),
)
OTHER = v.Compared(
    change=v.ChangeRow(kind="other"),
    pieces=tuple(
        v.Piece(kind="settings", name=name)
        for name in ("reentry", "quiet", "sender", "stop_when", "goals", "unknown")
    ),
)

COMPARING: dict[type[View], dict[str, View]] = {
    v.PublishCompare: {
        "draft": v.PublishCompare(
            id="7",
            name="再来店のご案内",
            old=3,
            rows=(WORDS, ADDED),
            total=2,
            back="publish.whom:7",
        ),
        "versions": v.PublishCompare(
            id="7",
            name=p.QUOTES,
            old=1,
            new=12,
            rows=(EVERYTHING, GONE, START, OTHER),
            total=21,
            earlier=0,
            later=8,
        ),
        "same": v.PublishCompare(id="7", name="再来店のご案内", old=1, new=2),
        "unreadable": v.PublishCompare(id="7", name="再来店のご案内", old=1, readable=False),
    },
}

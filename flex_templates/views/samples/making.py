"""Samples of new steps: what they do, what they ask, how ways part."""

from datetime import timedelta
from typing import Any

from flex_templates.views import owner as v
from flex_templates.views.doing import EffectRow
from flex_templates.views.parts import StepRef, View, When
from flex_templates.views.samples import people as p
from flex_templates.views.samples.editing import BRANCHES, LANES, STEP

NAMED: dict[str, Any] = {"name": "週替わりのご案内"}
HARD: dict[str, Any] = {"name": p.FAMILY}
OF_BRANCH: dict[str, Any] = STEP | {"step": StepRef("s2", "2")}
LONG_WAY: dict[str, Any] = STEP | {"scenario": p.FAMILY, "step": StepRef("s2", "12")}
_FULL = v.Lane(
    arm=0, way=LANES[0].way, rule=LANES[0].rule, rows=BRANCHES, steps=len(BRANCHES), people=30
)
_CROWD = tuple(
    v.Lane(arm=n, way=lane.way, rule=lane.rule, rows=BRANCHES[2:5], steps=12, people=12_345)
    for n, lane in enumerate((*LANES, *LANES, LANES[4]))
)

_PICKS: dict[str, View] = {
    **{
        kind: v.ThenPick(
            **NAMED,
            kind=kind,
            rows=(v.Named("1", "商品購入"), v.Named("2", p.QUOTES), v.Named("3", "default")),
            turns=kind in {"add_label", "remove_label"},
        )
        for kind in ("add_label", "remove_label", "set", "add", "jump", "rich_menu", "use")
    },
    "page": v.ThenPick(
        **HARD, kind="add_label", rows=(v.Named("9", p.FAMILY),), earlier=0, later=16
    ),
    "none": v.ThenPick(**NAMED, kind="use"),
    "not found": v.ThenPick(**NAMED, kind="jump", query=p.QUOTES),
}
_PARTINGS: dict[str, View] = {
    **{
        way: v.BranchAsk(
            id="12",
            **NAMED,
            way=way,
            rows=(v.Named("s1", "1  年齢は？"), v.Named("s2", p.QUOTES))
            if way in {"answer", "reaction", "label"}
            else (),
        )
        for way in ("answer", "reaction", "label", "age", "area", "mix", "first")
    },
    "no label": v.BranchAsk(id="12", **HARD, way="label"),
}

MAKING: dict[type[View], dict[str, View]] = {
    v.StepKind: {"usual": v.StepKind(id="12", **NAMED), "odd": v.StepKind(id="12", **HARD)},
    v.StepOther: {
        "usual": v.StepOther(id="12", **NAMED),
        "all": v.StepOther(id="12", **HARD, shares=True, menus=True),
    },
    v.StepThen: {
        "nothing": v.StepThen(**STEP),
        "everything": v.StepThen(
            **STEP,
            menus=True,
            effects=(
                EffectRow("add_label", ("案内済み", p.QUOTES)),
                EffectRow("remove_label", ("新規",)),
                EffectRow("set", ("最終来店日",)),
                EffectRow("add", ("点",)),
                EffectRow("jump", (p.FAMILY,)),
                EffectRow("rich_menu", ("常連",)),
                EffectRow("notify"),
                EffectRow("take_over"),
            ),
        ),
    },
    v.ThenPick: _PICKS,
    v.ThenValue: {
        "set": v.ThenValue(**NAMED, kind="set", field="最終来店日"),
        "add": v.ThenValue(**HARD, kind="add", field=p.QUOTES),
    },
    v.ThenJump: {
        "other": v.ThenJump(**NAMED, to="再来店のご案内"),
        "itself": v.ThenJump(**HARD, to=p.FAMILY, itself=True),
    },
    v.ThenNotify: {
        "linked": v.ThenNotify(**NAMED, groups=("キッチン", p.QUOTES)),
        "alone": v.ThenNotify(**HARD),
    },
    v.StepRepeat: {
        "not yet": v.StepRepeat(**STEP, own=p.THREE_DAYS),
        "by no wait": v.StepRepeat(**LONG_WAY),
        "three times": v.StepRepeat(**STEP, every=p.THREE_DAYS, times=3, own=p.THREE_DAYS),
        "until": v.StepRepeat(**LONG_WAY, every=p.THREE_DAYS, until=LANES[0].rule),
    },
    v.PartName: {"usual": v.PartName(**LONG_WAY)},
    v.StepCopies: {"usual": v.StepCopies(**STEP)},
    v.StepArms: {"usual": v.StepArms(**LONG_WAY, others=(0, 2, 3))},
    v.StepLate: {
        "hold": v.StepLate(**STEP),
        "within": v.StepLate(
            **LONG_WAY,
            late="within",
            minutes=120,
            goals=("予約日時", p.QUOTES),
            expires=When(kind="goal", goal="予約日時", before=True, amount=2, unit="hours"),
        ),
        "skip": v.StepLate(**STEP, late="skip", goals=("予約日時",)),
    },
    v.StepAwait: {
        "some": v.StepAwait(
            **STEP,
            rows=(
                v.AwaitRow(id="1", kind="tapped", target="s2", name="2  ご予約はこちら"),
                v.AwaitRow(id="2", kind="watched", target="s2", name="2  ご予約はこちら"),
                v.AwaitRow(id="3", kind="answered", target="s1", name=p.QUOTES),
                v.AwaitRow(id="4", kind="label", target="会員", name="会員"),
            ),
        ),
        "none": v.StepAwait(**LONG_WAY),
    },
    v.StepPatience: {"usual": v.StepPatience(**STEP)},
    v.StepGoal: {
        "some": v.StepGoal(
            **STEP,
            rows=(v.Named("1", "birthday"), v.Named("2", "予約日時"), v.Named("3", p.QUOTES)),
        )
    },
    v.StepSide: {
        "before": v.StepSide(**STEP, goal="予約日時"),
        "after": v.StepSide(**LONG_WAY, goal=p.QUOTES, side="after"),
    },
    v.QKind: {"usual": v.QKind(**NAMED)},
    v.QAsk: {
        "ages": v.QAsk(**NAMED, wants="ages", text="年齢は？"),
        "text": v.QAsk(**HARD, wants="text", text=p.QUOTES),
        "choices": v.QAsk(**NAMED, wants="choices", text="お好みは？"),
        "field": v.QAsk(**NAMED, wants="field", text="お好みは？"),
        "right": v.QAsk(**NAMED, wants="right", text="お好みは？", choices=("肉", "魚", p.QUOTES)),
        "right word": v.QAsk(**NAMED, wants="right", text="お好みは？"),
    },
    v.QForm: {"usual": v.QForm(**NAMED)},
    v.QKeep: {"buttons": v.QKeep(**NAMED), "free": v.QKeep(**HARD, labels=False)},
    v.QUntil: {"usual": v.QUntil(**NAMED)},
    v.QCard: {
        "ages": v.QCard(
            **STEP,
            when=When(),
            text="年齢は？",
            choices=("24歳以下", "25〜44歳", "45歳以上"),
            into="age",
            limit=When(kind="after", amount=1, unit="days"),
            splits=True,
        ),
        "quiz": v.QCard(
            **LONG_WAY,
            when=p.THREE_DAYS,
            text=p.QUOTES,
            choices=(p.QUOTES, p.FAMILY, "魚"),
            labels=True,
            right="魚",
            splits=True,
        ),
        "free": v.QCard(**STEP, when=When(), text="ご感想は？", kind="text", label="感想あり"),
        "date": v.QCard(**STEP, when=When(), text="誕生日は？", kind="date", into="birthday"),
    },
    v.BranchHow: {
        "first": v.BranchHow(id="12", **NAMED),
        "later": v.BranchHow(id="12", **HARD, answers=True, reactions=True),
    },
    v.BranchAsk: _PARTINGS,
    v.BranchFirst: {
        "age": v.BranchFirst(
            **OF_BRANCH,
            field="age",
            people=3,
            friends=12,
            question="年齢を教えてください",
            choices=("24歳以下", "25〜44歳", "45歳以上"),
        ),
        "area": v.BranchFirst(
            **LONG_WAY,
            field="area",
            people=1_312,
            friends=12_480,
            question="お住まいはどちらですか？",
            choices=("東京", "神奈川", "埼玉", "千葉", "そのほかの地域"),
        ),
        "nobody": v.BranchFirst(
            **OF_BRANCH,
            field="gender",
            people=0,
            friends=0,
            question="性別を教えてください",
            choices=("女性", "男性", "そのほか"),
        ),
    },
    v.BranchLanes: {
        "four": v.BranchLanes(
            **OF_BRANCH,
            when=When(),
            lanes=(_FULL, *LANES[1:3], LANES[4]),
            goes_on="3",
        ),
        "eleven": v.BranchLanes(
            **LONG_WAY, when=p.THREE_DAYS, title=p.FAMILY, lanes=_CROWD, full=True
        ),
    },
    v.ArmView: {
        "full": v.ArmView(**OF_BRANCH, lane=_FULL, earlier=0, later=16),
        "empty": v.ArmView(**LONG_WAY, lane=LANES[3]),
    },
    v.ArmMore: {
        "middle": v.ArmMore(**OF_BRANCH, lane=LANES[1], left=True, right=True),
        "rest": v.ArmMore(**LONG_WAY, lane=LANES[4]),
    },
    v.ArmDeleted: {
        "just now": v.ArmDeleted(**OF_BRANCH, arm=1, undo_until=p.NOW + timedelta(minutes=10)),
        "for good": v.ArmDeleted(**LONG_WAY, arm=9),
    },
    v.ArmCopy: {"usual": v.ArmCopy(**OF_BRANCH, lane=LANES[0], others=(1, 2, 3, 4))},
    v.CopyText: {
        "first": v.CopyText(
            **STEP, when=p.THREE_DAYS, text="今週の月曜はからあげ増量です。", left=3
        ),
        "long": v.CopyText(**LONG_WAY, when=When(), text=p.QUOTES * 40),
    },
}

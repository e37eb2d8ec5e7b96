"""Samples of results."""

from datetime import date
from typing import Literal

from flex_templates.views import owner as v
from flex_templates.views.parts import FriendRow, View, When
from flex_templates.views.samples import people as p

TODAY = date(2026, 11, 20)

OPENS: dict[str, Literal["few", "soon", "none"]] = {
    "too few": "few",
    "not asked": "soon",
    "no name left": "none",
}

RESULTS: dict[type[View], dict[str, View]] = {
    v.ResultsList: {
        "some": v.ResultsList(
            rows=(
                v.ResultRow(
                    id="12",
                    name="再来店のご案内",
                    state="running",
                    entered=240,
                    finished=120,
                    tapped=31,
                    blocked=8,
                    marked=True,
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
            may_export=True,
            today=TODAY,
            entered=240,
            inside=86,
            finished=120,
            stopped=14,
            blocked=20,
            goal=38,
            advice=v.AdviceLine(
                what="blocked", number="3", when=p.THREE_DAYS, people=12, percent=8, times=4
            ),
            fix="s3",
            routes=(
                v.RouteShare(name="店頭QR", people=86),
                v.RouteShare(name=p.QUOTES, people=1),
            ),
            steps=(
                v.StepResult(
                    id="s1",
                    number="1",
                    when=When(),
                    sent=240,
                    title="ようこそ",
                    opened=91,
                    tapped=46,
                    answered=18,
                    blocked=2,
                ),
                v.StepResult(
                    id="s2", number="2", when=p.THREE_DAYS, sent=205, tapped=31, stopped=3
                ),
                v.StepResult(
                    id="s3",
                    number="3",
                    when=p.THREE_DAYS,
                    sent=150,
                    title=p.QUOTES,
                    failed=34,
                    stopped=2,
                    blocked=12,
                    marked=True,
                ),
            ),
        ),
        "some days": v.ResultsScenario(
            id="12",
            name="再来店のご案内",
            state="paused",
            today=TODAY,
            entered=1_412,
            inside=86,
            finished=1_120,
            stopped=14,
            blocked=20,
            first=date(2026, 10, 20),
            last=TODAY,
            span=("20261020", "20261120"),
            advice=v.AdviceLine(what="few", people=24),
            steps=(v.StepResult(id="s1", number="1", when=When(), sent=240, tapped=46),),
            arms=(
                (
                    v.ArmShare(letter="A", percent=22, people=61),
                    v.ArmShare(letter="B", percent=31, people=58),
                ),
            ),
        ),
        "arms": v.ResultsScenario(
            id="12",
            name="週替わり",
            state="running",
            today=TODAY,
            entered=500,
            inside=0,
            finished=500,
            stopped=0,
            blocked=0,
            advice=v.AdviceLine(what="arm", letter="B", percent=31, other=22),
            steps=(v.StepResult(id="s1", number="1", when=When(), sent=500),),
        ),
        "nobody": v.ResultsScenario(
            id="12",
            name=p.LONG,
            state="draft",
            today=TODAY,
            entered=0,
            inside=0,
            finished=0,
            stopped=0,
            blocked=0,
            advice=v.AdviceLine(what="few"),
            span=("7",),
            first=date(2026, 11, 14),
            last=TODAY,
        ),
        "many": v.ResultsScenario(
            id="12",
            name=p.FAMILY,
            state="ended",
            today=TODAY,
            entered=12_345,
            inside=1,
            finished=12_000,
            stopped=300,
            blocked=44,
            more=92,
            advice=v.AdviceLine(what="tapped", number="12", percent=3, when=p.THREE_DAYS),
            fix="s12",
            routes=tuple(v.RouteShare(name=p.FAMILY, people=12_345) for _ in range(4)),
            steps=tuple(
                v.StepResult(
                    id=f"s{n}",
                    number=n,
                    when=p.THREE_DAYS,
                    sent=12_345,
                    title=p.FAMILY,
                    failed=1,
                    tapped=100,
                    answered=12_345,
                    stopped=1_234,
                    blocked=1_234,
                    marked=n == 12,
                )
                for n in (*range(1, 8), 12)
            ),
        ),
    },
    v.ResultsCsv: {
        "fresh": v.ResultsCsv(id="12", url="https://shop.example/x/tobi_a?openExternalBrowser=1"),
        "over": v.ResultsCsv(),
        "people": v.ResultsCsv(label="90", url="https://shop.example/x/tobi_b"),
    },
    v.ResultsWeek: {
        "usual": v.ResultsWeek(sent=412, tapped=98, added=38, blocked=6, best="再来店", number="2"),
        "much": v.ResultsWeek(
            sent=1_234_567, tapped=123_456, added=0, blocked=0, best=p.FAMILY, number="100"
        ),
        "nothing": v.ResultsWeek(sent=0, tapped=0, added=0, blocked=0),
    },
    v.ResultsWeekly: {"on": v.ResultsWeekly(on=True), "off": v.ResultsWeekly()},
    v.ResultsShop: {
        "month": v.ResultsShop(
            first=date(2026, 10, 22),
            last=TODAY,
            may_export=True,
            friends=1_240,
            added=98,
            blocked=12,
            sent=1_412,
            returned=2,
            stopped=5,
            chart="https://media.example/chart/x",
            routes=(v.RouteShare(name="店頭QR", people=61), v.RouteShare(name=p.QUOTES, people=2)),
            used=4_000,
            limit=5_000,
            planned=1_200,
            runs_out_on=date(2026, 11, 28),
        ),
        "a day": v.ResultsShop(
            first=TODAY,
            last=TODAY,
            friends=12_345,
            added=0,
            blocked=0,
            sent=0,
            span=("20261120", "20261120"),
        ),
        "much": v.ResultsShop(
            first=date(2025, 11, 20),
            last=TODAY,
            friends=1_234_567,
            added=123_456,
            blocked=12_345,
            sent=1_234_567,
            returned=123,
            stopped=12_345,
            span=("20251120", "20261120"),
            chart="https://media.example/chart/x",
            routes=tuple(v.RouteShare(name=p.FAMILY, people=12_345) for _ in range(6)),
            used=1_234_567,
            limit=2_000_000,
            planned=12_345,
        ),
    },
    v.ResultsPeople: {
        "usual": v.ResultsPeople(
            scenario_id="12",
            scenario="再来店のご案内",
            id="s2",
            number="2",
            kind="tapped",
            kinds=("sent", "tapped", "left"),
            now_at=p.NOW,
            rows=(
                FriendRow(id="57", name="山田花子", seen_at=p.THIS_MORNING),
                FriendRow(id="58", name=p.QUOTES, state="stopped"),
            ),
        ),
        "many": v.ResultsPeople(
            scenario_id="12",
            scenario=p.FAMILY,
            id="s2",
            number="100",
            kind="left",
            kinds=("sent", "tapped", "answered", "left"),
            now_at=p.NOW,
            rows=tuple(FriendRow(id="57", name=p.THAI) for _ in range(8)),
            earlier=72,
            later=88,
        ),
        "nobody": v.ResultsPeople(
            scenario_id="12",
            scenario=p.QUOTES,
            id="s2",
            number="2",
            kind="answered",
            kinds=("sent", "answered", "left"),
            now_at=p.NOW,
        ),
    },
    v.ResultsStep: {
        "usual": v.ResultsStep(
            scenario_id="12",
            scenario="再来店のご案内",
            id="s2",
            number="2",
            when=p.THREE_DAYS,
            sent=205,
            failed=3,
            tapped=62,
            watched=None,
            answered=18,
            used=None,
            stopped=3,
            blocked=2,
            title="クーポン",
            opened=172,
            opens="told",
            versions=(
                v.VersionShare(number=3, sent=105, tapped=38, blocked=1),
                v.VersionShare(number=2, sent=100, tapped=21, blocked=2),
            ),
            differs="more",
        ),
        "much": v.ResultsStep(
            scenario_id="12",
            scenario=p.FAMILY,
            id="s2",
            number="12",
            when=p.THREE_DAYS,
            sent=12_345,
            failed=0,
            tapped=12_345,
            watched=345,
            answered=18,
            used=300,
            stopped=3,
            blocked=2,
            title=p.QUOTES,
            first=date(2026, 10, 20),
            last=TODAY,
            span=("20261020", "20261120"),
            versions=tuple(
                v.VersionShare(number=n, sent=12_345, tapped=None, blocked=44)
                for n in range(9, 5, -1)
            ),
        ),
        **{
            name: v.ResultsStep(
                scenario_id="12",
                scenario="再来店のご案内",
                id="s2",
                number="2",
                when=When(),
                sent=18,
                failed=0,
                tapped=3,
                watched=None,
                answered=0,
                used=None,
                stopped=0,
                blocked=0,
                opens=opens,
            )
            for name, opens in OPENS.items()
        },
    },
}

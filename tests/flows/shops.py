"""Shops with something in them."""

from datetime import UTC, datetime, time, timedelta

from admin_flows.ports import facts
from bot.clock import FakeClock
from bot.domain.document import (
    After,
    Ask,
    Buttons,
    FriendAdded,
    Image,
    Keyword,
    Manual,
    OnWeekday,
    Otherwise,
    Scenario,
    Step,
    Text,
    When,
)
from bot.domain.pressing import Button
from bot.domain.rules import loaded
from bot.domain.window import Window
from tests.flows.fakes import Kept, Shop

TEN = Window(start=time(10), end=time(11))


def three_steps(name: str = "週替わりのご案内") -> Scenario:
    return Scenario(
        name=name,
        start=(FriendAdded(),),
        steps=(
            Step(id="s1", send=(Text(text="ようこそ、ひだまり弁当です。"),)),
            Step(
                id="s2",
                wait=After(days=3, at=TEN),
                send=(
                    Text(text='{{ friend.name | default("お客様") }}さん、玉子焼きです。'),
                    Image(image="photo-1"),
                ),
            ),
            Step(
                id="s3",
                wait=OnWeekday(weekday="mon", at=TEN),
                send=(Text(text="またお待ちしています。"),),
                receipt=("sent",),
            ),
        ),
    )


def parting(name: str) -> Scenario:
    """A question, a button and two ways."""
    link = Button(label="予約", link="https://shop.example/reserve")
    meat = Step(id="meat", wait=After(days=1, at=TEN), send=(Text(text="お肉の日です"),))
    return Scenario(
        name=name,
        start=(FriendAdded(),),
        steps=(
            Step(id="q", ask=Ask(text="お好みは？", choices=("肉", "魚"), label=True)),
            Step(id="book", send=(Buttons(text="ご予約はこちら", buttons=(link,)),)),
            Step(
                id="ways",
                branch=(
                    When(when=loaded('{"label": "肉"}'), steps=(meat,)),
                    Otherwise(otherwise=None),
                ),
            ),
        ),
    )


def running(shop: Shop, document: Scenario, inside: int = 86) -> int:
    scenario_id = next(shop.ids)
    shop.kept[scenario_id] = Kept(
        document.name,
        document,
        state="running",
        published=document,
        version=3,
        version_at=shop.clock.now() - timedelta(days=11),
        version_by="森",
        inside=inside,
        finished=120,
    )
    return scenario_id


def draft(shop: Shop, document: Scenario) -> int:
    scenario_id = next(shop.ids)
    shop.kept[scenario_id] = Kept(document.name, document)
    return scenario_id


def full_shop(clock: FakeClock) -> Shop:
    """Everything the samples point at: scenario 7 with step s2, batch 3, group 1, friend 11."""
    shop = Shop(clock)
    shop.kept[7] = Kept(
        "週替わりのご案内",
        three_steps(),
        state="running",
        published=three_steps(),
        version=3,
        version_at=clock.now(),
        version_by="森",
        inside=86,
        overdue=40,
        finished=120,
    )
    shop.kept[8] = Kept("誕生月", Scenario(name="誕生月", start=(Keyword(exact=("誕生日",)),)))
    shop.kept[9] = Kept("下書き", three_steps("下書き"))
    closing = three_steps("閉じた")
    shop.kept[12] = Kept(
        "閉じた", closing, state="running", published=closing, version=1, closed=True, inside=4
    )
    ended = three_steps("去年の福袋")
    shop.kept[10] = Kept("去年の福袋", ended, state="ended", published=ended, version=1)
    before, after = three_steps("変更中"), three_steps("変更中")
    after = after.model_copy(update={"steps": after.steps[:2]})
    shop.kept[11] = Kept("変更中", after, state="running", published=before, version=1)
    news = three_steps("11/21")
    news = news.model_copy(update={"start": (Manual(),), "steps": news.steps[:1]})
    shop.kept[13] = Kept("11/21", news, once=True)
    shop.members = [
        facts.PersonFacts("U-森", "森", "owner", clock.now()),
        facts.PersonFacts("U-佐藤", "佐藤", "editor", clock.now()),
    ]
    until = clock.now() + timedelta(hours=24)
    link = "https://line.me/R/oaMessage/%40shop/?tobi-K7QM-4XPR"
    qr = "https://shop.example/i/0123/qr.png"
    shop.invited = [facts.InviteFacts(1, "viewer", "U-森", until, "tobi-K7QM-4XPR", link, qr)]
    shop.kept[14] = Kept("枝わかれ", parting("枝わかれ"))
    shop.members = [facts.PersonFacts("U-森", "森", "owner")]
    later = clock.now() + timedelta(minutes=42)
    shop.trials[7] = facts.TrialFacts(20, 20, 0, 0, 1, 1160, later)
    shop.pictures["photo-1"] = facts.MediaFacts("photo-1", "https://media.example/photo-1")
    shop.staff = [
        facts.GroupFacts(1, "キッチン", 5, clock.now(), "森", 12),
        facts.GroupFacts(2, "ホール", None),
    ]
    shop.grouped = [
        facts.UserGroupFacts(1, "常連", loaded('{"label": "会員"}')),
        facts.UserGroupFacts(2, "近所", loaded('{"attribute": "area", "is": "東京"}'), ("誕生月",)),
    ]
    shop.handed = [
        facts.CouponFacts(1, "初回", "初回クーポン", "300円引き", left=480, received=20, used=3),
        facts.CouponFacts(2, "去年", "去年のクーポン", "200円引き", closed=True),
    ]
    shop.holders = [facts.HolderFacts(5, 11, "山田花子", clock.now(), 1, clock.now())]
    shop.wallet = [facts.HeldCoupon(5, "初回クーポン", 1, 1, clock.now())]
    shop.keys = [facts.ApiKeyFacts(1, "レジ", "x3Qk", clock.now(), "U-森", None, "tobi_key")]
    link = "https://shop.example/r/qr"
    shop.ways = [
        facts.RouteFacts(1, "店頭QR", "qr", link, f"{link}/qr.png", "店頭QRから", ("店頭",))
    ]
    first, second, _ = three_steps().steps
    row = facts.InboxRow(
        3, "uncertain", 7, "週替わりのご案内", "2", 3, clock.now(), "unavailable", step=second
    )
    failed = facts.InboxRow(
        4, "failed", 7, "週替わりのご案内", "1", 34, clock.now(), "content", 1, first
    )
    shop.waiting_for_word = {
        batch: [facts.StuckPerson(10 * batch + n, 11, "山田花子") for n in range(people)]
        for batch, people in ((3, 3), (4, 34))
    }
    shop.to_check = facts.InboxFacts(
        (failed, row),
        (facts.HeldRow("paused", 86, 7, "週替わりのご案内"),),
        (
            facts.BrokenRow(
                5, 1, 7, "週替わりのご案内", "2", 86, clock.now(), clock.now(), step=second
            ),
        ),
        (facts.UnpostedRow(60, "failed", True, "キッチン", 3, clock.now(), "送りました", cost=5),),
        rings=(facts.RingRow(7, "週替わりのご案内", 2, clock.now()),),
        parked=facts.ParkedFacts(3, 77, clock.now()),
        hold=facts.AccountHoldFacts("quota", clock.now(), 312, clock.now()),
    )
    due_at = datetime(2026, 12, 4, 1, tzinfo=UTC)
    walk = facts.WalkFacts(7, "週替わりのご案内", 1, 3, due_at=due_at, walk_id=5, next_number="2")
    event = facts.FriendEvent("sent", clock.now(), "週替わりのご案内", "1")
    shop.known = [
        facts.FriendFacts(
            11, "山田花子", walk=walk, added_at=clock.now(), walks=(walk,), events=(event,)
        )
    ]
    return shop

"""Samples of what friends and staff groups see."""

from datetime import date

from flex_templates.views import friend as f
from flex_templates.views import staff as s
from flex_templates.views.parts import Notice, View
from flex_templates.views.samples import people as p

SENT = s.SentThing(
    kind="image",
    picture="https://shop.example/media/a-preview",
    opens="https://shop.example/media/a",
)
HANAKO = {"code": "4821-57", "friend_id": "57"}

OUTSIDE: dict[type[View], dict[str, View]] = {
    f.Greeting: {
        "usual": f.Greeting(shop=p.SHOP),
        "own": f.Greeting(shop=p.SHOP, own="ようこそ。"),
        "hostile": f.Greeting(shop=p.QUOTES),
    },
    f.Stopped: {
        "usual": f.Stopped(shop=p.SHOP),
        "on its way": f.Stopped(shop=p.SHOP, on_its_way=True),
        "own words": f.Stopped(shop=p.SHOP, own=p.FAMILY),
        "hostile": f.Stopped(shop=p.FAMILY, on_its_way=True),
    },
    f.Pressed: {
        "noted": f.Pressed(what="noted"),
        "again": f.Pressed(what="again"),
        "answer": f.Pressed(what="answer", said=p.QUOTES),
        "spent": f.Pressed(what="spent"),
        "test": f.Pressed(what="test"),
        "nowhere": f.Pressed(what="nowhere"),
    },
    f.AnswerSaid: {
        "thanks": f.AnswerSaid(what="thanks", said="パスタ"),
        "before": f.AnswerSaid(what="before", said=p.QUOTES),
        "nowhere": f.AnswerSaid(what="nowhere"),
        "changed": f.AnswerSaid(what="changed", said="カレー"),
        "skipped": f.AnswerSaid(what="skipped"),
        "chosen": f.AnswerSaid(what="chosen", said="パスタ、カレー"),
        "none chosen": f.AnswerSaid(what="none_chosen"),
        "wrong": f.AnswerSaid(what="wrong", said="1868年", left=2),
        "no choice": f.AnswerSaid(what="no_choice", said="パスタ、カレー"),
        "no number": f.AnswerSaid(what="no_number"),
        "no date": f.AnswerSaid(what="no_date", said="1990/12/24"),
        "no such day": f.AnswerSaid(what="no_such_day", said="2月30日"),
        "no age": f.AnswerSaid(what="no_age"),
        "no year": f.AnswerSaid(what="no_year", said="1990"),
    },
    f.AlreadyStopped: {"usual": f.AlreadyStopped()},
    f.Resumed: {
        "next": f.Resumed(now_at=p.NOW, next_at=p.NEXT_FRIDAY),
        "nothing planned": f.Resumed(now_at=p.NOW),
    },
    f.What: {
        "two": f.What(
            now_at=p.NOW,
            rows=(
                f.WhatRow(
                    scenario_id="12", title="週替わりのご案内", next_at=p.NEXT_FRIDAY, left=3
                ),
                f.WhatRow(scenario_id="9", title=p.QUOTES, state="stopped"),
                f.WhatRow(scenario_id="3", title=p.FAMILY, left=12),
            ),
        ),
        "stopped": f.What(
            now_at=p.NOW,
            rows=(f.WhatRow(scenario_id="12", title=p.THAI, next_at=p.NEXT_FRIDAY, left=1),),
            stopped=True,
        ),
        "none": f.What(now_at=p.NOW),
    },
    f.OneStopped: {
        "usual": f.OneStopped(scenario_id="12", title="週替わりのご案内"),
        "hostile": f.OneStopped(scenario_id="12", title=p.FAMILY, on_its_way=True),
    },
    f.OneResumed: {
        "next": f.OneResumed(
            scenario_id="12", title="週替わりのご案内", now_at=p.NOW, next_at=p.NEXT_FRIDAY
        ),
        "nothing planned": f.OneResumed(scenario_id="12", title=p.QUOTES, now_at=p.NOW),
    },
    f.WelcomeBack: {
        "next": f.WelcomeBack(now_at=p.NOW, next_at=p.NEXT_FRIDAY),
        "nothing planned": f.WelcomeBack(now_at=p.NOW),
    },
    f.Coupon: {
        "usual": f.Coupon(
            coupon_id="3",
            title="初回クーポン",
            benefit="お会計から300円引き",
            picture="https://example.com/media/12.jpg",
            code="HIDAMARI",
            until=date(2026, 12, 24),
        ),
        "bare": f.Coupon(coupon_id="3", title=p.QUOTES, benefit=p.FAMILY),
    },
    f.Wallet: {
        "some": f.Wallet(
            rows=(
                f.WalletRow(
                    claim_id="7",
                    title="月曜20%OFF",
                    benefit="2色盛り弁当が20%引き",
                    until=date(2026, 12, 31),
                ),
                f.WalletRow(claim_id="9", title=p.QUOTES, benefit=p.FAMILY, left=3),
                f.WalletRow(
                    claim_id="3",
                    title="初回クーポン",
                    benefit="300円引き",
                    over="used",
                    used_at=p.NOW,
                ),
                f.WalletRow(
                    claim_id="2",
                    title=p.THAI,
                    benefit="300円引き",
                    over="over",
                    until=date(2026, 10, 31),
                ),
                f.WalletRow(claim_id="1", title="夏の割引", benefit="10%引き", over="closed"),
            ),
            later=6,
        ),
        "over": f.Wallet(
            rows=(f.WalletRow(claim_id="1", title=p.FAMILY, benefit="-", over="closed"),),
            earlier=0,
        ),
        "none": f.Wallet(),
    },
    f.UseCoupon: {
        "once": f.UseCoupon(claim_id="7", used=0, title="初回クーポン", benefit="300円引き"),
        "more": f.UseCoupon(
            claim_id="7", used=1, title=p.QUOTES, benefit=p.FAMILY, code="A-1", left=3
        ),
    },
    f.CouponUsed: {
        "usual": f.CouponUsed(title="初回クーポン", benefit="300円引き", used_at=p.NOW),
        "more": f.CouponUsed(title=p.QUOTES, benefit=p.FAMILY, used_at=p.NOW, code="A-1", left=2),
    },
    f.CouponUnusable: {
        "used": f.CouponUnusable(reason="used", used_at=p.NOW),
        "over": f.CouponUnusable(reason="over", until=date(2026, 12, 24)),
        "gone": f.CouponUnusable(),
    },
    f.InHands: {"usual": f.InHands()},
    f.StillStopped: {"usual": f.StillStopped()},
    s.Join: {"usual": s.Join(code="4821", people=5), "unknown size": s.Join(code="4821")},
    s.Linked: {
        "digest": s.Linked(code="4821", shop=p.SHOP, how="digest", people=5, most=300),
        "on tap": s.Linked(code="4821", shop=p.SHOP, how="tap", people=5),
        "at once": s.Linked(code="4821", shop=p.SHOP, how="at_once", people=1, most=300),
        "changed": s.Linked(
            code="4821", shop=p.SHOP, how="digest", people=5, most=300, changed=True
        ),
        "unknown size": s.Linked(code="4821", shop=p.QUOTES, how="important", most=40),
    },
    s.Change: {
        one: s.Change(code="4821", current=one, digest_most=300, people=5)
        for one in ("tap", "digest", "at_once", "important")
    },
    s.NotOwner: {
        "usual": s.NotOwner(owner="森"),
        "change": s.NotOwner(owner=p.FAMILY, links=False),
        "nobody": s.NotOwner(),
    },
    s.Unlinked: {"usual": s.Unlinked()},
    s.Receipt: {
        "many": s.Receipt(
            shop=p.SHOP,
            scenario="再来店のご案内",
            number="3",
            title="初回クーポン",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            count=39,
            names=("山田花子", "佐藤一郎", p.THAI, p.QUOTES, p.FAMILY),
            cost=5,
            quota_left=240,
        ),
        "one": s.Receipt(
            shop=p.QUOTES,
            scenario=p.FAMILY,
            number="100",
            at=p.LAST_WEEK,
            now_at=p.NOW,
            count=1,
            names=("山田花子",),
        ),
        "failed": s.Receipt(
            kind="failed",
            shop=p.SHOP,
            scenario="再来店のご案内",
            number="8",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            count=34,
            names=("山田花子", "佐藤一郎"),
        ),
        "held": s.Receipt(
            kind="held",
            shop=p.SHOP,
            scenario="再来店のご案内",
            number="3",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            count=12,
            names=("山田花子", "佐藤一郎"),
            reason="paused",
        ),
        "finished": s.Receipt(
            kind="finished",
            shop=p.SHOP,
            scenario="再来店のご案内",
            number="8",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            count=2,
            names=("山田花子", "佐藤一郎"),
        ),
    },
    s.FriendEvent: {
        "picture": s.FriendEvent(
            shop=p.SHOP,
            kind="wrote",
            friend="山田花子",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            sent=SENT,
            code="4821-57",
            friend_id="57",
        ),
        "file": s.FriendEvent(
            shop=p.SHOP,
            kind="wrote",
            friend="山田花子",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            sent=s.SentThing(
                kind="file",
                words="見積.pdf",
                opens="https://shop.example/media/file/c/a.pdf",
                size=1_260_000,
            ),
            code="4821-57",
            friend_id="57",
        ),
        "alone": s.FriendEvent(
            shop=p.SHOP,
            kind="wrote",
            friend="山田花子",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            said="18時は空いていますか",
            group="キッチン",
            friend_id="57",
        ),
        **{
            kind: s.FriendEvent(
                shop=p.SHOP,
                kind=kind,
                friend="山田花子",
                at=p.THIS_MORNING,
                now_at=p.NOW,
                scenario="再来店のご案内",
                number="3",
                cost=5,
            )
            for kind in (
                "idle",
                "blocked",
                "unblocked",
                "stopped",
                "resumed",
                "watched",
                "undelivered",
            )
        },
        "answered": s.FriendEvent(
            shop=p.SHOP,
            kind="answered",
            friend="山田花子",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            scenario="再来店のご案内",
            number="3",
            said="予約できますか",
        ),
        "told": s.FriendEvent(
            shop=p.SHOP,
            kind="notify",
            friend="山田花子",
            code="4821-57",
            friend_id="57",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            scenario="再来店のご案内",
            number="3",
            said="お電話をお願いします。",
            charge="田中",
        ),
        "wrote": s.FriendEvent(
            shop=p.SHOP,
            kind="wrote",
            friend="山田花子",
            at=p.THIS_MORNING,
            now_at=p.NOW,
            said="18時は空いていますか",
            code="4821-57",
            friend_id="57",
            cost=5,
            quota_left=240,
        ),
        "by hand": s.FriendEvent(
            shop=p.SHOP,
            kind="manual",
            friend=p.FAMILY,
            at=p.THIS_MORNING,
            now_at=p.NOW,
            charge=p.THAI,
        ),
        "tapped": s.FriendEvent(
            shop=p.QUOTES,
            kind="tapped",
            friend=p.FAMILY,
            at=p.THIS_MORNING,
            now_at=p.NOW,
            scenario=p.THAI,
            number="100",
            said=p.QUOTES,
        ),
        "used": s.FriendEvent(
            shop=p.SHOP,
            kind="used",
            friend=p.THAI,
            at=p.LAST_WEEK,
            now_at=p.NOW,
            said="初回クーポン",
        ),
        "hostile": s.FriendEvent(
            shop=p.QUOTES,
            kind="stopped",
            friend=p.FAMILY,
            at=p.LAST_WEEK,
            now_at=p.NOW,
            quota_left=0,
        ),
    },
    s.Digest: {
        "usual": s.Digest(
            digest_id="5",
            shop=p.SHOP,
            since_at=p.THIS_MORNING,
            until_at=p.NOW,
            now_at=p.NOW,
            counts=(("sent", 86), ("tapped", 31), ("answered", 4), ("stopped", 1), ("blocked", 2)),
            more=34,
            asks=(
                s.DigestLine(
                    kind="answered",
                    at=p.THIS_MORNING,
                    friend="佐藤 みなみ",
                    friend_id="88",
                    said="日曜も開いていますか？ 4人で行きたいです",
                ),
            ),
            lines=(
                s.DigestLine(kind="manual", at=p.THIS_MORNING, friend=p.FAMILY, friend_id="90"),
                s.DigestLine(kind="blocked", at=p.THIS_MORNING, friend="高橋 りく", friend_id="91"),
                s.DigestLine(kind="stopped", at=p.THIS_MORNING, friend=p.FAMILY, friend_id="92"),
                s.DigestLine(kind="resumed", at=p.THIS_MORNING, friend=p.THAI, friend_id="93"),
                s.DigestLine(
                    kind="used", at=p.THIS_MORNING, friend="山本", friend_id="95", said="初回"
                ),
                s.DigestLine(
                    kind="tapped", at=p.THIS_MORNING, friend="山本", friend_id="95", said="地図"
                ),
                s.DigestLine(
                    kind="finished", at=p.THIS_MORNING, scenario=p.FAMILY, number="3", people=2
                ),
                s.DigestLine(
                    kind="failed",
                    at=p.THIS_MORNING,
                    scenario="再来店のご案内",
                    number="4",
                    people=3,
                ),
                s.DigestLine(
                    kind="opened",
                    at=p.THIS_MORNING,
                    scenario="再来店のご案内",
                    number="2",
                    people=120,
                ),
                s.DigestLine(kind="opened", at=p.THIS_MORNING, scenario=p.FAMILY, number="1"),
                s.DigestLine(
                    kind="held",
                    at=p.THIS_MORNING,
                    scenario="再来店のご案内",
                    number="5",
                    people=12,
                    reason="opted_out",
                ),
                s.DigestLine(
                    kind="sent", at=p.THIS_MORNING, scenario="再来店のご案内", number="3", people=34
                ),
            ),
            cost=5,
            quota_left=240,
        ),
        "three who ask": s.Digest(
            digest_id="6",
            shop=p.QUOTES,
            since_at=p.LAST_WEEK,
            until_at=p.NOW,
            now_at=p.NOW,
            asks=tuple(
                s.DigestLine(
                    kind="wrote", at=p.LAST_WEEK, friend=p.THAI, friend_id="1", said=p.FAMILY
                )
                for _ in range(3)
            ),
            kept=True,
            cost=5,
        ),
        "twelve": s.Digest(
            digest_id="7",
            shop=p.FAMILY,
            since_at=p.THIS_MORNING,
            until_at=p.NOW,
            now_at=p.NOW,
            counts=(
                ("failed", 3),
                ("sent", 123_456),
                ("tapped", 31),
                ("answered", 4),
                ("stopped", 12_345),
                ("blocked", 2),
            ),
            page=2,
            more=1,
            lines=tuple(
                s.DigestLine(
                    kind="sent", at=p.THIS_MORNING, scenario=p.FAMILY, number="100", people=12_345
                )
                for _ in range(12)
            ),
        ),
    },
    s.NoMore: {
        "usual": s.NoMore(shop=p.SHOP, cap=300, until_at=p.NEXT_FRIDAY, cost=5),
        "hostile": s.NoMore(shop=p.QUOTES, cap=1, until_at=p.NEXT_FRIDAY, cost=1),
    },
    s.FriendCard: {
        "usual": s.FriendCard(
            code="4821-57",
            friend_id="57",
            friend="山田花子",
            now_at=p.NOW,
            walks=(
                s.StaffWalk(scenario="再来店のご案内", place=3, steps=8, next_at=p.NEXT_FRIDAY),
                s.StaffWalk(scenario=p.FAMILY, place=1, steps=2),
            ),
            labels=("会員", p.QUOTES),
            sent=(SENT, s.SentThing(kind="audio", opens="https://shop.example/media/b")),
        ),
        "by hand": s.FriendCard(
            code="4821-57",
            friend_id="57",
            friend=p.FAMILY,
            now_at=p.NOW,
            state="manual",
            charge="田中",
        ),
        "idle": s.FriendCard(
            code="4821-57",
            friend_id="57",
            friend="山田花子",
            now_at=p.NOW,
            state="manual",
            charge="田中",
            idle=True,
        ),
        "blocked": s.FriendCard(
            code="4821-57", friend_id="57", friend=p.QUOTES, now_at=p.NOW, state="blocked"
        ),
        "stopped": s.FriendCard(
            code="4821-57", friend_id="57", friend=p.THAI, now_at=p.NOW, state="stopped"
        ),
    },
    s.Labels: {
        "usual": s.Labels(
            code="4821-57",
            friend_id="57",
            friend="山田花子",
            labels=(s.StaffLabel(id="1", name="会員"),),
            others=(s.StaffLabel(id="2", name="来店済み"), s.StaffLabel(id="3", name=p.QUOTES)),
        ),
        "none": s.Labels(code="4821-57", friend_id="57", friend=p.FAMILY),
        "many": s.Labels(
            code="4821-57",
            friend_id="57",
            friend=p.QUOTES,
            labels=tuple(s.StaffLabel(id=str(n), name=p.THAI) for n in range(6)),
            others=tuple(s.StaffLabel(id=str(n), name=p.FAMILY) for n in range(6)),
        ),
    },
    s.Walks: {
        "usual": s.Walks(
            code="4821-57",
            friend_id="57",
            friend="山田花子",
            now_at=p.NOW,
            walks=(
                s.StaffWalk(
                    scenario="再来店のご案内",
                    place=3,
                    steps=8,
                    next_at=p.NEXT_FRIDAY,
                    scenario_id="3",
                    stand="12-3",
                ),
                s.StaffWalk(
                    scenario="誕生日", place=1, steps=2, scenario_id="4", stand="13-1", stuck=True
                ),
            ),
        ),
        "one": s.Walks(
            code="4821-57",
            friend_id="57",
            friend=p.QUOTES,
            now_at=p.NOW,
            walks=(
                s.StaffWalk(scenario=p.FAMILY, place=0, steps=1, scenario_id="3", stand="12-3"),
            ),
            problem=Notice("error", "walk_moved"),
        ),
        "many": s.Walks(
            code="4821-999999999",
            friend_id="999999999",
            friend=p.THAI,
            now_at=p.NOW,
            walks=tuple(
                s.StaffWalk(
                    scenario=p.FAMILY,
                    place=100,
                    steps=100,
                    next_at=p.NEXT_FRIDAY,
                    scenario_id="999999999",
                    stand="999999999999999-999999999",
                )
                for _ in range(4)
            ),
            more=3,
        ),
        "none": s.Walks(code="4821-57", friend_id="57", friend="山田花子", now_at=p.NOW),
    },
    s.Moved: {
        "usual": s.Moved(
            code="4821-57",
            friend_id="57",
            what="skipped",
            by="田中",
            friend="山田花子",
            scenario="再来店のご案内",
            number="4",
            now_at=p.NOW,
            next_at=p.NEXT_FRIDAY,
            undo="4821-57-9",
        ),
        "stopped": s.Moved(
            code="4821-57",
            friend_id="57",
            what="stopped",
            by=p.QUOTES,
            friend=p.FAMILY,
            scenario=p.THAI,
            now_at=p.NOW,
            undo="4821-57-9",
        ),
        "stopped_all": s.Moved(
            code="4821-57",
            friend_id="57",
            what="stopped_all",
            by="田中",
            friend="山田花子",
            now_at=p.NOW,
            on_the_way=1,
        ),
        "put_back": s.Moved(
            code="4821-57",
            friend_id="57",
            what="put_back",
            by="田中",
            friend="山田花子",
            now_at=p.NOW,
            next_at=p.NEXT_FRIDAY,
        ),
    },
    s.Taken: {
        "usual": s.Taken(code="4821-57", friend_id="57", friend="山田花子", charge="田中"),
        "hostile": s.Taken(code="4821-57", friend_id="57", friend=p.FAMILY, charge=p.QUOTES),
    },
    s.TakenAlready: {
        "usual": s.TakenAlready(code="4821-57", friend="山田花子", charge="田中"),
        "hostile": s.TakenAlready(code="4821-57", friend=p.QUOTES, charge=p.FAMILY),
    },
    s.HandedBack: {
        "next": s.HandedBack(by="田中", friend="山田花子", now_at=p.NOW, next_at=p.NEXT_FRIDAY),
        "nothing": s.HandedBack(by=p.QUOTES, friend=p.FAMILY, now_at=p.NOW),
    },
    s.Confirm: {
        "usual": s.Confirm(
            code="4821-57-9", friend="山田花子", text="はい、18時まで承ります", cost=1
        ),
        "free": s.Confirm(code="4821-57-9", friend=p.FAMILY, text=p.QUOTES * 20, cost=0),
    },
    s.Said: {
        one: s.Said(what=one, friend="山田花子", at=p.NOW, by="田中")
        for one in (
            *("write", "sent", "dropped", "over", "too_old", "kept", "not_taken", "blocked"),
            "no_quota",
        )
    },
    s.QuotaLow: {
        "nearly": s.QuotaLow(shop=p.SHOP, news="nearly", left=250, cost=5),
        "spent": s.QuotaLow(shop=p.QUOTES, news="spent", left=12, people=312, cost=1),
        "nobody waits": s.QuotaLow(shop=p.FAMILY, news="spent", left=0),
    },
    s.NothingNew: {"usual": s.NothingNew(since_at=p.THIS_MORNING, now_at=p.NOW)},
}

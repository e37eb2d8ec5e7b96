"""The weekly lunch boxes of ひだまり弁当, from hello to results, as the storyboard tells it.

It begins on a Saturday at 9:30. Each act's docstring says what has happened when it returns.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from PIL import Image

from tests.journeys.phones import GroupPhone, Phone, Seen, patiently, shows
from tests.journeys.stage import ZONE, Stage, short

SCENARIO = "週替わりのご案内"
WELCOME = "さん、ひだまり弁当です。毎週月曜に、あなたに合うお弁当をお知らせします。"
MEAT = "月曜だけ！2色盛り弁当が20%OFF。お早めにどうぞ。"
KARAAGE = "今週の月曜はからあげ増量です。"
NANBAN = "今週の月曜はチキン南蛮です。"
RICE = "月曜20%OFF。低糖質の特製ごはん、数量限定です。"
GREENS = "1週間の元気はここから。油と塩をひかえ、野菜たっぷりのお弁当です。"
THANKS = "ご来店ありがとうございました。次の月曜もお待ちしています。"
REPLY = "はい、18時まで承ります"
FRIENDS = 236


@dataclass
class Script:
    """`ids` by name; `saturday` is when it began."""

    stage: Stage
    mori: Phone
    mori_id: str
    hana: Phone
    wakaba: Phone
    ume: Phone
    kitchen: GroupPhone
    ids: dict[str, str]
    saturday: datetime
    linked: Seen | None = None
    """The group's card that goes on offering the latest: one that tells of nothing does not."""

    def day(self, days: int, hour: int = 10) -> datetime:
        return (self.saturday + timedelta(days=days)).replace(hour=hour, minute=0)

    def until(self, at: datetime) -> None:
        """Forward to that moment of the shop's day."""
        left = at - self.stage.books.now()
        self.stage.sim.advance(seconds=max(left.total_seconds(), 0))

    def sent(self, name: str) -> list[str]:
        return [text for _, text in self.stage.books.sent_to(self.ids[name])]


def set_up(stage: Stage) -> Script:
    saturday = _next_saturday(stage)
    mori, mori_id = stage.person("森")
    hana, hana_id = stage.person("花")
    wakaba, wakaba_id = stage.person("若葉")
    ume, ume_id = stage.person("梅")
    staff = {name: stage.person_id(name) for name in ("田中", "鈴木")}
    kitchen = stage.group("キッチン", 森=mori_id, **staff)
    ids = {"花": hana_id, "若葉": wakaba_id, "梅": ume_id}
    stage.sim.quota(value=5000)
    return Script(stage, mori, mori_id, hana, wakaba, ume, kitchen, ids, saturday)


def _next_saturday(stage: Stage) -> datetime:
    now = datetime.fromtimestamp(stage.sim.now() / 1000, ZONE)
    ahead = (5 - now.weekday()) % 7 or 7
    saturday = (now + timedelta(days=ahead)).replace(hour=9, minute=30, second=0, microsecond=0)
    stage.sim.set_clock(int(saturday.timestamp() * 1000))
    return saturday


def hello(script: Script) -> None:
    """Before the code 森 is a friend like others; with it she is the owner."""
    mori = script.mori
    mori.follows()
    mori.sees("友だち追加ありがとうございます")
    mori.says("こんにちは")
    mori.says(script.stage.books.code())
    mori.sees("管理者になりました", "森さん")


def name(script: Script) -> None:
    """The scenario has a name and its start, and the first step is asked for."""
    mori = script.mori
    mori.taps("まっさらから")
    mori.sees("シナリオの名前は？")
    mori.says(SCENARIO)
    mori.sees(SCENARIO, "だれに、いつ始めますか？")
    mori.taps("友だち追加")
    mori.sees("まだ何もありません")
    mori.taps("最初のステップ")
    mori.sees("何をしますか？")
    mori.taps("メッセージ")
    mori.sees("いつ送りますか？")
    mori.taps("すぐ")


def welcome(script: Script) -> None:
    """The welcome calls friends by name and asks their age; its answers part the way in four."""
    mori = script.mori
    mori.sees("そのまま送ってください")
    mori.says("{名前}" + WELCOME)
    mori.sees("名前")
    mori.taps("ほかの種類")
    mori.sees("質問")
    mori.taps("質問")
    mori.sees("何をたずねますか？")
    mori.taps("年代")
    mori.sees("区切り")
    mori.says("25 45")
    mori.sees("答え")
    mori.taps("1日待って次へ")
    mori.sees("答えで分ける")
    mori.taps("答えで分ける")
    mori.sees("25歳未満", "25歳〜44歳", "45歳以上", "それ以外の人")


def first_way(script: Script) -> None:
    """The first way has a text, a picture and a new coupon; a second week has other words."""
    mori = script.mori
    mori.taps("＋ ステップを足す")
    _asked(mori, "何をしますか？", "メッセージ")
    _asked(mori, "いつ送りますか？", "曜日・毎月")
    _asked(mori, "月曜", "月曜")
    _asked(mori, "何時に？", "10:00")
    mori.sees("そのまま送ってください")
    mori.says(MEAT)
    mori.sees("いま1／5", MEAT[:8])
    script.stage.sim.media(script.mori_id, _photo(), content_type="image/jpeg")
    mori.sees("いま2／5", "画像")
    mori.taps("ほかの種類")
    _asked(mori, "リッチ画像", "クーポン")
    _new_coupon(mori)
    _asked(mori, "いま3／5", "これで決まり")
    _asked(mori, SCENARIO, "全体へもどる")
    mori.sees(SCENARIO, "開始に進む")
    _at(mori, "2-A-1", MEAT[:8], "並べかえほか")
    _asked(mori, "枝へコピー", "くり返す")
    _asked(mori, "同じ内容で", "文を変えて")
    _asked(mori, "あと何回？", "1回")
    mori.sees("2-A-2の文")
    mori.says(KARAAGE)


def _photo() -> bytes:
    picture = io.BytesIO()
    Image.effect_noise((1200, 800), 60).convert("RGB").save(picture, "JPEG")
    return picture.getvalue()


def _new_coupon(mori: Phone) -> None:
    _asked(mori, "クーポン", "＋ 新しいクーポン")
    mori.sees("題名は？", "1/6")
    mori.says("月曜20%OFF")
    mori.sees("2/6")
    mori.says("20%OFF")
    _asked(mori, "3/6", "画像なし")
    _asked(mori, "4/6", "7日")
    _asked(mori, "5/6", "1回")
    _asked(mori, "6/6", "コードなし")
    _asked(mori, "月曜20%OFF", "月曜20%OFF")


def other_ways(script: Script) -> None:
    """It is copied into the other ways; their words come one after the other."""
    mori = script.mori
    _asked(mori, KARAAGE, "すべての枝")
    _asked(mori, "条件", "コピー")
    _asked(mori, "2ステップをどこへ", "すべての枝へ")
    mori.sees("2-B-1の文", "ほか5")
    mori.says(RICE)
    _asked(mori, "2-B-2の文", "このまま")
    mori.sees("2-C-1の文")
    mori.says(GREENS)
    mori.sees("2-C-2の文", "ほか2")


def interrupted(script: Script) -> None:
    """She leaves it for a week; her greeting is no answer, and the card brings her back."""
    mori = script.mori
    mori.taps_quick("やめる")
    mori.sees("ここまで保存しました")
    script.until(script.day(8, 9))
    mori.says("おはよう")
    _asked(mori, "おかえりなさい", "続きを作る")
    mori.sees(SCENARIO, "開始に進む")


def last_step(script: Script) -> None:
    """A last step behind all ways; its hour lies in the night, so it goes at eight."""
    mori = script.mori
    mori.taps("＋ 最後に追加")
    _asked(mori, "何をしますか？", "メッセージ")
    _asked(mori, "いつ送りますか？", "3日後")
    mori.sees("何時に？")
    mori.says("22:00")
    _asked(mori, "21:00〜8:00は送らない時間です", "8:00に送る")
    mori.sees("そのまま送ってください")
    mori.says(THANKS)
    _asked(mori, THANKS, "これで決まり")
    mori.sees(SCENARIO, THANKS[:8])


def receipts(script: Script) -> None:
    """Staff will be told of one step; the whole walk is looked through, and costs nothing."""
    mori, used = script.mori, script.stage.books.used()
    _at(mori, "2-B-1", RICE[:8], "スタッフ通知 なし")
    for kind in ("送ったとき", "返信・回答があったとき", "クーポンが使われたとき"):
        _asked(mori, "オフ", kind)
    _asked(mori, "オン", "ステップへもどる")
    _asked(mori, RICE[:8], "一覧へ")
    _asked(mori, SCENARIO, "見てみる")
    _asked(mori, "自分に届ける", "全体を見る")
    mori.sees("0日目")
    mori.sees("ひだまり弁当です")
    assert script.stage.books.used() == used


def kitchen(script: Script) -> None:
    """The staff group is linked by the owner, and by nobody else."""
    group = script.kitchen
    group.invites_bot()
    card = group.sees("受信通知をここに送れます", "3人", "3通使います")
    group.held_by("田中")
    group.taps("ここに送る", on=card)
    group.sees("つなげるのは管理者（森さん）です")
    group.held_by("森")
    group.taps("ここに送る", on=card)
    script.linked = group.sees("つながりました", "まとめて", "月に最大180通")


def start(script: Script) -> None:
    """It starts with the friends there are: twenty first, the others an hour later."""
    mori, sim = script.mori, script.stage.sim
    sim.add_friends(FRIENDS)
    mori.taps_menu("シナリオ")
    _asked(mori, "下書き", "続きを作る")
    _asked(mori, SCENARIO, "開始に進む")
    _asked(mori, "始められます", "いまの友だちにも")
    _asked(mori, f"{FRIENDS}人", "お試しで開始")
    mori.sees("開始しました", "20人", "お試しを見る")
    patiently(lambda: _welcomed(script) == 20 or None, lambda: f"{_welcomed(script)} got it")
    sim.advance(minutes=3)
    mori.sees("20人に送りました", f"残り{FRIENDS - 20}人")
    sim.advance(minutes=58)
    patiently(lambda: _welcomed(script) == FRIENDS or None, lambda: f"{_welcomed(script)} got it")


def _welcomed(script: Script) -> int:
    """How many messages of the first step LINE accepted: each once."""
    sent = script.stage.sim.ledger()
    return sum(WELCOME in str(one["messages"]) for one in sent if one["endpoint"] == "push")


def answers(script: Script) -> None:
    """花 and two others follow, are welcomed by name, and tell their age."""
    for phone, name, age in (
        (script.hana, "花", "25〜44歳"),
        (script.wakaba, "若葉", "24歳以下"),
        (script.ume, "梅", "45歳以上"),
    ):
        phone.follows()
        phone.sees(name + WELCOME)
        phone.sees("年代")
        phone.taps(age)
        phone.sees("ありがとうございます")


def monday(script: Script) -> None:
    """On Monday at ten each gets their own way; 花 uses her coupon once."""
    hana = script.hana
    script.until(script.day(9))
    hana.sees(RICE)
    coupon = hana.sees("月曜20%OFF", "使う")
    script.wakaba.sees(MEAT)
    script.ume.sees(GREENS)
    hana.taps("使う", on=coupon)
    _asked(hana, "お店の人の前で", "使用済みにする")
    hana.sees("使用済み")
    hana.taps("使う", on=coupon)
    hana.sees("使用済みです")


def by_hand(script: Script) -> None:
    """花 writes, and 田中 answers her from the group; handed back, her date is told."""
    group, hana = script.kitchen, script.hana
    hana.says("予約できますか")
    card = patiently(lambda: _news(script, "予約できますか"), lambda: "nobody is told")
    group.held_by("田中")
    group.taps("花", on=card)
    _asked(group, "花", "引きつぐ")
    taken = group.sees("花", "田中さんが担当です")
    group.taps("返信する", on=taken)
    group.sees("5分以内")
    group.says(REPLY)
    _asked(group, "花さんに送ります", "送る")
    group.sees("送りました（田中さん")
    hana.sees(REPLY)
    group.taps("もどす", on=taken)
    group.sees("もどしました", short(script.day(16)))


def _news(script: Script, words: str) -> Seen | None:
    """What was said a moment ago may still be on its way; a receipt waits for its minute."""
    script.stage.sim.advance(minutes=2)
    script.kitchen.taps("最新を見る", on=script.linked)
    seen = script.kitchen.sees("")
    return seen if shows(seen.text, [words]) else None


def published(script: Script) -> None:
    """A text is changed while it runs, for those inside, too, who have not had it."""
    mori = script.mori
    mori.taps_menu("シナリオ")
    _asked(mori, "配信中", "編集")
    mori.sees(SCENARIO, "版1")
    _at(mori, "2-A-2", KARAAGE, "内容 文・画像・クーポン")
    _asked(mori, "いま3／5", "1つ目のメッセージ")
    _asked(mori, "差しかえる", "文を直す")
    mori.sees("直して送ってください")
    mori.says(NANBAN)
    _asked(mori, NANBAN, "全体へもどる")
    _asked(mori, SCENARIO, "公開する")
    _asked(mori, "変更を公開", "まだ先の人にも")
    mori.sees("版2を公開しました")


def held(script: Script) -> None:
    """梅 stops and 花 is left to people: neither gets the second week; 花 gets it a week later."""
    mori, hana = script.mori, script.hana
    script.ume.taps_menu("配信停止")
    script.ume.sees("配信を止めました")
    _friend(mori, "花", "手動対応にする")
    mori.sees("手動対応中")
    script.until(script.day(16))
    script.wakaba.sees(NANBAN)
    script.until(script.day(16, 12))
    _friend(mori, "花", "ステップ配信に戻す")
    mori.sees("花", short(script.day(23)))
    script.until(script.day(23))
    hana.sees(KARAAGE)
    assert KARAAGE not in script.sent("梅")
    assert script.sent("花").count(KARAAGE) == 1


def _friend(mori: Phone, name: str, act: str) -> None:
    mori.taps_menu("友だち")
    mori.sees("友だち")
    mori.says(name)
    _asked(mori, "見つかったもの", name)
    _asked(mori, name, act)


def results(script: Script) -> None:
    """The owner reads how it went, and pauses with two taps."""
    mori = script.mori
    mori.taps_menu("結果")
    mori.sees(SCENARIO, f"{FRIENDS + 3}")
    mori.taps_menu("シナリオ")
    _asked(mori, "配信中", "Ⅱ 一時停止")
    mori.sees("一時停止しました")


def _asked(phone: Phone, words: str, label: str) -> None:
    phone.sees(words)
    phone.taps(label)


def _at(mori: Phone, place: str, words: str, label: str) -> None:
    """The step at that place, opened by its number on the flow."""
    mori.says(place)
    _asked(mori, words, label)


ACTS: tuple[Callable[[Script], None], ...] = (
    hello,
    name,
    welcome,
    first_way,
    other_ways,
    interrupted,
    last_step,
    receipts,
    kitchen,
    start,
    answers,
    monday,
    by_hand,
    published,
    held,
    results,
)


def tell(stage: Stage) -> Iterator[tuple[str, str]]:
    script = set_up(stage)
    for act in ACTS:
        act(script)
        yield act.__name__, " ".join((act.__doc__ or "").split())

"""The story of a small shop, told once over HTTP and once in a browser, always in the same words.

Each act is a function whose docstring says what has happened when it returns.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.journeys.phones import GroupPhone, Phone, Seen, patiently, shows
from tests.journeys.stage import Books, ClockBar, Stage, begin_in_the_morning, next_due, short

SCENARIO = "再来店のご案内"
WELCOME = "さん、ようこそ！\nひだまり弁当です。"
COUPON = "10%OFFのクーポンです。\nレジでお見せください。"
THIRD = "またお待ちしています"
BY_HAND = "はい、18時まで承ります。"
AT_ONCE = timedelta(seconds=10)


@dataclass
class Story:
    """`ids` are the friends' user ids; `morning` is when it began."""

    books: Books
    clock: ClockBar
    mori: Phone
    hana: Phone
    ken: Phone
    riku: Phone
    kitchen: GroupPhone
    ids: dict[str, str]
    morning: datetime

    def day(self, days: int) -> datetime:
        return (self.morning + timedelta(days=days)).replace(hour=10, minute=0)


def set_up(stage: Stage) -> Story:
    morning = begin_in_the_morning(stage.sim)
    mori, mori_id = stage.person("森")
    hana, hana_id = stage.person("花")
    staff = {name: stage.person_id(name) for name in ("田中", "鈴木")}
    kitchen = stage.group("キッチン", 森=mori_id, **staff)
    ken, ken_id = stage.person("健")
    riku, riku_id = stage.person("陸")
    ids = {"花": hana_id, "健": ken_id, "陸": riku_id}
    return Story(stage.books, stage.clock, mori, hana, ken, riku, kitchen, ids, morning)


def claim(story: Story) -> None:
    """The owner's code makes 森 the owner."""
    mori = story.mori
    mori.follows()
    mori.sees("友だち追加ありがとうございます")
    mori.says(story.books.code())
    mori.sees("管理者になりました", "森さん")


def create(story: Story) -> None:
    """A scenario with three steps stands as a draft."""
    mori = story.mori
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
    _writes(mori, "{名前}" + WELCOME)
    mori.taps("＋ 最後に追加")
    mori.sees("何をしますか？")
    mori.taps("メッセージ")
    mori.sees("いつ送りますか？")
    mori.taps("3日後")
    mori.sees("何時に？")
    mori.taps("10:00")
    _writes(mori, COUPON)
    mori.taps("＋ 最後に追加")
    mori.sees("何をしますか？")
    mori.taps("メッセージ")
    mori.sees("いつ送りますか？")
    mori.taps("7日後")
    mori.sees("何時に？")
    mori.picks("時刻を選ぶ", time="10:00")
    timeline = _writes(mori, THIRD)
    assert shows(timeline, ["すぐ", "3日後 10:00", "7日後 10:00"]), timeline


def _writes(mori: Phone, text: str) -> str:
    mori.sees("そのまま送ってください")
    mori.says(text)
    mori.sees("1", text[:6])
    mori.taps("これで決まり")
    return mori.sees(SCENARIO, "開始に進む").text


def ask_for_receipt(story: Story) -> None:
    """Staff will be told when the second step is sent; looking at it costs nothing."""
    mori, used = story.mori, story.books.used()
    mori.says("2")
    mori.sees(SCENARIO, COUPON)
    mori.taps("スタッフ通知 なし")
    mori.sees("スタッフ通知", "オフ")
    mori.taps("送ったとき")
    mori.sees("スタッフ通知", "✓ オン")
    mori.taps("ステップへもどる")
    mori.sees(COUPON, "送ったとき")
    mori.taps("見てみる")
    mori.sees(COUPON)
    mori.taps_quick("もどる")
    mori.sees(SCENARIO, COUPON, "見てみる")
    assert story.books.used() == used, "a preview is free"


def link_group(story: Story) -> None:
    """The staff group is linked by the owner, and by nobody else."""
    kitchen = story.kitchen
    kitchen.invites_bot()
    card = kitchen.sees("受信通知をここに送れます")
    kitchen.held_by("田中")
    kitchen.taps("ここに送る", on=card)
    kitchen.sees("つなげるのは管理者（森さん）です")
    kitchen.held_by("森")
    kitchen.taps("ここに送る", on=card)
    kitchen.sees("つながりました")


def choose_notices(story: Story) -> None:
    """The group is told at once, instead of at noon and in the evening."""
    mori, kitchen = story.mori, story.kitchen
    mori.taps_menu("スタッフ")
    mori.sees("通知先のグループ", "キッチン")
    mori.taps("キッチン")
    mori.sees("キッチン", "まとめて（12:00・18:00）")
    mori.taps("届け方 まとめて（12:00・18:00）")
    mori.sees("どう届けますか？", "月に最大180通")
    mori.taps("すぐに")
    mori.sees("✓ すぐに")
    kitchen.taps("最新を見る")
    kitchen.sees("から新しい動きはありません")


def start(story: Story) -> None:
    """The scenario runs."""
    mori = story.mori
    mori.taps_menu("シナリオ")
    mori.sees(SCENARIO, "下書き")
    mori.taps("続きを作る")
    mori.sees(SCENARIO, "開始に進む")
    mori.taps("開始に進む")
    mori.sees("始められます")
    mori.taps("配信を開始")
    mori.sees(SCENARIO, "開始しました")


def follow(story: Story) -> None:
    """花 follows and is welcomed by her name within seconds; so is 健."""
    for phone, name in ((story.hana, "花"), (story.ken, "健")):
        before = story.books.now()
        phone.follows()
        phone.sees(name + WELCOME)
        assert story.books.now() - before < AT_ONCE


def coupon(story: Story) -> None:
    """On the third day at 10:00 both get the coupon, and the staff group one receipt card."""
    next_due(story.books, story.clock, story.day(3))
    story.hana.sees(COUPON)
    story.ken.sees(COUPON)
    story.clock.moves(hours=1)  # a card tells of a whole minute
    story.kitchen.sees(SCENARIO, "2人に送信", "花", "健")


def look(story: Story) -> None:
    """The owner looks how it stands: two people wait for the third step."""
    mori = story.mori
    mori.taps_menu("シナリオ")
    mori.sees(SCENARIO, "配信中", "2人")
    mori.taps("編集")
    timeline = mori.sees(SCENARIO, "3", THIRD, "2人").text
    assert shows(timeline, ["すぐ", "3日後 10:00", "7日後 10:00"]), timeline


def stop(story: Story) -> None:
    """花 stops with one tap; a month later only 健 has got the next one."""
    story.hana.taps_menu("配信停止")
    story.hana.sees("配信を止めました")
    next_due(story.books, story.clock, story.day(10))
    story.ken.sees(THIRD)
    story.kitchen.sees("花さんが配信を止めました")
    story.clock.moves(days=23, hours=3)
    _got(story, "花", "花" + WELCOME, COUPON)


def take_up_again(story: Story) -> None:
    """花 takes it up again: one message, at the time that she was told."""
    story.hana.taps_menu("配信を再開")
    story.hana.sees("配信を再開しました", short(story.day(34)))
    next_due(story.books, story.clock, story.day(34))
    story.hana.sees(THIRD)
    _got(story, "花", "花" + WELCOME, COUPON, THIRD)


def pause(story: Story) -> None:
    """Nothing leaves while the owner pauses; afterwards one step at a time, not a burst."""
    mori, riku = story.mori, story.riku
    riku.follows()
    riku.sees("陸" + WELCOME)
    mori.taps_menu("シナリオ")
    mori.sees(SCENARIO, "配信中")
    mori.taps("Ⅱ 一時停止")
    mori.sees("一時停止しました", "1人")
    story.clock.moves(days=12, hours=3)
    mori.taps_menu("シナリオ")
    mori.sees(SCENARIO, "一時停止")
    mori.taps("開く")
    mori.sees(SCENARIO, "再開")
    mori.taps("再開する")
    mori.sees("再開する前に", "1人")
    _got(story, "陸", "陸" + WELCOME)
    mori.taps("順番に送る")
    mori.sees("再開しました", short(story.day(47)))
    next_due(story.books, story.clock, story.day(47))
    riku.sees(COUPON)
    story.clock.moves(hours=1)
    story.kitchen.sees(SCENARIO, "1人に送信", "陸")
    _got(story, "陸", "陸" + WELCOME, COUPON)


def block(story: Story) -> None:
    """A block holds, an unblock resumes: what is left comes at its next hour."""
    riku = story.riku
    riku.blocks()
    patiently(lambda: _friends_show(story.mori, "陸", "× ブロック"), lambda: "no block is shown")
    story.clock.moves(days=20, hours=2)
    card = story.kitchen.sees("陸さんがブロックしました")
    riku.unblocks()
    riku.sees("おかえりなさい", short(story.day(68)))
    _got(story, "陸", "陸" + WELCOME, COUPON)
    _by_hand(story, card)
    next_due(story.books, story.clock, story.day(68))
    riku.sees(THIRD)


def _by_hand(story: Story, card: Seen) -> None:
    """One of the staff answers 陸 in person; another one hears of it and hands back."""
    kitchen, riku = story.kitchen, story.riku
    kitchen.held_by("田中")
    kitchen.taps("引きつぐ", on=card)
    taken = kitchen.sees("田中さんが担当です")
    kitchen.held_by("鈴木")
    kitchen.taps("引きつぐ", on=card)
    kitchen.sees("いま田中さんが担当です")
    riku.says("18時は空いていますか")
    riku.sees("スタッフが確認して返事をします")
    story.clock.moves(hours=1)
    kitchen.sees("18時は空いていますか")
    kitchen.held_by("田中")
    kitchen.taps("返信する")
    kitchen.sees("5分以内")
    kitchen.says(BY_HAND)
    kitchen.sees("陸さんに送ります", BY_HAND, "1通使います")
    kitchen.taps("送る")
    kitchen.sees("送りました（田中さん")
    riku.sees(BY_HAND)
    kitchen.held_by("鈴木")
    kitchen.taps("もどす", on=taken)
    kitchen.sees("鈴木さんが陸さんをもどしました", short(story.day(68)))


def _friends_show(mori: Phone, *words: str) -> bool | None:
    """An owner's tap waits for nothing that friends do, also not for what they did just before."""
    mori.taps_menu("友だち")
    return shows(mori.sees("友だち").text, words) or None


def close_the_books(story: Story) -> None:
    """Everybody has got each step once, nothing twice, and nobody waits for anything."""
    for name in story.ids:
        _got(story, name, name + WELCOME, COUPON, THIRD)
    story.books.nothing_twice()
    before = story.books.now()
    story.clock.to_next_due()
    assert story.books.now() - before < AT_ONCE, "nothing is due any more"


ACTS: tuple[Callable[[Story], None], ...] = (
    claim,
    create,
    ask_for_receipt,
    link_group,
    choose_notices,
    start,
    follow,
    coupon,
    look,
    stop,
    take_up_again,
    pause,
    block,
    close_the_books,
)


def tell(stage: Stage) -> Iterator[tuple[str, str]]:
    """Plays the acts one after the other; gives the name of each, and what it has shown."""
    story = set_up(stage)
    for act in ACTS:
        act(story)
        yield act.__name__, " ".join((act.__doc__ or "").split())


def _got(story: Story, name: str, *texts: str) -> None:
    """Everything that this friend was sent by steps, since the beginning."""
    sent = [text for _, text in story.books.sent_to(story.ids[name]) if text != BY_HAND]
    assert sent == list(texts), f"{name} got {sent}"

"""Staff answer friends from their group; nobody there does an owner's act."""

import pytest

from bot.domain.notifying import Choice
from bot.domain.outcomes import InvalidReplyToken, NotSent, Outcome, QuotaSpent, Unavailable
from bot.store import entries, friends, groups, hands, labels, people, receipts, settings
from tests.drain.chat import GROUP, HANA, MORI
from tests.drain.kitchen import STRANGER, SUZUKI, TANAKA, Kitchen

OTHER = "C" + "d" * 32


def test_a_line_leads_to_the_friends_card_and_from_there_to_taking_over(kitchen: Kitchen) -> None:
    assert "予約できますか" in kitchen.taps("go:staff.latest")
    card = kitchen.taps(f"go:staff.friend:{kitchen.hana.id}")
    assert "花" in card
    assert "再来店" in card
    assert "田中さんが担当" in kitchen.says(kitchen.line_of("引きつぐ"))
    assert kitchen.hana.manual_by == "田中"
    kitchen.world.move(days=5)
    kitchen.world.send()
    assert len(kitchen.world.line.entries) == 1  # nothing but the first step


def test_a_second_person_hears_who_is_in_charge_and_may_take_it(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    code = f"4821-{kitchen.hana.id}"
    kitchen.says(f"引きつぐ {code}")
    assert "いま田中さんが担当です" in kitchen.says(f"引きつぐ {code}", SUZUKI)
    assert "鈴木さんが担当" in kitchen.says(kitchen.line_of("代わる"), SUZUKI)
    assert kitchen.hana.manual_by == "鈴木"


def test_handing_back_says_what_comes_next(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    code = f"4821-{kitchen.hana.id}"
    kitchen.says(f"引きつぐ {code}")
    said = kitchen.says(f"もどす {code}", SUZUKI)
    assert "鈴木さんが花さんをもどしました" in said
    assert "12/3" in said
    assert not kitchen.by_hand
    assert "手動対応ではありません" in kitchen.says(f"もどす {code}")


@pytest.mark.parametrize("way", ["by the button", "as an answer to the card"])
def test_words_reach_the_friend_once_and_only_after_they_were_confirmed(
    kitchen: Kitchen, way: str
) -> None:
    kitchen.taps("go:staff.latest")
    code = f"4821-{kitchen.hana.id}"
    kitchen.says(f"引きつぐ {code}")
    if way == "by the button":
        assert "5分以内" in kitchen.says(f"返信する {code}")
        confirm = kitchen.says("はい、18時まで承ります")
    else:
        confirm = kitchen.says("はい、18時まで承ります", quote=kitchen.last_card)
    assert "1通使います" in confirm
    assert kitchen.pushed(HANA) == []
    send = kitchen.line_of("送る")
    assert "送りました（田中さん" in kitchen.says(send)
    assert kitchen.pushed(HANA) == ["はい、18時まで承ります"]
    assert "もう" in kitchen.says(send)
    assert kitchen.pushed(HANA) == ["はい、18時まで承ります"]


@pytest.mark.parametrize("seconds", [20, 45, 90])
def test_while_their_words_are_fresh_an_answer_costs_nothing(
    kitchen: Kitchen, seconds: int
) -> None:
    """Where the time goes by before it is confirmed, what it costs is said anew."""
    kitchen.taps("go:staff.latest")
    kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}")
    card = kitchen.last_card
    for text in ("もしもし", "18時は？"):
        kitchen.chat.says(text, HANA)
        kitchen.chat.drain()
    assert "0通" in kitchen.says("どうぞ", quote=card)
    kitchen.chat.clock.tick(seconds)
    said = kitchen.says(kitchen.line_of("送る"))
    before = len(kitchen.chat.line.replies)
    pushed = kitchen.pushed(HANA)
    replied = [m["text"] for sent in kitchen.chat.line.replies[before:] for m in sent.messages]
    if seconds < 50:
        assert "送りました" in said
        assert (pushed, replied) == ([], ["どうぞ"])
    else:
        assert "1通使います" in said
        assert (pushed, replied) == ([], [])
        kitchen.says(kitchen.line_of("送る"))
        assert kitchen.pushed(HANA) == ["どうぞ"]


@pytest.mark.parametrize(
    ("outcome", "pushed", "replied"),
    [(InvalidReplyToken(), 1, 0), (NotSent("gone"), 1, 0), (Unavailable("lost"), 0, 1)],
)
def test_a_free_answer_that_fails_is_pushed_and_one_that_is_lost_is_not_doubled(
    kitchen: Kitchen, outcome: Outcome, pushed: int, replied: int
) -> None:
    kitchen.taps("go:staff.latest")
    kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}")
    card = kitchen.last_card
    for text in ("もしもし", "18時は？"):
        kitchen.chat.says(text, HANA)
        kitchen.chat.drain()
    kitchen.says("どうぞ", quote=card)
    kitchen.says(kitchen.line_of("送る"))
    before, line = len(kitchen.chat.line.replies), kitchen.chat.line
    tried = line.tries + 1
    lost = isinstance(outcome, Unavailable)
    fault = lambda number: outcome if number == tried else None  # noqa: E731
    line.before, line.after = (line.before, fault) if lost else (fault, line.after)
    for _ in range(3):
        kitchen.pushed(HANA)
        kitchen.chat.clock.tick(2)
    assert len(kitchen.pushed(HANA)) == pushed
    assert len(line.replies) - before == replied


def test_what_is_not_confirmed_is_never_sent(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    code = f"4821-{kitchen.hana.id}"
    kitchen.says(f"返信する {code}")
    assert kitchen.says("これは別の人のひとりごと", SUZUKI) == ""
    kitchen.says("やっぱりやめます")
    send, drop = kitchen.line_of("送る"), kitchen.line_of("やめる")
    kitchen.says(drop)
    kitchen.says(send)
    kitchen.says(f"返信する {code}")
    kitchen.chat.clock.tick(301)
    assert kitchen.says("6分たちました") == ""
    kitchen.says(f"返信する {code}")
    kitchen.says("あとで送るつもり")
    late = kitchen.line_of("送る")
    kitchen.chat.clock.tick(3_601)
    assert "1時間" in kitchen.says(late)
    assert kitchen.pushed(HANA) == []


def test_their_words_come_to_the_group_and_they_hear_of_it_once(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}")
    before = len(kitchen.chat.line.replies)
    for text in ("18時は空いていますか", "もしもし"):
        kitchen.chat.says(text, HANA)
        kitchen.chat.drain()
    told = [str(sent.messages) for sent in kitchen.chat.line.replies[before:]]
    assert len(told) == 1
    assert "スタッフが確認して返事をします" in told[0]
    latest = kitchen.taps("go:staff.latest")
    assert "18時は空いていますか" in latest
    assert "もしもし" in latest


def test_who_takes_care_is_told_alone_and_at_once_when_it_wants_that(kitchen: Kitchen) -> None:
    other = groups.joined(OTHER, name="客席", members=2, code="1111", at=1)
    groups.link(other.id, by="森", lang="ja", at=1)
    for number in (1, other.id):
        entries.choose(number, Choice(how="important", quiet=False))
    kitchen.taps("go:staff.latest")
    kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}")
    kitchen.chat.says("18時は？", HANA)
    kitchen.chat.drain()
    kitchen.chat.clock.tick(60)
    kitchen.chat.parts.notices.run()
    assert [sent.to for sent in kitchen.chat.line.pushes.values()] == [GROUP]


def test_who_wrote_hears_that_it_did_not_come(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}")
    kitchen.says("はい", quote=kitchen.last_card)
    kitchen.says(kitchen.line_of("送る"))
    kitchen.chat.line.push = lambda *_: QuotaSpent()  # type: ignore[method-assign]
    kitchen.chat.parts.notices.run()
    assert "送れず" in kitchen.taps("go:staff.latest")


def test_after_a_day_of_silence_the_group_is_asked_once(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    code = f"4821-{kitchen.hana.id}"
    kitchen.says(f"引きつぐ {code}")
    kitchen.chat.clock.tick(86_401)
    for _ in range(2):
        kitchen.chat.parts.notices.run()
    assert kitchen.taps("go:staff.latest").count("対応中？") == 1
    assert "対応は続いていますか" in kitchen.taps(f"go:staff.friend:{kitchen.hana.id}")
    assert "つづけます" in kitchen.says(kitchen.line_of("つづける"))
    assert "対応は続いていますか" not in kitchen.taps(f"go:staff.friend:{kitchen.hana.id}")
    kitchen.chat.clock.tick(86_401)
    kitchen.chat.parts.notices.run()
    assert "対応中？" in kitchen.taps("go:staff.latest")


def test_labels_are_attached_and_taken_off(kitchen: Kitchen) -> None:
    labels.ensure(["会員", "来店済み"], at=1)
    kitchen.taps("go:staff.latest")
    hana = kitchen.hana.id
    assert "まだ" in kitchen.taps(f"go:staff.labels:{hana}")
    [member] = [one.id for one in labels.listed() if one.name == "会員"]
    assert "× 会員" in kitchen.says(f"ラベルをつける 4821-{hana}-{member}")
    assert [name for _, name, _ in labels.of(hana)] == ["会員"]
    kitchen.says(f"ラベルをつける 4821-{hana}-999")
    assert "＋ 会員" in kitchen.says(f"ラベルを外す 4821-{hana}-{member}")
    assert list(labels.of(hana)) == []


# Nobody does here what is not theirs


def test_a_group_knows_only_friends_whom_it_was_told_of(kitchen: Kitchen) -> None:
    kitchen.chat.follows(STRANGER)
    kitchen.chat.drain()
    stranger = friends.known(STRANGER).id
    assert kitchen.taps(f"go:staff.friend:{stranger}") == ""
    for verb in ("引きつぐ", "返信する", "もどす"):
        assert kitchen.says(f"{verb} 4821-{stranger}") == ""
    assert friends.known(STRANGER).manual_at is None


@pytest.mark.parametrize("user", [TANAKA, STRANGER, None])
def test_crafted_lines_do_nothing(kitchen: Kitchen, user: str | None) -> None:
    kitchen.taps("go:staff.latest")
    hana = kitchen.hana.id
    for text in (
        *("停止", "メニュー", "全停止", "一時停止 4821", "つながりを切る 4821-1", "すぐに 4821"),
        *(f"送る 4821-{hana}-999", f"送る 4821-{hana}", f"引きつぐ 1111-{hana}"),
        *(f"引きつぐ 4821-{hana}-1-1", f"引きつぐ　4821-{'9' * 12}", f"削除 4821-{hana}"),
        *(f"do:staff.group:-:unlink:{hana}", "tobi-AAAA-BBBB", "引きつぐ 4821-०१"),
    ):
        said = kitchen.says(text, user)
        assert said == "" or "もう" in said, text
    assert not kitchen.by_hand
    assert kitchen.hana.stopped_at is None
    assert kitchen.pushed(HANA) == []
    group = groups.find(GROUP)
    assert group
    assert group.linked_at


def test_a_line_whose_sender_line_does_not_tell_does_nothing(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    assert kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}", None) == ""
    assert not kitchen.by_hand


def test_in_a_group_that_was_unlinked_nothing_is_done(kitchen: Kitchen) -> None:
    kitchen.taps("go:staff.latest")
    groups.unlink(1)
    assert kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}") == ""
    assert kitchen.taps(f"go:staff.friend:{kitchen.hana.id}") == ""
    assert people.member(TANAKA) is None
    assert hands.in_charge(kitchen.hana) is None
    assert receipts.linked_groups() == []


# Words that ask for people


def test_words_that_owners_chose_leave_a_friend_to_people(kitchen: Kitchen) -> None:
    settings.set_hand_over_words(["困った", "返品"])
    kitchen.chat.says("ありがとう", HANA)
    kitchen.chat.drain()
    assert kitchen.hana.manual_by == ""
    assert friends.known(HANA).manual_at is None
    before = len(kitchen.chat.line.replies)
    for text in ("注文の返品をしたいです", "返品です"):
        kitchen.chat.says(text, HANA)
        kitchen.chat.drain()
    assert kitchen.by_hand
    assert len(kitchen.chat.line.replies) == before + 1
    latest = kitchen.taps("go:staff.latest")
    assert "注文の返品をしたいです" in latest
    assert "田中さんが担当" in kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}")


def test_thrown_out_of_a_group_owners_are_told_and_nothing_is_sent_there(kitchen: Kitchen) -> None:
    entries.choose(1, Choice(how="at_once", quiet=False))
    kitchen.chat.arrive("leave", GROUP, source={"type": "group", "groupId": GROUP})
    kitchen.chat.drain()
    kitchen.chat.says("まだですか", HANA)
    kitchen.chat.drain()
    for _ in range(2):
        kitchen.chat.clock.tick(60)
        kitchen.chat.parts.notices.run()
    pushed = {one.to: str(one.messages) for one in kitchen.chat.line.pushes.values()}
    assert GROUP not in pushed
    assert "「キッチン」から外れました" in pushed[MORI]

"""Events become acts and answers: each once, in order, none lost, whatever breaks on the way."""

from datetime import timedelta

import pytest

from bot.domain.outcomes import NotSent, Rejected, Throttled, Unavailable
from bot.store import done, friends, menus
from bot.store.db import database
from tests.drain.chat import HANA, MORI, Chat
from tests.drain.line import texts


def said(chat: Chat) -> list[str]:
    return [text for reply in chat.line.replies for text in texts(reply.messages)]


def test_a_new_friend_is_greeted_by_a_free_reply(chat: Chat) -> None:
    chat.follows()
    chat.drain()
    assert "友だち追加ありがとうございます" in said(chat)[0]
    assert chat.line.pushes == {}
    friend = friends.find(HANA)
    assert friend is not None
    assert friend.name == "花"


def test_the_same_event_again_changes_and_says_nothing(chat: Chat) -> None:
    chat.becomes_owner()
    before = len(chat.line.replies)
    event = chat.says("こんにちは", MORI)
    chat.drain()
    found = done.find(event)
    assert found is not None
    assert found.answer is None
    assert len(chat.line.replies) == before + 1


def test_friends_words_stay_between_them_and_the_shop(chat: Chat) -> None:
    chat.follows()
    chat.says("予約できますか")
    chat.drain()
    assert len(chat.line.replies) == 1


@pytest.mark.parametrize("word", ["停止", "ＳＴＯＰ", "やめて"])
def test_a_word_stops_and_another_resumes(chat: Chat, word: str) -> None:
    chat.follows()
    chat.says(word)
    chat.drain()
    assert "配信を止めました" in said(chat)[-1]
    friend = friends.find(HANA)
    assert friend is not None
    assert friend.stopped_at is not None
    chat.says("再開")
    chat.drain()
    assert "再開" in said(chat)[-1]


def test_standby_events_are_left_to_the_other_system(chat: Chat) -> None:
    chat.arrive("follow", follow={"isUnblocked": False}, mode="standby", replyToken=None)
    chat.drain()
    assert friends.find(HANA) is None
    assert chat.line.replies == []


def test_events_without_a_user_or_of_unknown_kind_are_harmless(chat: Chat) -> None:
    chat.arrive("follow", source={"type": "user"}, follow={"isUnblocked": False})
    chat.arrive("somethingNew")
    chat.arrive("message", message={"type": "hologram", "id": "1"})
    chat.drain()
    assert chat.parts.inbox.depth() == 0
    assert chat.parts.inbox.parked() == []


def test_a_lost_answer_is_asked_for_again_with_the_same_token(chat: Chat) -> None:
    chat.line.after = lambda number: Unavailable("timeout") if number == 1 else None
    chat.follows()
    chat.drain()
    assert chat.line.tries == 2
    assert len(chat.line.replies) == 1


@pytest.mark.parametrize("refusal", [NotSent("refused"), Throttled(0.0)])
def test_what_surely_did_not_leave_is_tried_again(chat: Chat, refusal: NotSent | Throttled) -> None:
    chat.line.before = lambda number: refusal if number == 1 else None
    chat.follows()
    chat.drain()
    assert len(chat.line.replies) == 1


def test_an_owners_late_answer_is_pushed_once_and_a_group_stays_silent(chat: Chat) -> None:
    chat.becomes_owner()
    chat.line.dead_tokens.update(f"token{number}" for number in range(100))
    chat.taps("go:home.today", MORI)
    chat.drain()
    assert [sent.to for sent in chat.line.pushes.values()] == [MORI]


def test_a_card_that_line_refuses_is_answered_with_an_apology(chat: Chat) -> None:
    chat.becomes_owner()
    first = chat.line.tries + 1
    chat.line.before = lambda number: Rejected("bad card", "/body") if number == first else None
    event = chat.taps("go:home.today", MORI)
    chat.drain()
    assert "うまくいきませんでした" in said(chat)[-1]
    assert event[-6:] in str(chat.line.replies[-1].messages)


def test_after_a_crash_between_act_and_answer_the_answer_still_comes(chat: Chat) -> None:
    chat.line.before = lambda _: _crash()
    chat.follows()
    with pytest.raises(SystemExit):
        chat.drain()
    chat.restart()
    chat.line.before = lambda _: None
    chat.drain()
    assert len(chat.line.replies) == 1


def test_after_a_crash_behind_the_answer_it_does_not_come_again(chat: Chat) -> None:
    chat.line.after = lambda _: _crash()
    chat.follows()
    with pytest.raises(SystemExit):
        chat.drain()
    chat.restart()
    chat.line.after = lambda _: None
    chat.drain()
    assert len(chat.line.replies) == 1
    assert chat.line.pushes == {}
    assert chat.parts.inbox.depth() == 0


def _crash() -> None:
    raise SystemExit


def test_an_event_that_always_fails_is_parked_and_its_owner_is_told(chat: Chat) -> None:
    chat.becomes_owner()
    chat.clock.move(timedelta(days=8))
    chat.line.broken_profiles = 1000
    event = chat.taps("go:home.today", MORI)
    for _ in range(6):
        chat.drain()
        chat.clock.tick(60)
    assert [row.event_id for row in chat.parts.inbox.parked()] == [event]
    assert "うまくいきませんでした" in said(chat)[-1]


def test_an_act_that_was_apologised_for_is_done_when_it_is_tried_again(chat: Chat) -> None:
    chat.becomes_owner()
    chat.clock.move(timedelta(days=8))
    chat.line.broken_profiles = 5
    event = chat.says("停止", MORI)
    for _ in range(5):
        chat.drain()
        chat.clock.tick(60)
    assert "うまくいきませんでした" in said(chat)[-1]
    assert chat.parts.inbox.unpark(upto=1_000) == 1
    chat.drain()
    found = done.find(event)
    assert found is not None
    assert found.answer is None
    assert len(chat.line.pushes) == 1, "too late for a reply, and they acted"
    assert chat.parts.inbox.depth() == 0


def test_who_becomes_an_owner_has_the_owners_menu_when_their_event_is_handled(chat: Chat) -> None:
    with database.atomic():
        menus.remember("owner-ja", "richmenu-1", "digest")
    chat.becomes_owner()
    assert chat.line.linked == {MORI: "richmenu-1"}


def test_later_events_of_a_chat_wait_for_one_that_failed_and_others_do_not(chat: Chat) -> None:
    chat.line.broken_profiles = 1
    chat.follows(HANA)
    chat.drain()
    chat.follows(MORI)
    chat.says("停止", HANA)
    chat.drain()
    assert len(chat.line.replies) == 1
    assert friends.find(HANA) is None
    chat.clock.tick(5)
    chat.drain()
    assert "友だち追加" in said(chat)[1]
    assert "止めました" in said(chat)[2]


def test_a_strangers_claim_with_a_wrong_code_counts_down(chat: Chat) -> None:
    chat.follows()
    chat.says("tobi-AAAA-AAAA")
    chat.drain()
    assert "4回" in str(chat.line.replies[-1].messages)
    assert chat.parts.members.actor(HANA) is None


@pytest.mark.parametrize(
    "data",
    [
        "do:home.today:x:stop-all",
        "do:scenario.list:x:pause:1",
        "go:home.today",
        "do:friend.menu:-:stop-one:999999999",
        "do:friend.menu:-:stop:1:2:3",
        "x" * 300,
        "",
    ],
)
def test_a_friend_cannot_act_as_an_owner_by_any_postback(chat: Chat, data: str) -> None:
    chat.follows()
    chat.drain()
    chat.taps(data)
    chat.drain()
    assert chat.parts.inbox.parked() == []
    assert chat.parts.reads.home().stop_all is None
    assert all("管理" not in text for text in said(chat))

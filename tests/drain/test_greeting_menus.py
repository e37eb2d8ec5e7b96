"""Who becomes a friend sees the menu in their language, however many come at once."""

from datetime import timedelta

from bot.domain.outcomes import Unavailable
from bot.line.gateway import LineError
from bot.services.menus import RETRY_SECONDS, SWEEP
from bot.store import menus
from bot.store.db import atomic, rows
from tests.drain.chat import HANA, MORI, Chat

KINDS = ("friend", "friend-stopped")
A_WEEK = timedelta(days=8)
"""After which LINE is asked about a person anew."""


def made(chat: Chat, *locales: str) -> None:
    with atomic():
        for locale in locales:
            for kind in KINDS:
                menus.remember(f"{kind}-{locale}", f"richmenu-{kind}-{locale}", "")


def linked(chat: Chat) -> list[tuple[int, str]]:
    """Each request: of how many, and to which menu."""
    return [(len(users), menu) for users, menu in chat.line.links]


def test_only_who_speaks_another_language_is_linked(chat: Chat) -> None:
    made(chat, "ja", "th")
    chat.line.languages[HANA] = "th"
    chat.follows(HANA)
    chat.follows(MORI)
    chat.drain()
    assert chat.line.linked == {HANA: "richmenu-friend-th"}
    assert rows("SELECT user_id FROM user_menu") == [(HANA,)]


def test_of_a_burst_each_menu_is_one_request(chat: Chat) -> None:
    made(chat, "ja", "th", "en")
    users = [f"U{number:032x}" for number in range(300)]
    chat.line.languages |= {user: ("th", "en", "ja")[n % 3] for n, user in enumerate(users)}
    for user in users:
        chat.follows(user)
    chat.drain()
    assert sorted(linked(chat)) == [(100, "richmenu-friend-en"), (100, "richmenu-friend-th")]
    assert len(chat.line.linked) == 200
    assert not chat.parts.menus.is_due()


def test_no_request_is_of_more_than_line_takes(chat: Chat) -> None:
    made(chat, "th")
    wanted = {f"U{number:032x}": "friend-th" for number in range(SWEEP + 1)}
    with atomic():
        menus.greet(wanted, "friend-ja")
    chat.parts.menus.link_all()
    assert [people for people, _ in linked(chat)] == [SWEEP, 1]


def test_a_link_that_fails_costs_no_greeting_and_is_made_up_for(chat: Chat) -> None:
    made(chat, "ja", "th")
    chat.line.languages |= {HANA: "th", MORI: "th"}
    chat.line.refuses_menus = LineError(Unavailable("later"))
    chat.follows(HANA)
    chat.follows(MORI)
    chat.drain()
    assert len(chat.line.replies) == 2
    assert chat.line.linked == {}
    chat.line.refuses_menus = None
    chat.clock.tick(RETRY_SECONDS)
    chat.drain()
    assert set(chat.line.linked) == {HANA, MORI}


def test_who_comes_back_sees_what_they_stopped_in_todays_language(chat: Chat) -> None:
    made(chat, "ja", "th", "en")
    chat.line.languages[HANA] = "th"
    chat.follows(HANA)
    chat.taps("do:friend.menu:-:stop")
    chat.drain()
    chat.arrive("unfollow")
    chat.drain()
    chat.clock.move(A_WEEK)
    chat.line.languages[HANA] = "en"
    chat.line.linked.clear()
    chat.follows(HANA, unblocked=True)
    chat.drain()
    assert chat.line.linked == {HANA: "richmenu-friend-stopped-en"}


def test_who_comes_back_in_the_shops_language_sees_everybodys(chat: Chat) -> None:
    made(chat, "ja", "th")
    chat.line.languages[HANA] = "th"
    chat.follows(HANA)
    chat.drain()
    chat.clock.move(A_WEEK)
    chat.line.languages[HANA] = "ja"
    chat.follows(HANA, unblocked=True)
    chat.drain()
    assert chat.line.linked == {}


def test_those_who_run_the_shop_keep_theirs(chat: Chat) -> None:
    made(chat, "ja", "th")
    chat.becomes_owner(MORI)
    before = menus.wanted(MORI)
    chat.line.languages[MORI] = "th"
    chat.follows(MORI, unblocked=True)
    chat.drain()
    assert menus.wanted(MORI) == before != ""

"""Newcomers whom LINE would not name are let in all the same, and named before their next step."""

from datetime import timedelta

import pytest

from bot.services.names import AT_ONCE, PAUSE_SECONDS
from bot.store import friends
from tests.drain.chat import HANA, MORI, Chat


def person(number: int) -> str:
    return f"U{number:032x}"


def name_of(user_id: str) -> str:
    found = friends.find(user_id)
    assert found is not None
    return str(found.name)


@pytest.fixture
def nameless(chat: Chat) -> Chat:
    """Hana came while LINE wanted to be asked nothing."""
    chat.line.tells_no_profiles = True
    chat.follows()
    chat.drain()
    return chat


def test_they_are_greeted_and_named_later_without_an_act_of_theirs(nameless: Chat) -> None:
    assert len(nameless.line.replies) == 1
    assert name_of(HANA) == ""
    nameless.line.tells_no_profiles = False
    assert nameless.parts.names.is_due()
    nameless.parts.names.run()
    assert name_of(HANA) == "花"
    assert not nameless.parts.names.is_due()


def test_their_next_act_names_them_too(nameless: Chat) -> None:
    nameless.line.tells_no_profiles = False
    nameless.says("こんにちは")
    nameless.drain()
    assert name_of(HANA) == "花"
    assert not nameless.parts.names.is_due()


def test_while_line_still_does_not_tell_it_is_asked_again_after_a_rest(nameless: Chat) -> None:
    names = nameless.parts.names
    names.run()
    assert not names.is_due()
    nameless.line.tells_no_profiles = False
    nameless.clock.tick(PAUSE_SECONDS)
    names.run()
    assert name_of(HANA) == "花"


def test_who_was_named_before_keeps_the_name(chat: Chat) -> None:
    chat.follows()
    chat.drain()
    chat.clock.move(timedelta(days=8))
    chat.line.tells_no_profiles = True
    chat.says("こんにちは")
    chat.drain()
    assert name_of(HANA) == "花"
    assert not chat.parts.names.is_due()


def test_one_with_a_name_that_no_database_takes_stops_nobody(chat: Chat) -> None:
    chat.line.tells_no_profiles = True
    chat.follows(HANA)
    chat.follows(MORI)
    chat.drain()
    chat.line.tells_no_profiles = False
    chat.line.languages[HANA] = "\ud800"
    chat.parts.names.run()
    assert (name_of(HANA), name_of(MORI)) == ("", "花")
    assert not chat.parts.names.is_due()


def test_a_crowd_is_named_some_at_a_time(chat: Chat) -> None:
    chat.line.tells_no_profiles = True
    for number in range(AT_ONCE + 1):
        chat.follows(person(number))
    chat.drain()
    chat.line.tells_no_profiles = False
    chat.parts.names.run()
    assert friends.nameless(AT_ONCE) == [person(AT_ONCE)]
    chat.parts.names.run()
    assert friends.nameless(AT_ONCE) == []

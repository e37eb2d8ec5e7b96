"""No act of an owner or editor is done from a group, in whatever form somebody asks for it."""

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any, get_args

import pytest

from admin_flows.ports.commands import Command
from admin_flows.screens import FLOWS
from bot.services.group_acts import WISHES
from bot.store import people
from bot.store.db import database, rows
from flex_templates.activity_wording import DID
from flex_templates.catalogs import LOCALES
from flex_templates.words import Words
from tests.delivery.world import TOKYO
from tests.drain.chat import GROUP, MORI
from tests.drain.kitchen import STRANGER, SUZUKI, TANAKA, Kitchen

EDITOR, VIEWER = SUZUKI, STRANGER
PEOPLE = [MORI, EDITOR, VIEWER, TANAKA, None]
COMMANDS = [one.__name__ for one in get_args(Command)]
# What was said and answered there; and drafts of words to a friend, which nobody has confirmed.
_TALK = {"done", "inbox", "writing", "hand_reply", "friend_message", "menu_wish"}


def state() -> dict[str, Any]:
    tables = sorted(set(database.get_tables()) - _TALK)
    return {table: rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}


def words_for(command: str) -> Iterator[str]:
    """How somebody may call it: by its name, and as the list of who did what does."""
    yield command
    for locale in ("ja", "en"):
        said = Words(locale, TOKYO).say(
            DID[command], name="再来店", friend="花", label="会員", role="owner", n=2
        )
        yield said


Form = Callable[[Kitchen, str], list[str]]


def by_code(_: Kitchen, words: str) -> list[str]:
    return [f"{words} 4821", f"{words}　4821"]


def by_friend(kitchen: Kitchen, words: str) -> list[str]:
    return [f"{words} 4821-{kitchen.hana.id}{more}" for more in ("", "-1", "-1-0", "-1-1")]


def by_itself(_: Kitchen, words: str) -> list[str]:
    return [words, f"do:{words}:-:go:1"]


FORMS: dict[str, Form] = {"code": by_code, "friend": by_friend, "words": by_itself}


@pytest.fixture
def crowd(kitchen: Kitchen) -> Kitchen:
    """The group with an owner, an editor, a viewer and somebody with no role."""
    people.add_member(EDITOR, "editor", name="佐藤", at=2)
    people.add_member(VIEWER, "viewer", name="高橋", at=3)
    kitchen.taps("go:staff.latest")
    return kitchen


def all_say(kitchen: Kitchen, texts: list[str], quote: str | None = None) -> None:
    """Each somebody else, in turn."""
    for number, (text, user) in enumerate(zip(texts, cycle(PEOPLE), strict=False)):
        message = {"type": "text", "id": f"m{number}", "text": text}
        if quote:
            message["quotedMessageId"] = quote
        source = {"type": "group", "groupId": GROUP, **({"userId": user} if user else {})}
        kitchen.chat.arrive("message", GROUP, source=source, message=message)
    kitchen.chat.drain()


@pytest.mark.parametrize("form", FORMS)
def test_no_command_is_done_by_a_message(crowd: Kitchen, form: str) -> None:
    before = state()
    texts = [
        text for one in COMMANDS for words in words_for(one) for text in FORMS[form](crowd, words)
    ]
    all_say(crowd, texts)
    assert state() == before


def test_an_answer_to_a_card_is_only_ever_words_that_are_shown_first(crowd: Kitchen) -> None:
    """Quoting a card makes a draft for its friend, whatever the words are."""
    crowd.taps(f"go:staff.friend:{crowd.hana.id}")
    before = state()
    all_say(crowd, [words for one in COMMANDS[::5] for words in words_for(one)], crowd.last_card)
    assert state() == before
    assert rows("SELECT count(*) FROM hand_reply WHERE notice_id IS NOT NULL") == [(0,)]


def test_no_postback_is_one_whoever_taps(crowd: Kitchen) -> None:
    before = state()
    replies = len(crowd.chat.line.replies)
    looks = [f"go:{screen.name}:1" for screen in FLOWS]
    acts = [f"do:{screen.name}:-:{act}:1" for screen in FLOWS for act in screen.actions]
    for data, user in zip([*looks, *acts], cycle((MORI, EDITOR, None)), strict=False):
        source = {"type": "group", "groupId": GROUP, **({"userId": user} if user else {})}
        crowd.chat.arrive("postback", GROUP, source=source, postback={"data": data})
    crowd.chat.drain()
    assert state() == before
    assert len(crowd.chat.line.replies) == replies


@pytest.mark.parametrize("locale", LOCALES)
def test_how_a_group_is_told_is_an_owners_to_say_in_every_language(
    crowd: Kitchen, locale: str
) -> None:
    said = [Words(locale, TOKYO).say(each, code="4821") for each in WISHES]
    before = state()
    for user in (EDITOR, VIEWER, TANAKA):
        for text in said:
            assert "管理者" in crowd.says(text, user)
    for text in said:
        assert crowd.says(text, None) == ""
    assert state() == before
    for text in said:
        assert crowd.says(text, MORI)
    assert [row[0] for row in rows("SELECT code FROM act")] == ["SetNotices"] * 4

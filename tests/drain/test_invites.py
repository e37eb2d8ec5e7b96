"""An invitation, from the owner's tap to a member of the shop: its code is stored nowhere."""

import json
import re

from bot.app import create_app
from bot.domain.outcomes import Outcome
from bot.store import settings
from bot.store.db import rows
from tests.drain.chat import HANA, MORI, Chat
from tests.drain.test_keys import last_words, taps

CODE = re.compile(r"tobi-[0-9A-Z]{4}-[0-9A-Z]{4}")
TICKET = re.compile(r"/i/([0-9a-f]{40})/qr\.png")


def invited(chat: Chat) -> str:
    """What the card of a new invitation says."""
    chat.becomes_owner()
    settings.set_basic_id("@hidamari")  # without it there is neither link nor picture
    [act] = set(
        re.findall(r"do:people.invite:[\w-]+:invite:editor", taps(chat, "go:people.invite"))
    )
    return taps(chat, act)


def stored() -> str:
    tables = ("invite", "code", "done", "conversation", "act")
    return "".join(str(rows(f"SELECT * FROM {name}")) for name in tables)


def test_its_code_stands_in_no_table_even_while_the_answer_waits_to_leave(chat: Chat) -> None:
    seen: list[str] = []

    def look(_: int) -> Outcome | None:
        seen.append(stored())
        return None

    chat.line.before = look
    said = invited(chat)
    [code], [ticket] = set(CODE.findall(said)), set(TICKET.findall(said))
    assert '"to"' in seen[-1]  # the answer was there to be seen
    for each in (*seen, stored()):
        assert code not in each
        assert ticket not in each


def test_its_picture_can_be_fetched_by_whoever_has_its_address(chat: Chat) -> None:
    [ticket] = set(TICKET.findall(invited(chat)))
    browser = create_app(chat.parts).test_client()
    answer = browser.get(f"/i/{ticket}/qr.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert browser.get(f"/i/{'0' * 40}/qr.png").status_code == 404


def test_who_sends_it_is_a_member_and_the_owners_are_told(chat: Chat) -> None:
    [code] = set(CODE.findall(invited(chat)))
    chat.says(code, HANA)
    chat.drain()
    assert "編集者になりました" in last_words(chat)
    [(to, payload)] = rows("SELECT to_id, payload FROM notice")
    assert to == MORI
    assert "編集者になりました。" in json.dumps(json.loads(payload), ensure_ascii=False)
    assert "使われたか、期限が過ぎています" in taps(chat, "go:people.code:1")

"""What friends send beside words comes to the staff who answer them; one may hear it alone."""

import io
import re
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image

from bot.app import create_app
from bot.domain.notifying import Choice
from bot.store import entries, media
from bot.store.db import rows
from tests.drain.chat import GROUP, HANA, MORI
from tests.drain.kitchen import TANAKA, Kitchen
from tests.services.films import mp3, mp4

STICKER = {"type": "sticker", "id": "s1", "packageId": "446", "stickerId": "1988"}
FILE = {"type": "file", "id": "f1", "fileName": "見積/2.pdf", "fileSize": 9}
PLACE = {"type": "location", "id": "p1", "latitude": 35.6, "longitude": 139.7, "title": "渋谷駅"}


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), "#1e6b52").save(out, "PNG")
    return out.getvalue()


def sends(kitchen: Kitchen, message: dict[str, Any], body: bytes | None = None) -> None:
    if body is not None:
        kitchen.chat.line.files[message["id"]] = body
    kitchen.chat.arrive("message", HANA, message=message)
    kitchen.chat.drain()


def taken(kitchen: Kitchen) -> str:
    """By 田中; gives the card's code."""
    kitchen.taps("go:staff.latest")
    kitchen.says(f"引きつぐ 4821-{kitchen.hana.id}")
    return f"4821-{kitchen.hana.id}"


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("image", picture(), "画像"),
        ("video", mp4(3), "動画"),
        ("audio", mp3(2), "音声"),
    ],
)
def test_what_was_sent_is_kept_and_opens_at_our_own_address(
    kitchen: Kitchen, kind: str, body: bytes, words: str
) -> None:
    taken(kitchen)
    sends(kitchen, {"type": kind, "id": "m1"}, body)
    latest = kitchen.taps("go:staff.latest")
    assert words in latest
    card = kitchen.taps(f"go:staff.friend:{kitchen.hana.id}")
    [(kept,)] = rows("SELECT media FROM receipt_media")
    assert f"https://shop.example/media/{kept}" in card
    assert create_app(kitchen.chat.parts).test_client().get(f"/media/{kept}").status_code == 200
    assert media.find(kept)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (STICKER | {"text": "ありがとう", "keywords": ["OK"]}, "ありがとう"),
        (STICKER | {"keywords": ["了解", "OK", "はい", "よい"]}, "了解, OK, はい'"),
        (PLACE, "渋谷駅"),
        (FILE, "見積/2.pdf"),
    ],
)
def test_the_rest_is_told_in_words(kitchen: Kitchen, message: dict[str, Any], words: str) -> None:
    code = taken(kitchen)
    entries.choose(1, Choice(how="at_once", quiet=False))
    sends(kitchen, message, b"" if message is FILE else None)
    kitchen.chat.clock.tick(60)
    kitchen.chat.parts.notices.run()
    [pushed] = [one for one in kitchen.chat.line.pushes.values() if one.to == GROUP]
    assert words in str(pushed.messages)
    assert f"返信する {code}" in str(pushed.messages)


def test_a_file_is_saved_under_its_name_and_never_shown_as_a_page(kitchen: Kitchen) -> None:
    taken(kitchen)
    body = b"<script>alert(1)</script>" * 60
    sends(kitchen, FILE, body)
    kitchen.taps("go:staff.latest")
    card = kitchen.taps(f"go:staff.friend:{kitchen.hana.id}")
    assert "1KB" in card
    found = re.search(r"https://shop\.example(/media/file/[^']+)'", card)
    assert found
    answer = create_app(kitchen.chat.parts).test_client().get(found[1])
    assert answer.data == body
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert quote("見積_2.pdf") in answer.headers["Content-Disposition"]


def test_the_same_file_of_two_messages_is_two_so_that_each_can_go(kitchen: Kitchen) -> None:
    taken(kitchen)
    for number in ("f1", "f2"):
        sends(kitchen, FILE | {"id": number}, b"same")
    assert len({kept for (kept,) in rows("SELECT media FROM receipt_media")}) == 2


@pytest.mark.parametrize(
    ("message", "body", "files"),
    [({"type": "image", "id": "m1"}, picture(), 2), (FILE, b"an offer", 1)],
)
def test_what_was_sent_goes_with_its_receipt_and_what_owners_keep_stays(
    kitchen: Kitchen, message: dict[str, Any], body: bytes, files: int
) -> None:
    parts, clock = kitchen.chat.parts, kitchen.chat.clock
    parts.media.keep("image", picture())
    owners = lying(kitchen)
    taken(kitchen)
    sends(kitchen, message, body)
    assert len(lying(kitchen) - owners) == files
    for _ in range(2):
        kitchen.taps("go:staff.latest")
        kitchen.chat.says("まだですか", HANA)
        kitchen.chat.drain()
        clock.tick(80 * 86_400)
        parts.housekeeping.run_if_due()
    assert lying(kitchen) == owners
    assert rows("SELECT count(*) FROM receipt_media") == [(0,)]
    assert len(rows("SELECT id FROM media")) == 1


def lying(kitchen: Kitchen) -> set[str]:
    return {one.name for one in kitchen.chat.parts.shelf.folder.iterdir() if one.is_file()}


def test_what_line_does_not_give_is_still_told(kitchen: Kitchen) -> None:
    taken(kitchen)
    sends(kitchen, {"type": "image", "id": "m1"}, b"not a picture")
    assert "画像" in kitchen.taps("go:staff.latest")
    assert rows("SELECT kind, media FROM receipt_media") == [("image", "")]


def test_of_friends_whom_nobody_answers_nothing_is_kept_or_told(kitchen: Kitchen) -> None:
    before = len(kitchen.chat.line.replies)
    for message in (STICKER, PLACE, {"type": "image", "id": "m1"}):
        sends(kitchen, message, picture())
    assert rows("SELECT * FROM receipt_media") == []
    assert rows("SELECT * FROM media") == []
    assert len(kitchen.chat.line.replies) == before


def test_the_friend_hears_once_that_people_answer(kitchen: Kitchen) -> None:
    taken(kitchen)
    before = len(kitchen.chat.line.replies)
    for number in range(3):
        sends(kitchen, {"type": "image", "id": f"m{number}"}, picture())
    told = [str(sent.messages) for sent in kitchen.chat.line.replies[before:]]
    assert len(told) == 1
    assert "スタッフが確認して返事をします" in told[0]


# One of the group alone


def alone(kitchen: Kitchen, person: str = TANAKA, **more: Any) -> dict[str, int]:
    """The group wants it so, 田中 is in charge and 花 writes; gives how many pushes each got."""
    if person:
        kitchen.chat.follows(person)
        kitchen.chat.drain()
    taken(kitchen)
    entries.choose(1, Choice(how="at_once", quiet=False, alone=True, **more))
    kitchen.chat.says("18時は空いていますか", HANA)
    kitchen.chat.drain()
    kitchen.chat.clock.tick(60)
    for _ in range(2):
        kitchen.chat.parts.notices.run()
    pushed = [one.to for one in kitchen.chat.line.pushes.values()]
    return {to: pushed.count(to) for to in (GROUP, TANAKA)}


def test_who_is_in_charge_hears_it_alone_for_one_message(kitchen: Kitchen) -> None:
    assert alone(kitchen) == {GROUP: 0, TANAKA: 1}
    [pushed] = [one for one in kitchen.chat.line.pushes.values() if one.to == TANAKA]
    assert "18時は空いていますか" in str(pushed.messages)
    assert "キッチン" in str(pushed.messages)
    assert "返信する" not in str(pushed.messages)  # which would say nothing in their own chat
    assert rows("SELECT spent FROM group_choice") == [(1,)]
    assert "18時は空いていますか" in kitchen.taps("go:staff.latest")


def test_who_is_no_friend_of_the_account_is_told_with_the_group(kitchen: Kitchen) -> None:
    assert alone(kitchen, person="") == {GROUP: 1, TANAKA: 0}


def test_past_the_groups_limit_nobody_is_told_alone(kitchen: Kitchen) -> None:
    assert alone(kitchen, cap=0)[TANAKA] == 0


def test_who_blocks_the_account_is_told_with_the_group(kitchen: Kitchen) -> None:
    kitchen.chat.follows(TANAKA)
    kitchen.chat.arrive("unfollow", TANAKA)
    kitchen.chat.drain()
    assert alone(kitchen, person="") == {GROUP: 1, TANAKA: 0}


def test_a_crash_between_tells_it_once(kitchen: Kitchen) -> None:
    """The one message and the mark that it was told are one transaction."""
    assert alone(kitchen) == {GROUP: 0, TANAKA: 1}
    kitchen.chat.restart()
    kitchen.chat.clock.tick(120)
    kitchen.chat.parts.notices.run()
    assert [one.to for one in kitchen.chat.line.pushes.values()].count(TANAKA) == 1


def test_owners_pictures_are_theirs(kitchen: Kitchen) -> None:
    kitchen.chat.line.files["m1"] = picture()
    kitchen.chat.arrive("message", MORI, message={"type": "image", "id": "m1"})
    kitchen.chat.drain()
    assert rows("SELECT * FROM receipt_media") == []

"""Tracked links from the message to the page they lead to, and what is known afterwards."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.app import create_app
from bot.domain.outcomes import Unavailable
from bot.store import fields, friends, labels, links, listening
from bot.store.db import atomic, rows
from bot.store.models import EnrollmentState
from tests.delivery.world import World, step
from tests.drain.chat import HANA, MORI, Chat

SHOP = "https://shop.example/menu"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Mobile/15E148 Safari Line/14.19.0"
)
PREVIEW = "facebookexternalhit/1.1;line-poker/1.0"


def offer(**parts: Any) -> dict[str, Any]:
    buttons = [{"label": "予約する", "link": SHOP, **parts}, {"label": "電話", "link": "tel:0312"}]
    return {"id": "offer", "send": [{"text": "ご予約はこちら", "buttons": buttons}]}


class Shop:
    """A running scenario, friends who got its first step, and a browser."""

    def __init__(self, chat: Chat, *steps: dict[str, Any]) -> None:
        self.chat, self.world = chat, World(clock=chat.clock)
        self.scenario = self.world.scenario(*steps) if steps else 0
        self.browser: FlaskClient = create_app(chat.parts).test_client()

    def follow(self, user: str = HANA) -> str:
        """Gives the path of their own link."""
        self.chat.follows(user)
        self.chat.drain()
        self.world.send()
        [entry] = [each for each in self.world.line.entries if user in each.to]
        buttons = entry.messages[0]["contents"]["footer"]["contents"]
        uri = str(buttons[0]["action"]["uri"])
        assert uri.startswith("https://shop.example/l/")
        assert buttons[1]["action"]["uri"] == "tel:0312"
        return uri.removeprefix("https://shop.example")

    def opens(self, path: str, agent: str = PHONE, **headers: str) -> Any:
        answer = self.browser.get(path, headers={"User-Agent": agent, **headers})
        self.chat.drain()
        return answer


def taps() -> list[tuple[int, int]]:
    return [tuple(row) for row in rows("SELECT enrollment_id, number FROM tap ORDER BY 1")]


def known(user: str) -> tuple[set[str], dict[str, str]]:
    friend = friends.known(user)
    field = fields.known(["os"])["os"]
    read = fields.of([friend.id], [field.id]).get(friend.id, {})
    system = {"os": read[field.id].text} if read else {}
    return {name for _, name, _ in labels.of(friend.id)}, system


def test_a_tap_leads_on_and_is_known_for_good(chat: Chat) -> None:
    shop = Shop(chat, offer(add_label=["予約に興味"]))
    mine, others = shop.follow(HANA), shop.follow(MORI)
    assert mine != others
    answer = shop.opens(mine)
    assert (answer.status_code, answer.headers["Location"]) == (302, SHOP)
    assert answer.headers["Cache-Control"] == "no-store"
    assert taps() == [(1, 1)]
    assert known(HANA) == ({"予約に興味"}, {"os": "iOS"})
    assert known(MORI) == (set(), {})
    shop.opens(mine)
    assert taps() == [(1, 2)]
    [link] = links.of_step(1, "offer")
    assert links.taps([link.id]) == {link.id: 1}
    assert chat.parts.reads.taps(shop.scenario, "offer") == (("予約する", 1),)


def test_a_look_in_advance_is_nobodys_tap(chat: Chat) -> None:
    shop = Shop(chat, offer(add_label=["予約に興味"]))
    path = shop.follow()
    assert shop.opens(path, PREVIEW).headers["Location"] == SHOP
    assert shop.opens(path, "").status_code == 302
    assert shop.opens(path, PHONE, **{"Sec-Purpose": "prefetch"}).status_code == 302
    head = shop.browser.head(path, headers={"User-Agent": PHONE})
    assert (head.status_code, head.headers["Location"]) == (302, SHOP)
    chat.drain()
    assert taps() == []
    assert known(HANA) == (set(), {})


@pytest.mark.parametrize(
    "path",
    [
        "/l/" + "A" * 32,
        "/l/https://evil.example",
        "/l/?to=https://evil.example",
        "/l/%2e%2e%2fhealthz",
        "/l/",
    ],
)
def test_nobody_is_led_anywhere_else(chat: Chat, path: str) -> None:
    shop = Shop(chat, offer())
    shop.follow()
    assert shop.opens(path).status_code == 404


def test_a_link_leads_only_where_it_was_written(chat: Chat) -> None:
    shop = Shop(chat, offer())
    path = shop.follow()
    for more in ("?url=https://evil.example", "?to=//evil.example"):
        assert shop.opens(path + more).headers["Location"] == SHOP
    for place in range(3, len(path)):
        changed = path[:place] + ("B" if path[place] == "A" else "A") + path[place + 1 :]
        assert shop.opens(changed).status_code == 404
    assert taps() == [(1, 2)]


def test_another_steps_way_depends_on_the_tap(chat: Chat) -> None:
    after = [
        {
            "id": "ways",
            "wait": {"days": 1, "at": "12:00"},
            "branch": [
                {"when": {"tapped": "offer"}, "steps": [step("thanks")]},
                {"otherwise": None, "steps": [step("again", only={"not": {"tapped": "offer"}})]},
            ],
        }
    ]
    shop = Shop(chat, offer(), *after)
    mine = shop.follow(HANA)
    shop.follow(MORI)
    shop.opens(mine)
    shop.world.move(days=1)
    shop.world.send()
    last = {user: self_texts(shop, user)[-1] for user in (HANA, MORI)}
    assert last == {HANA: "thanks", MORI: "again"}


def self_texts(shop: Shop, user: str) -> list[str]:
    return [
        message.get("text", message.get("altText"))
        for entry in shop.world.line.entries
        if user in entry.to
        for message in entry.messages
    ]


def test_a_repeat_is_the_same_request(chat: Chat) -> None:
    """The address stays theirs when the process that sends is lost: LINE compares."""
    shop = Shop(chat, offer())
    chat.follows()
    chat.drain()
    shop.world.line.after = lambda number, _: Unavailable("lost") if number == 1 else None
    shop.world.send()
    first, again = [entry.messages for entry in shop.world.line.requests]
    assert first == again
    assert "https://shop.example/l/" in str(first)


@pytest.mark.parametrize(
    ("agent", "system"),
    [
        (PHONE, "iOS"),
        ("Mozilla/5.0 (Linux; Android 14; CUBOT X30) Line/14.1.0/IAB", "Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36", "Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "macOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0)", "Linux"),
        ("Mozilla/5.0 (PlayStation 5)", ""),
    ],
)
def test_the_phone_tells_its_system(chat: Chat, agent: str, system: str) -> None:
    shop = Shop(chat, offer())
    shop.opens(shop.follow(), agent)
    assert known(HANA)[1] == ({"os": system} if system else {})
    assert len(taps()) == 1


def test_who_saw_the_video_to_its_end(chat: Chat) -> None:
    world = World(clock=chat.clock)
    film = {"id": "film", "send": [{"video": "film-1", "track": "lesson-1"}]}
    after = step("next", {"days": 1, "at": "12:00"}, only={"watched": "film"})
    world.scenario(step("hello"), film, after)
    for user in (HANA, MORI):
        chat.follows(user)
    chat.drain()
    world.send()
    film_sent = [entry for entry in world.line.entries if entry.messages[0]["type"] == "video"]
    assert [entry.endpoint for entry in film_sent] == ["multicast"]
    tracking = film_sent[0].messages[0]["trackingId"]
    for played in (tracking, tracking, "lesson-1", "999.0.lesson-1", "1.99.lesson-1"):
        chat.arrive("videoPlayComplete", HANA, videoPlayComplete={"trackingId": played})
    chat.arrive("videoPlayComplete", "U" + "e" * 32, videoPlayComplete={"trackingId": tracking})
    chat.drain()
    assert [tuple(row) for row in rows("SELECT step_id, kind FROM reaction")] == [
        ("film", "watched")
    ]
    world.move(days=1)
    world.send()
    got = [entry.to for entry in world.line.entries if entry.messages[0].get("text") == "next"]
    assert got == [(HANA,)]


def test_a_goal_is_reached_with_the_tap(chat: Chat) -> None:
    """At once, in the walk of the tap alone."""
    later = step("later", {"days": 3})
    goal = {"any": [{"tapped": "offer"}, {"label": "来店済み"}]}
    shop = Shop(chat)
    shop.world = World(clock=chat.clock)
    shop.scenario = shop.world.scenario(offer(), later, stop_when=goal)
    with atomic():
        listening.renew()
    mine = shop.follow(HANA)
    shop.follow(MORI)

    def states() -> list[int]:
        return [row[0] for row in rows("SELECT state FROM enrollment ORDER BY id")]

    chat.parts.reactions.run(5, lambda: False)
    assert states() == [EnrollmentState.WAITING] * 2
    shop.opens(mine)
    chat.parts.reactions.run(5, lambda: False)
    assert states() == [EnrollmentState.GOAL, EnrollmentState.WAITING]
    assert not chat.parts.reactions.has_work()
    label = labels.ensure(["来店済み"], at=1)["来店済み"]
    with atomic():
        labels.attach([friends.known(MORI).id], label, at=2)
    chat.parts.reactions.run(5, lambda: False)
    assert states() == [EnrollmentState.GOAL] * 2

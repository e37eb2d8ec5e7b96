"""Events of the shop's own systems, with the values they carry, through to the messages."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.document import parse
from bot.domain.errors import DocumentError
from bot.store import friends
from bot.store.db import rows
from bot.store.models import EnrollmentState
from tests.delivery.world import step, user_id
from tests.services.shop import Shop
from tests.services.test_api import Till

HANA = user_id("花")
BOOKED = {
    "when": "api", "event": "予約",
    "carries": {"booking": "text", "visit": "datetime", "menu": "list"},
}  # fmt: skip
GOALS = {"来店": {"data": "visit"}}
SOON = step("soon", {"before": "来店", "minutes": 90}, "{{ walk.visit }} {{ walk.menu }} です")


@pytest.fixture
def till(shop: Shop) -> Till:
    shop.follow("花")
    return Till(shop)


def book(till: Till, booking: str, visit: str, *menu: str) -> Any:
    data = {"booking": booking, "visit": visit, "menu": list(menu)}
    return till.done("POST", "/events", {"event": "予約", "friend": HANA, "data": data})


def later(shop: Shop, **span: float) -> None:
    shop.world.clock.move(timedelta(**span))
    shop.send()


def test_each_booking_is_a_walk_of_its_own(shop: Shop, till: Till) -> None:
    shop.started(SOON, start=BOOKED, per="booking", goals=GOALS)
    assert book(till, "1", "2026-12-01T15:00", "カット") == {"entered": ["ご案内"], "updated": []}
    assert book(till, "2", "2026-12-02T06:00:00Z", "カット", "カラー")["entered"] == ["ご案内"]
    later(shop, hours=1, minutes=30)
    assert shop.world.texts() == ["12/1 15:00 カット です"]
    later(shop, days=1)
    assert shop.world.texts()[1:] == ["12/2 15:00 カット、カラー です"]


def test_the_same_booking_moves(shop: Shop, till: Till) -> None:
    shop.started(SOON, start=BOOKED, per="booking", goals=GOALS)
    book(till, "1", "2026-12-01T15:00")
    shop.send()
    assert book(till, "1", "2026-12-02T15:00") == {"entered": [], "updated": ["ご案内"]}
    assert book(till, "1", "2026-12-02T15:00") == {"entered": [], "updated": []}
    later(shop, hours=2)
    assert shop.world.texts() == []
    later(shop, hours=23, minutes=30)
    assert [text.split()[0] for text in shop.world.texts()] == ["12/2"]


def test_a_cancelled_booking_ends_its_walk_alone(shop: Shop, till: Till) -> None:
    shop.started(SOON, start=BOOKED, per="booking", goals=GOALS)
    book(till, "1", "2026-12-01T15:00")
    book(till, "2", "2026-12-01T16:00")
    path = f"/friends/{HANA}/scenarios/ご案内/walks"
    assert till.done("DELETE", f"{path}/1") == {"stopped": True}
    assert till.done("DELETE", f"{path}/1") == {"stopped": False}
    later(shop, hours=2, minutes=30)
    assert [text.split()[1] for text in shop.world.texts()] == ["16:00"]
    found = rows("SELECT walk_key, state FROM enrollment ORDER BY walk_key")
    assert found[0] == ("1", EnrollmentState.STOPPED)
    assert found[1][1] == EnrollmentState.DONE


def test_without_per_a_friend_walks_once(shop: Shop, till: Till) -> None:
    start = {"when": "api", "event": "注文", "carries": {"order": "number"}}
    shop.started(step("hi", 0, "No. {{ walk.order }}"), start=start)
    for order in (7, 8):
        event = {"event": "注文", "friend": HANA, "data": {"order": order}}
        till.done("POST", "/events", event)
    shop.send()
    assert shop.world.texts() == ["No. 7"]


def test_a_friend_who_stopped_it_gets_no_further_booking(shop: Shop, till: Till) -> None:
    number = shop.started(SOON, start=BOOKED, per="booking", goals=GOALS)
    book(till, "1", "2026-12-01T15:00")
    shop.world.friends.stop_one(friends.known(HANA), number)
    assert book(till, "2", "2026-12-01T15:00")["entered"] == []


def test_an_event_that_nobody_waits_for_is_no_error(shop: Shop, till: Till) -> None:
    shop.started(SOON, start=BOOKED, per="booking", goals=GOALS)
    event = {"event": "別", "friend": HANA}
    assert till.done("POST", "/events", event) == {"entered": [], "updated": []}


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ({"visit": "2026-12-01T15:00", "menu": []}, "missing", "data.booking"),
        ({"booking": "1", "visit": "soon", "menu": []}, "bad_moment", "data.visit"),
        ({"booking": "1", "visit": "2026-12-01", "menu": "x"}, "not_a_list", "data.menu"),
        ({"booking": {}, "visit": "2026-12-01", "menu": []}, "bad_value", "data.booking"),
        ({"booking": "あ" * 101, "visit": "2026-12-01", "menu": []}, "too_long", "data.booking"),
        ({"booking": "1", "visit": "2026-12-01", "menu": ["x"] * 21}, "too_many", "data.menu"),
    ],
)
def test_a_value_that_is_missing_or_wrong_enters_nobody(
    shop: Shop, till: Till, data: dict[str, Any], code: str, place: str
) -> None:
    shop.started(SOON, start=BOOKED, per="booking", goals=GOALS)
    answer = till.call("POST", "/events", {"event": "予約", "friend": HANA, "data": data})
    assert answer.status_code == 422
    assert (answer.json["error"]["code"], answer.json["error"]["place"]) == (code, place)
    assert rows("SELECT 1 FROM enrollment") == []


def test_nobody_enters_it_without_an_event(shop: Shop, till: Till) -> None:
    shop.started(SOON, start=BOOKED, per="booking", goals=GOALS)
    path = f"/friends/{HANA}/scenarios"
    assert till.done("POST", path, {"scenario": "ご案内"}) == {"entered": False}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"per": "order"}, "per: no start of this scenario carries “order”"),
        ({"goals": {"来店": {"data": "due"}}}, "goals.来店.data: no start of this scenario"),
        ({"goals": {"来店": {"data": "visit", "field": "x"}}}, "exactly one of field and data"),
        ({"steps": [step("a", 0, "x {{ walk.due }}")]}, "steps[0].send: no start"),
        ({"start": [BOOKED, {"when": "manual"}], "per": "booking"}, "carries “booking”"),
        ({"start": {**BOOKED, "carries": {"X": "text"}}}, "“X” is no name of a value"),
    ],
)
def test_what_no_event_brings_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(DocumentError) as refused:
        parse({"tobiishi": 1, "name": "x", "start": BOOKED, "steps": [], **parts})
    assert said in str(refused.value)


def test_each_order_gets_cards_of_its_own_items(shop: Shop, till: Till) -> None:
    start = {"when": "api", "event": "注文", "carries": {"order": "text", "items": "list"}}
    cards = {"cards": {"each": "walk.items"}, "alt": "ご注文の品"}
    shop.started({"id": "a", "send": [cards]}, start=start, per="order")
    for order, items in (("1", ["卵", {"title": "茶"}]), ("2", [])):
        data = {"order": order, "items": items}
        till.done("POST", "/events", {"event": "注文", "friend": HANA, "data": data})
    shop.send()
    sent = [message for entry in shop.world.line.entries for message in entry.messages]
    [made] = [message for message in sent if message["type"] == "flex"]
    titles = [card["body"]["contents"][0]["text"] for card in made["contents"]["contents"]]
    assert titles == ["卵", "茶"]
    assert [message["text"] for message in sent if message["type"] == "text"] == ["ご注文の品"]

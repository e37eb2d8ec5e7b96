"""Who got a step and who of them did what, by name: each once, a page at a time."""

import pytest

from bot.domain.results import StepPeople
from bot.services import reacting
from bot.store.answer_models import Answer
from bot.store.db import atomic, rows
from tests.delivery.world import step
from tests.services.shop import Shop

OFFER = {"text": "ご予約はこちら", "buttons": [{"label": "予約", "link": "https://shop.example"}]}


@pytest.fixture
def scenario(shop: Shop) -> int:
    """花 and 月 got the offer, 星 only what is before it; 花 tapped and answered."""
    number = shop.started(step("hello"), {"id": "offer", "wait": {"days": 1}, "send": [OFFER]})
    shop.follow("花", "月")
    shop.send()
    shop.move(days=1)
    shop.send()
    shop.follow("星")
    shop.send()
    walk, at = walk_of("花"), int(shop.now().timestamp())
    with atomic():
        reacting.react(walk, 1, "offer", "tapped", at=at)
        Answer.create(enrollment_id=walk, step_id="offer", text="はい", at=at)
    return number


def walk_of(name: str) -> int:
    found = rows(
        "SELECT e.id FROM enrollment e JOIN friend f ON f.id = e.friend_id WHERE f.name = :name",
        {"name": name},
    )
    return int(found[0][0])


def people(shop: Shop, scenario: int, kind: StepPeople, step_id: str = "offer") -> list[str]:
    return [one.name for one in shop.reads.people_of_step(scenario, step_id, kind, 0, 9)]


@pytest.mark.parametrize(
    ("kind", "names"),
    [("sent", ["月", "花"]), ("tapped", ["花"]), ("answered", ["花"]), ("left", [])],
)
def test_each_list_has_those_whom_it_names(
    shop: Shop, scenario: int, kind: StepPeople, names: list[str]
) -> None:
    assert people(shop, scenario, kind) == names


def test_the_step_before_has_everybody(shop: Shop, scenario: int) -> None:
    assert people(shop, scenario, "sent", "hello") == ["星", "月", "花"]
    assert people(shop, scenario, "tapped", "hello") == []
    assert people(shop, scenario, "sent", "nosuch") == []


def test_who_stopped_or_blocked_within_a_day_of_it_is_among_those_who_left(
    shop: Shop, scenario: int
) -> None:
    shop.move(hours=3)
    shop.stop(shop.world.friend("花"))
    shop.block(shop.world.friend("月"))
    assert people(shop, scenario, "left") == ["月", "花"]
    with atomic():
        shop.world.friends.resume(shop.world.friend("花"))
    assert people(shop, scenario, "left") == ["月"]


def test_who_left_later_is_not(shop: Shop, scenario: int) -> None:
    shop.move(days=2)
    shop.stop(shop.world.friend("花"))
    assert people(shop, scenario, "left") == []


def test_they_come_a_page_at_a_time_in_every_version(shop: Shop, scenario: int) -> None:
    shop.follow(*(f"友{n}" for n in range(12)))
    shop.send()
    pages = [
        [one.name for one in shop.reads.people_of_step(scenario, "hello", "sent", first, 8)]
        for first in (0, 8)
    ]
    assert [len(page) for page in pages] == [8, 7]
    assert len({name for page in pages for name in page}) == 15


def test_another_scenarios_people_are_none_of_these(shop: Shop, scenario: int) -> None:
    other = shop.started(step("offer"), name="もう一つ")
    shop.follow("雪")
    shop.send()
    assert people(shop, other, "sent") == ["雪"]
    assert "雪" not in people(shop, scenario, "sent")

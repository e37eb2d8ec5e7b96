from datetime import UTC, datetime

import pytest

from admin_flows.ports import facts
from bot.clock import FakeClock
from tests.flows.fakes import Memory, Shop
from tests.flows.phone import Phone, make_runner, person

START = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
"""Saturday 9:30 in Tokyo."""


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(business=START)


@pytest.fixture
def shop(clock: FakeClock) -> Shop:
    shop = Shop(clock)
    shop.members = [
        facts.PersonFacts("U-森", "森", "owner"),
        facts.PersonFacts("U-佐藤", "佐藤", "editor"),
    ]
    shop.pictures["photo-1"] = facts.MediaFacts("photo-1", "https://media.example/photo-1")
    shop.known = [facts.FriendFacts(11, "山田花子", added_at=START)]
    return shop


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def mori(shop: Shop, clock: FakeClock, memory: Memory) -> Phone:
    """The owner's phone, in Japanese."""
    return Phone(make_runner(shop, clock, memory), person("森"))


@pytest.fixture
def sato(mori: Phone) -> Phone:
    """An editor in the same shop."""
    return Phone(mori.runner, person("佐藤", "editor"))

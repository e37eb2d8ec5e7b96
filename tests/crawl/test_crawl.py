"""Random thumbs over the whole bot: always an answer, never a failure, never beyond one's role."""

import json
import random
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.store import settings
from bot.store.db import database, rows
from tests.crawl.walker import Action, Role, Walker
from tests.delivery.world import World, step
from tests.drain.chat import Chat
from tests.drain.conftest import chat_on

ROLES: tuple[Role, ...] = ("owner", "owner", "owner", "editor", "viewer", "friend", "stranger")
SOMETIMES = 0.03


@pytest.fixture
def chat(migrated_sqlite_url: str, tmp_path: Path) -> Iterator[Chat]:
    yield chat_on(migrated_sqlite_url, tmp_path)
    database.close()


def shop(chat: Chat) -> World:
    """A running scenario with somebody inside, and a draft to be played with."""
    world = World(clock=chat.clock)
    settings.set_account_name("ひだまり弁当")
    world.scenario(
        step("a"),
        step("b", {"days": 1}),
        {"id": "c", "branch": [{"split": 50, "steps": [step("d", {"days": 1})]}]},
        step("e", {"days": 3, "at": "10:00"}),
    )
    return world


def people(chat: Chat, chance: random.Random) -> list[Walker]:
    shared: deque[Action] = deque(maxlen=400)
    found = []
    for number, role in enumerate(dict.fromkeys(ROLES)):
        user = "U" + f"{number:032x}"
        chat.line.names[user] = f"{role} 😀"
        if role != "stranger":
            chat.follows(user)
        if role in ("owner", "editor", "viewer"):
            chat.says(chat.parts.members.new_code(role), user)
        chat.drain()
        found.append(Walker(chat, user, role, chance, shared))
    return found


@dataclass
class Crawl:
    """How often each kind of person did something, and the screens that members came to."""

    acts: Counter[str] = field(default_factory=Counter)
    screens: set[str] = field(default_factory=set)


def crawl(chat: Chat, seed: int, acts: int) -> Crawl:
    chance = random.Random(seed)
    world = shop(chat)
    walkers = {walker.role: walker for walker in people(chat, chance)}
    done = Crawl()
    for _ in range(acts):
        if chance.random() < SOMETIMES:
            world.move(hours=chance.choice((1, 5, 30)))
            world.send()
        role = chance.choice(ROLES)
        walkers[role].act()
        done.acts[role] += 1
        done.screens |= screens()
    return done


def screens() -> set[str]:
    """Where members are just now."""
    return {str(json.loads(body)["screen"]) for (body,) in rows("SELECT body FROM conversation")}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_few_hundred_taps(chat: Chat, seed: int) -> None:
    done = crawl(chat, seed, 150)
    assert set(done.acts) == set(ROLES)
    assert len(done.screens) > 15


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(10, 16))
def test_thousands_of_taps(chat: Chat, seed: int) -> None:
    done = crawl(chat, seed, 1500)
    assert done.acts.total() == 1500
    assert len(done.screens) > 40, sorted(done.screens)

"""From home, every button that can be reached is tapped; every answer is a valid reply."""

import pickle
from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any

import pytest

from admin_flows.ports import Role, Tapped
from admin_flows.screens import FLOWS, RICH_MENU
from bot.clock import FakeClock
from tests.flows.fakes import Memory, Shop
from tests.flows.line_rules import check_reply
from tests.flows.phone import buttons, make_runner, person
from tests.flows.shops import full_shop

# Reached by words, by a code, in an empty shop, only while somebody else is editing, or deeper.
NOT_BY_TAPPING = {
    "claim.how",
    "rule.save_as",
    "friend.send",
    "home.back",
    "group.new",
    "msg.full",
    "msg.number",
    "step.text",
    "media.where",
    "media.step",
    "friend.coupon",
    "q.form",
    "step.side",
    "search.found",
    "search.none",
    "answer.late",
    "answer.word",
    "claim.done",
    "claim.already",
    "refused.role",
    "refused.gone",
    "timeline.busy",
}
PARAMS = {"time": "22:00", "date": "2026-12-24", "datetime": "2026-12-24T10:00"}


@dataclass
class Place:
    """An owner's phone at the end of some taps, and all that it depends on."""

    clock: FakeClock = field(default_factory=FakeClock)
    shop: Shop = field(init=False)
    memory: Memory = field(default_factory=Memory)
    tokens: "count[int]" = field(default_factory=lambda: count(1))
    seen: list[dict[str, Any]] = field(default_factory=list)
    role: Role = "owner"

    def __post_init__(self) -> None:
        self.shop = full_shop(self.clock)

    @cached_property
    def frozen(self) -> bytes:
        """A fifth of what deepcopy takes, and made once for all who go on from here."""
        return pickle.dumps(self)

    @property
    def screen(self) -> str:
        kept = self.memory.load("U-森")
        assert kept is not None
        return kept.screen

    def after(self, data: str, locale: str) -> "Place":
        """A copy goes on: what one path deletes is there for the next."""
        there: Place = pickle.loads(self.frozen)
        there.clock.tick(5)
        runner = make_runner(there.shop, there.clock, there.memory, there.tokens)
        answer = runner.handle("U-森", person("森", there.role, locale), Tapped(data, PARAMS))
        check_reply(answer.messages)
        there.seen = answer.messages
        return there


def crawl(locale: str, deepest: int, role: Role = "owner") -> tuple[set[str], int]:
    """The screens that were seen, and how many different buttons were tapped.

    Nothing that is on a card is refused to whom it is shown.
    """
    ahead = deque((Place(role=role), f"go:{name}", 1) for name in RICH_MENU)
    tapped: set[tuple[str, str]] = set()
    screens: set[str] = set()
    while ahead:
        before, data, depth = ahead.popleft()
        here = before.after(data, locale)
        screens.add(here.screen)
        assert here.screen != "refused.role", (before.screen, data)
        assert not here.shop.refusals, (before.screen, data, here.shop.refusals)
        for button in buttons(here.seen) if depth <= deepest else ():
            kind = (here.screen, _without_token(button.data))
            if kind not in tapped:
                tapped.add(kind)
                ahead.append((here, button.data, depth + 1))
    return screens, len(tapped)


@pytest.mark.slow
@pytest.mark.timeout(300)  # on a busy machine
def test_every_screen_can_be_reached_by_tapping() -> None:
    screens, tapped = crawl("ja", deepest=5)
    assert tapped > 250
    assert not {screen.name for screen in FLOWS} - screens - NOT_BY_TAPPING


def test_three_taps_deep_in_english() -> None:
    screens, tapped = crawl("en", deepest=3)
    assert tapped > 100
    assert len(screens) > 25


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_as_somebody_with_fewer_rights(role: Role) -> None:
    screens, tapped = crawl("ja", 3, role)
    assert tapped > 50
    assert "people.member" in screens


def _without_token(data: str) -> str:
    head, *rest = data.split(":")
    return data if head == "go" else ":".join([head, rest[0], *rest[2:]])

"""From home, every button that can be reached is tapped; every answer is a valid reply."""

from collections import deque

import pytest

from admin_flows.ports import Tapped
from admin_flows.screens import FLOWS, RICH_MENU
from bot.clock import FakeClock
from tests.flows.line_rules import check_reply
from tests.flows.phone import Phone, buttons, make_runner, person
from tests.flows.shops import full_shop

# Reached by words, by a code, in an empty shop, or only while somebody else is editing.
NOT_BY_TAPPING = {
    "claim.how",
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
PARAMS = {"time": "22:00", "date": "2026-12-24"}


def walk(path: tuple[str, ...], locale: str) -> Phone:
    """A fresh shop for every path, so that what one path deletes is there for the next."""
    clock = FakeClock()
    phone = Phone(make_runner(full_shop(clock), clock), person("森", locale=locale))
    for data in path:
        clock.tick(5)
        answer = phone.runner.handle("U-森", phone.actor, Tapped(data, PARAMS))
        check_reply(answer.messages)
        phone.last = answer.messages
    return phone


def crawl(locale: str, deepest: int) -> tuple[set[str], int]:
    """The screens that were seen, and how many different buttons were tapped."""
    ahead: deque[tuple[str, ...]] = deque((f"go:{name}",) for name in RICH_MENU)
    tapped: set[tuple[str, str]] = set()
    screens: set[str] = set()
    while ahead:
        path = ahead.popleft()
        phone = walk(path, locale)
        screens.add(phone.screen)
        for button in buttons(phone.last) if len(path) <= deepest else ():
            kind = (phone.screen, _without_token(button.data))
            if kind not in tapped:
                tapped.add(kind)
                ahead.append((*path, button.data))
    return screens, len(tapped)


@pytest.mark.slow
def test_every_screen_can_be_reached_by_tapping() -> None:
    screens, tapped = crawl("ja", deepest=5)
    assert tapped > 250
    assert not {screen.name for screen in FLOWS} - screens - NOT_BY_TAPPING


def test_three_taps_deep_in_english() -> None:
    screens, tapped = crawl("en", deepest=3)
    assert tapped > 100
    assert len(screens) > 25


def _without_token(data: str) -> str:
    head, *rest = data.split(":")
    return data if head == "go" else ":".join([head, rest[0], *rest[2:]])

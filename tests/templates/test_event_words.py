"""Whatever is told of a friend on their card has words."""

from datetime import UTC, datetime
from typing import get_args, get_type_hints
from zoneinfo import ZoneInfo

import pytest

from bot.store.people import ReactionRow
from flex_templates.catalogs import LOCALES
from flex_templates.people_wording import PeopleWording
from flex_templates.views.owner import EventRow
from flex_templates.words import Words

KINDS = {*get_args(get_type_hints(EventRow)["kind"])}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("number", [None, "3"])
def test_every_kind_is_worded(locale: str, number: str | None) -> None:
    words = PeopleWording(Words(locale, ZoneInfo("Asia/Tokyo")))
    at = datetime(2026, 12, 1, tzinfo=UTC)
    for kind in sorted(KINDS):
        assert words.event(EventRow(kind=kind, at=at, scenario="再来店", number=number))


def test_what_friends_did_with_steps_is_among_them() -> None:
    assert set(get_args(get_type_hints(ReactionRow)["kind"])) <= KINDS

"""What a rehearsal asks where a condition names the scenario itself: about its own walk."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.document import parse
from bot.domain.facts import Facts, holds
from bot.domain.own_walk import of_own_walk
from tests.delivery.world import step

FACTS = Facts(
    now=datetime(2026, 12, 1, tzinfo=UTC),
    calendar=Calendar(ZoneInfo("Asia/Tokyo")),
    language="ja",
)

JA = {"attribute": "language", "is": "ja"}


def asked(only: dict[str, Any], name: str = "ご案内") -> Any:
    document = parse(
        {
            "tobiishi": 1,
            "name": "ご案内",
            "start": {"when": "manual"},
            "steps": [step("a", only=only)],
        }
    )
    return of_own_walk(document, name).steps[0].only


@pytest.mark.parametrize(
    ("only", "true"),
    [
        ({"inside": "ご案内"}, True),
        ({"entered": "ご案内"}, True),
        ({"finished": "ご案内"}, False),
        ({"stopped": "ご案内"}, False),
        ({"not": {"entered": "ご案内"}}, False),
        ({"any": [{"finished": "ご案内"}, {"all": [{"inside": "ご案内"}, JA]}]}, True),
    ],
)
def test_who_walks_it_is_inside_and_has_ended_it_never(only: dict[str, Any], true: bool) -> None:
    assert holds(asked(only), FACTS) is true


def test_what_somebody_did_is_asked_of_the_walk() -> None:
    found = asked(
        {"all": [{"tapped": "a", "scenario": "ご案内"}, {"tapped": "x", "scenario": "お礼"}]}
    )
    assert found.model_dump(mode="json", by_alias=True, exclude_defaults=True) == {
        "all": [{"tapped": "a"}, {"tapped": "x", "scenario": "お礼"}]
    }


def test_others_are_asked_as_they_are() -> None:
    only = {"any": [{"inside": "お礼"}, {"not": {"finished": "お礼"}}]}
    assert asked(only).model_dump(mode="json", by_alias=True, exclude_defaults=True) == only

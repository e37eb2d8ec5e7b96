"""The journeys through real processes over HTTP, on SQLite and on PostgreSQL."""

import pytest

from tests.journeys import english_journey, main_journey
from tests.journeys.harness import Installation
from tests.journeys.stage import http_stage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_the_main_journey(installed_on_both: Installation) -> None:
    for _, told in main_journey.tell(http_stage(installed_on_both.plan.page)):
        print(told)


def test_the_story_in_english(installed: Installation) -> None:
    for _, told in english_journey.tell(http_stage(installed.plan.page)):
        print(told)

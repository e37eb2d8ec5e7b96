"""The journeys through real processes over HTTP, on SQLite and on PostgreSQL."""

from tests.journeys import main_journey
from tests.journeys.harness import Installation
from tests.journeys.stage import http_stage


def test_the_main_journey(installed_on_both: Installation) -> None:
    for told in main_journey.tell(http_stage(installed_on_both.plan.page)):
        print(told)

"""The storyboard's script through real processes over HTTP."""

import pytest

from tests.journeys import script_journey
from tests.journeys.harness import Installation
from tests.journeys.stage import http_stage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_the_weekly_lunch_boxes(installed: Installation) -> None:
    for _, told in script_journey.tell(http_stage(installed.plan.page)):
        print(told)

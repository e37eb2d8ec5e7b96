"""The journeys as a person sees them: taps and words on the simulator's page."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.journeys import main_journey
from tests.journeys.browser import HEIGHT, WIDTH, browser_stage
from tests.journeys.harness import Installation

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "three-phones.png"


@pytest.fixture
def page(chromium: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield _page(browser)
        browser.close()


def _page(browser: Browser) -> Page:
    size = ViewportSize(width=WIDTH, height=HEIGHT)
    return browser.new_context(locale="ja-JP", viewport=size).new_page()


def test_the_main_journey(installed: Installation, page: Page) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for told in main_journey.tell(browser_stage(page, installed.plan.page)):
        print(told)
        if os.environ.get("SHOTS"):
            page.screenshot(path=f"{os.environ['SHOTS']}/{told[:20]}.png")
    assert wrong == []

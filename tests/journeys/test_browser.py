"""The journeys as a person sees them: taps and words on the simulator's page."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.journeys import english_journey, main_journey, script_journey
from tests.journeys.browser import HEIGHT, WIDTH, browser_stage
from tests.journeys.harness import Installation
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "images" / "three-phones.png"
STORY = ROOT / "build" / "story"


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
    stage = browser_stage(page, installed.plan.page)
    for act, told in main_journey.tell(stage):
        print(told)
        if act == "look" and os.environ.get("WRITE_IMAGES") == "1":
            _take_picture(page, stage)
    assert wrong == []


def test_the_story_in_english(installed: Installation, page: Page) -> None:
    for _, told in english_journey.tell(browser_stage(page, installed.plan.page, "en")):
        print(told)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_weekly_lunch_boxes(installed: Installation, page: Page) -> None:
    """A picture of the phones after each act lies in build/story."""
    STORY.mkdir(parents=True, exist_ok=True)
    acts = script_journey.tell(browser_stage(page, installed.plan.page))
    for number, (act, told) in enumerate(acts, 1):
        print(told)
        page.screenshot(path=STORY / f"{number:02}-{act}.png", animations="disabled")


def _take_picture(page: Page, stage: Stage) -> None:
    """The README's picture: the owner's steps, the friend's chat, the staff's notice."""
    state = stage.sim.state()
    chats = {one["name"]: one["id"] for one in (*state["users"], *state["groups"])}
    opened = ",".join(chats[name] for name in ("森", "花", "キッチン"))
    browser = page.context.browser
    assert browser
    fine = browser.new_page(
        locale="ja-JP",
        viewport=ViewportSize(width=1250, height=880),
        device_scale_factor=1.5,
    )
    fine.goto(f"{page.url.partition('?')[0]}?lang=ja&open={opened}")
    owner = fine.get_by_role("region", name="森", exact=True)
    owner.get_by_role("button", name="メニューを閉じる").click()
    expect(owner.get_by_text(main_journey.THIRD).last).to_be_visible()
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    fine.screenshot(path=PICTURE, animations="disabled")
    fine.close()

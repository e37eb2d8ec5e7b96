"""A page in a headless Chromium, the simulator behind it, and a bot that only listens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from simulator.testing import SimulatorHandle, start_simulator
from tests.simulator_page.fake_bot import FakeBot
from tests.simulator_page.stage import Stage, set_stage


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """While it is open its event loop counts as running, which no other module could bear."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def bot() -> Iterator[FakeBot]:
    listening = FakeBot()
    yield listening
    listening.stop()


@pytest.fixture(scope="session")
def simulator(bot: FakeBot) -> Iterator[SimulatorHandle]:
    handle = start_simulator(
        webhook=f"{bot.url}/callback", bot=bot.url, account_name="カフェこもれび"
    )
    bot.api, bot.token = handle.url, handle.token
    yield handle
    handle.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="ja-JP", viewport={"width": 1400, "height": 1000})
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def stage(simulator: SimulatorHandle, bot: FakeBot, context: BrowserContext) -> Stage:
    """New people for each test: 森, 佐藤 みなみ and the group スタッフ, on an open page."""
    bot.events.clear()
    return set_stage(simulator.client, simulator.url, bot, context.new_page())

"""A link into LINE asks whose phone it is on, and opens that one with the words in its field."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from simulator.testing import SimulatorHandle
from tests.simulator_page.stage import Stage

pytestmark = pytest.mark.browser


def test_the_words_are_in_the_field_once(stage: Stage, simulator: SimulatorHandle) -> None:
    hana = stage.sim.person("花")
    stage.page.goto(f"{stage.url}/R/oaMessage/{simulator.account.basic_id}/?店頭QRから")
    row = stage.page.locator("form", has_text="花").last
    row.get_by_role("button", name="開く").click()
    field = stage.phone("花").last.get_by_label("メッセージを入力")
    expect(field).to_have_value("店頭QRから")
    assert stage.bot.hears("follow", hana.user)
    stage.phone("花").last.get_by_role("button", name="送信").click()
    assert stage.bot.hears("message", hana.user)["message"]["text"] == "店頭QRから"
    stage.page.reload()
    expect(field).to_have_value("")
    assert stage.errors == []


def test_a_log_in_is_allowed_or_not(stage: Stage, simulator: SimulatorHandle) -> None:
    hana = stage.sim.person("花")
    asked = {
        "response_type": "code",
        "client_id": simulator.account.login_id,
        "redirect_uri": f"{stage.url}/back",
        "state": "s",
        "scope": "openid",
        "bot_prompt": "aggressive",
    }
    for button, told in (("キャンセル", "error"), ("許可する", "code")):
        stage.page.goto(f"{stage.url}/oauth2/v2.1/authorize?{urlencode(asked)}")
        row = stage.page.locator("form", has_text="花").last
        row.get_by_role("button", name=button).click()
        stage.page.wait_for_url("**/back?*")
        assert told in parse_qs(urlsplit(stage.page.url).query)
    assert stage.bot.hears("follow", hana.user)

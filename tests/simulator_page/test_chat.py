"""The chat itself: writing, pictures, changes as they happen, and a server that comes back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from simulator.testing import start_simulator
from tests.simulator_page.fake_bot import FakeBot
from tests.simulator_page.stage import FRIEND, OWNER, STAFF, Stage, png, set_stage

pytestmark = pytest.mark.browser


def says(stage: Stage, name: str, text: str) -> None:
    stage.phone(name).get_by_label("メッセージを入力").fill(text)
    stage.phone(name).get_by_role("button", name="送信").click()


def test_a_written_line_reaches_the_bot_and_its_answer_appears(stage: Stage) -> None:
    says(stage, FRIEND, "こんにちは")
    assert stage.bot.hears("message", stage.ids[FRIEND])["message"]["text"] == "こんにちは"
    stage.bot.pushes(stage.ids[FRIEND], {"type": "text", "text": "いらっしゃいませ"})
    expect(stage.phone(FRIEND).locator(".other .bubble")).to_have_text("いらっしゃいませ")
    expect(stage.phone(FRIEND).locator(".mine .bubble")).to_have_text("こんにちは")


def test_a_new_message_leaves_the_rows_before_it_alone(stage: Stage) -> None:
    stage.bot.pushes(stage.ids[FRIEND], {"type": "text", "text": "一"})
    row = stage.phone(FRIEND).locator(".row").first
    row.evaluate("(node) => { node.dataset.kept = 'yes'; }")
    stage.bot.pushes(stage.ids[FRIEND], {"type": "text", "text": "二"})
    expect(stage.phone(FRIEND).locator(".row")).to_have_count(2)
    expect(row).to_have_attribute("data-kept", "yes")


def test_a_picture_is_sent_and_opens_large(stage: Stage) -> None:
    with stage.page.expect_file_chooser() as chooser:
        stage.button(OWNER, "画像を送る").click()
    chooser.value.set_files({"name": "a.png", "mimeType": "image/png", "buffer": png(640, 480)})
    message = stage.bot.hears("message", stage.ids[OWNER])["message"]
    assert message["type"] == "image"
    stage.button(OWNER, "画像を開く").click()
    large = stage.page.get_by_role("dialog", name="画像").locator("img")
    expect(large).to_have_js_property("naturalWidth", 640)
    stage.page.get_by_role("button", name="閉じる", exact=True).click()
    expect(large).to_be_hidden()


def test_blocking_and_following_are_one_tap(stage: Stage) -> None:
    stage.button(FRIEND, "ブロック").click()
    stage.bot.hears("unfollow", stage.ids[FRIEND])
    expect(stage.phone(FRIEND).get_by_label("メッセージを入力")).to_be_hidden()
    stage.button(FRIEND, "ブロック解除").first.click()
    expect(stage.phone(FRIEND).get_by_label("メッセージを入力")).to_be_visible()


def test_a_new_person_follows_from_a_new_phone(stage: Stage) -> None:
    stage.page.get_by_role("button", name="＋ 人").click()
    dialog = stage.page.get_by_role("dialog", name="人を加える")
    dialog.get_by_label("名前").fill("あおい")
    dialog.get_by_role("button", name="作る").click()
    stage.button("あおい", "友だち追加").last.click()
    expect(stage.phone("あおい").get_by_label("メッセージを入力")).to_be_visible()


def test_the_bot_leaves_and_enters_a_group(stage: Stage) -> None:
    stage.bot.events.remove(stage.bot.hears("join", stage.ids[STAFF]))
    stage.button(STAFF, "ボットを退出").click()
    stage.bot.hears("leave", stage.ids[STAFF])
    stage.button(STAFF, "ボットを招待").click()
    assert stage.bot.hears("join", stage.ids[STAFF])["source"]["type"] == "group"


def test_the_clock_moves_and_says_how_far(stage: Stage) -> None:
    before = stage.sim.now()
    stage.page.get_by_role("button", name="＋1日").click()
    expect(stage.page.locator(".ahead")).to_contain_text("先")
    assert stage.sim.now() - before >= 86_400_000
    stage.bot.due_at = stage.sim.now() + 7_200_000
    stage.page.get_by_role("button", name="次の予定まで").click()
    expect(stage.page.locator(".ahead")).to_contain_text("2時間")
    expect(stage.page.get_by_role("group", name="ボットの時刻")).to_contain_text("Asia/Tokyo")
    stage.sim.reset_clock()


def test_the_owner_code_is_on_the_page_until_it_is_sent(stage: Stage) -> None:
    stage.page.get_by_role("button", name="新しいコード").click()
    code = stage.page.get_by_role("button", name=re.compile("管理者コード 4831-220"))
    expect(code).to_be_visible()
    expect(stage.page.locator("#bar")).to_contain_text("管理者のトークでこのコードを送ってください")
    says(stage, OWNER, code.inner_text())
    expect(code).to_be_hidden()


def test_the_loading_sign_goes_with_the_answer(stage: Stage) -> None:
    stage.bot.call("POST", "/v2/bot/chat/loading/start", {"chatId": stage.ids[FRIEND]})
    sign = stage.phone(FRIEND).get_by_role("img", name="入力中")
    expect(sign).to_be_visible()
    stage.bot.pushes(stage.ids[FRIEND], {"type": "text", "text": "お待たせしました"})
    expect(sign).to_be_hidden()


def test_a_long_chat_shows_its_end_and_its_past_on_demand(stage: Stage) -> None:
    for number in range(60):
        lines = [{"type": "text", "text": f"{number}-{part}"} for part in range(5)]
        stage.bot.pushes(stage.ids[FRIEND], *lines)
    expect(stage.phone(FRIEND).locator(".bubble").last).to_be_in_viewport()
    stage.open()
    expect(stage.phone(FRIEND).locator(".row")).to_have_count(120)
    expect(stage.phone(FRIEND).locator(".bubble").last).to_be_in_viewport()
    stage.button(FRIEND, "前のメッセージを見る").click()
    expect(stage.phone(FRIEND).locator(".row")).to_have_count(240)


def test_a_message_below_is_pointed_at_and_an_answer_to_a_tap_is_shown(stage: Stage) -> None:
    ask = {"type": "button", "action": {"type": "postback", "label": "つづき", "data": "more"}}
    card = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [ask]}}
    stage.bot.pushes_flex(stage.ids[FRIEND], card)
    for number in range(40):
        stage.bot.pushes(stage.ids[FRIEND], {"type": "text", "text": str(number)})
    phone, pointer = stage.phone(FRIEND), stage.button(FRIEND, "新しいメッセージ ↓")
    expect(phone.locator(".bubble").last).to_have_text("39")
    expect(pointer).to_be_hidden()

    phone.locator(".row").first.scroll_into_view_if_needed()
    stage.bot.pushes(stage.ids[FRIEND], {"type": "text", "text": "下にあります"})
    expect(phone.get_by_text("下にあります")).not_to_be_in_viewport()
    pointer.click()
    expect(phone.get_by_text("下にあります")).to_be_in_viewport()
    expect(pointer).to_be_hidden()

    stage.button(FRIEND, "つづき").click()
    stage.bot.pushes(stage.ids[FRIEND], {"type": "text", "text": "つづきです"})
    expect(phone.get_by_text("つづきです")).to_be_in_viewport()


def test_both_languages_have_every_word(stage: Stage) -> None:
    same = stage.page.evaluate(
        """async () => {
          const { ja } = await import("/words_ja.js");
          const { en } = await import("/words_en.js");
          return [Object.keys(ja).sort(), Object.keys(en).sort()];
        }"""
    )
    assert same[0] == same[1]
    stage.page.get_by_role("button", name="English").click()
    expect(stage.page.get_by_role("button", name="To next due")).to_be_visible()


def test_the_page_goes_on_after_the_server_came_back(
    tmp_path: Path, bot: FakeBot, context: BrowserContext
) -> None:
    first = start_simulator(data=tmp_path)
    listening = FakeBot()
    listening.api, listening.token = first.url, first.token
    stage = set_stage(first.client, first.url, listening, context.new_page())
    listening.pushes(stage.ids[FRIEND], {"type": "text", "text": "前"})
    expect(stage.phone(FRIEND).locator(".bubble")).to_have_text(["前"])
    first.stop()
    expect(stage.page.locator(".dot")).to_have_class(re.compile("lost"))
    second = start_simulator(data=tmp_path, port=int(first.url.rsplit(":", 1)[1]))
    expect(stage.page.locator(".dot")).to_have_class(re.compile("live"))
    listening.pushes(stage.ids[FRIEND], {"type": "text", "text": "後"})
    expect(stage.phone(FRIEND).locator(".bubble")).to_have_text(["前", "後"])
    second.stop()
    listening.stop()

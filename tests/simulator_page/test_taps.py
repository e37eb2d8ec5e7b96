"""What a thumb can touch, and what the bot hears of it."""

import pytest
from playwright.sync_api import expect

from tests.simulator_page.fake_bot import Json
from tests.simulator_page.stage import FRIEND, OWNER, STAFF, Stage, png

pytestmark = pytest.mark.browser


def postback(label: str, data: str, **more: str) -> Json:
    return {"type": "postback", "label": label, "data": data, **more}


def button(action: Json) -> Json:
    return {"type": "button", "style": "primary", "color": "#1E6B52", "action": action}


def bubble(*contents: Json) -> Json:
    body = {"type": "box", "layout": "vertical", "contents": list(contents)}
    return {"type": "bubble", "size": "kilo", "body": body}


def test_a_flex_button_sends_its_postback_and_shows_its_text(stage: Stage) -> None:
    action = postback("はじめる", "do:start", displayText="始めます")
    stage.bot.pushes_flex(stage.ids[OWNER], bubble(button(action)))
    stage.button(OWNER, "はじめる").click()
    assert stage.bot.hears("postback", stage.ids[OWNER])["postback"] == {"data": "do:start"}
    expect(stage.phone(OWNER).locator(".mine .bubble")).to_have_text("始めます")
    assert stage.errors == []


def test_the_inner_of_two_actions_wins(stage: Stage) -> None:
    action = postback("内側", "inner", displayText="内")
    inner = {"type": "text", "text": "中", "action": action}
    outer = {"type": "box", "layout": "vertical", "contents": [inner], "paddingAll": "40px"}
    around = postback("外側", "outer", displayText="外")
    stage.bot.pushes_flex(stage.ids[OWNER], bubble({**outer, "action": around}))
    stage.button(OWNER, "内側").click()
    written = stage.phone(OWNER).locator(".mine .bubble")
    expect(written).to_have_text(["内"])
    stage.button(OWNER, "外側").click(position={"x": 5, "y": 5})
    expect(written).to_have_text(["内", "外"])


def test_a_box_without_a_label_is_named_by_its_words_and_obeys_the_keyboard(stage: Stage) -> None:
    words = {"type": "text", "text": "次は 18:00"}
    box = {"type": "box", "layout": "vertical", "contents": [words]}
    stage.bot.pushes_flex(
        stage.ids[OWNER], bubble({**box, "action": {"type": "postback", "data": "go:next"}})
    )
    stage.button(OWNER, "次は 18:00").press("Enter")
    assert stage.bot.hears("postback", stage.ids[OWNER])["postback"]["data"] == "go:next"


def test_quick_replies_show_once_and_send_what_they_say(stage: Stage) -> None:
    items = [
        {"type": "action", "action": {"type": "message", "label": "はい", "text": "はい、送る"}},
        {"type": "action", "action": postback("あとで", "later", displayText="あとで")},
    ]
    stage.bot.pushes(
        stage.ids[FRIEND], {"type": "text", "text": "送りますか", "quickReply": {"items": items}}
    )
    replies = stage.phone(FRIEND).get_by_role("group", name="クイックリプライ")
    replies.get_by_role("button", name="はい").click()
    message = stage.bot.hears("message", stage.ids[FRIEND])["message"]
    assert message["text"] == "はい、送る"
    expect(replies).to_be_hidden()


def test_a_rich_menu_area_is_tapped_by_its_label(stage: Stage) -> None:
    half = {"y": 0, "width": 1250, "height": 843}
    areas = [
        {"bounds": {"x": 0, **half}, "action": postback("クーポン", "go:coupons")},
        {"bounds": {"x": 1250, **half}, "action": postback("配信停止", "do:stop")},
    ]
    link_menu(stage, stage.ids[FRIEND], areas)
    stage.button(FRIEND, "配信停止").click()
    assert stage.bot.hears("postback", stage.ids[FRIEND])["postback"]["data"] == "do:stop"
    stage.button(FRIEND, "メニューを閉じる").click()
    expect(stage.button(FRIEND, "配信停止")).to_be_hidden()
    stage.button(FRIEND, "メニューを開く").click()
    stage.button(FRIEND, "PC表示にする").click()
    expect(stage.button(FRIEND, "クーポン")).to_be_hidden()


def test_a_menu_switches_to_another_one(stage: Stage) -> None:
    whole = {"x": 0, "y": 0, "width": 2500, "height": 843}
    other = make_menu(stage, [{"bounds": whole, "action": postback("もどる", "back")}])
    alias = f"other-{stage.ids[FRIEND][-8:]}"
    stage.bot.call(
        "POST", "/v2/bot/richmenu/alias", {"richMenuAliasId": alias, "richMenuId": other}
    )
    switch = {"type": "richmenuswitch", "label": "管理にもどる", "data": "s"}
    area = {"bounds": whole, "action": {**switch, "richMenuAliasId": alias}}
    link_menu(stage, stage.ids[FRIEND], [area])
    stage.button(FRIEND, "管理にもどる").click()
    expect(stage.button(FRIEND, "もどる")).to_be_visible()
    params = stage.bot.hears("postback", stage.ids[FRIEND])["postback"]["params"]
    assert params == {"newRichMenuAliasId": alias, "status": "SUCCESS"}


def test_a_place_on_an_imagemap_is_tapped(stage: Stage) -> None:
    area = {"x": 0, "y": 0, "width": 520, "height": 1040}
    imagemap = {
        "type": "imagemap",
        "baseUrl": "https://example.com/map",
        "altText": "map",
        "baseSize": {"width": 1040, "height": 1040},
        "actions": [{"type": "message", "label": "左", "text": "左です", "area": area}],
    }
    stage.bot.pushes(stage.ids[FRIEND], imagemap)
    stage.button(FRIEND, "左").click()
    assert stage.bot.hears("message", stage.ids[FRIEND])["message"]["text"] == "左です"


def link_menu(stage: Stage, user: str, areas: list[Json]) -> None:
    stage.bot.call("POST", f"/v2/bot/user/{user}/richmenu/{make_menu(stage, areas)}", {})


def make_menu(stage: Stage, areas: list[Json]) -> str:
    size = {"width": 2500, "height": 843}
    menu = {"size": size, "selected": True, "name": "m", "chatBarText": "メニュー", "areas": areas}
    menu_id: str = stage.bot.call("POST", "/v2/bot/richmenu", menu)["richMenuId"]
    path = f"/v2/bot/richmenu/{menu_id}/content"
    stage.bot.call("POST", path, png(2500, 843), content_type="image/png")
    return menu_id


@pytest.mark.parametrize(
    ("mode", "initial", "chosen"),
    [
        ("date", "2026-12-24", "2026-12-31"),
        ("time", "10:00", "18:30"),
        ("datetime", "2026-12-24t10:00", "2026-12-31T18:30"),
    ],
)
def test_the_picker_starts_at_its_initial_value_and_sends_the_chosen_one(
    stage: Stage, mode: str, initial: str, chosen: str
) -> None:
    picker = {"type": "datetimepicker", "label": "選ぶ", "data": "when", "mode": mode}
    stage.bot.pushes_flex(stage.ids[OWNER], bubble(button({**picker, "initial": initial})))
    stage.button(OWNER, "選ぶ").click()
    dialog = stage.phone(OWNER).get_by_role("dialog", name="選ぶ")
    field = dialog.locator("input")
    expect(field).to_have_value(initial.replace("t", "T"))
    field.fill(chosen)
    dialog.get_by_role("button", name="送信").click()
    heard = stage.bot.hears("postback", stage.ids[OWNER])["postback"]
    assert heard == {"data": "when", "params": {mode: chosen}}


def test_the_picker_refuses_a_date_beyond_its_bounds(stage: Stage) -> None:
    bounds = {"initial": "2026-12-24", "min": "2026-12-20", "max": "2026-12-31"}
    picker = {"type": "datetimepicker", "label": "日", "data": "d", "mode": "date", **bounds}
    stage.bot.pushes_flex(stage.ids[OWNER], bubble(button(picker)))
    stage.button(OWNER, "日").click()
    dialog = stage.phone(OWNER).get_by_role("dialog", name="日")
    dialog.locator("input").fill("2027-01-01")
    dialog.get_by_role("button", name="送信").click()
    expect(dialog).to_be_visible()
    dialog.locator("input").fill("2026-12-31")
    dialog.get_by_role("button", name="送信").click()
    params = stage.bot.hears("postback", stage.ids[OWNER])["postback"]["params"]
    assert params == {"date": "2026-12-31"}


def test_open_keyboard_fills_in_the_text_to_edit(stage: Stage) -> None:
    edit = postback("文を直す", "edit", inputOption="openKeyboard", fillInText="いまの文")
    stage.bot.pushes_flex(stage.ids[OWNER], bubble(button(edit)))
    stage.button(OWNER, "文を直す").click()
    field = stage.phone(OWNER).get_by_label("メッセージを入力")
    expect(field).to_have_value("いまの文")
    expect(field).to_be_focused()


def test_a_confirm_template_and_a_web_link(stage: Stage) -> None:
    link = {"type": "uri", "label": "地図", "uri": f"{stage.url}/icon.svg"}
    template = {"type": "confirm", "text": "よいですか", "actions": [link, postback("はい", "yes")]}
    stage.bot.pushes(stage.ids[FRIEND], {"type": "template", "altText": "?", "template": template})
    with stage.page.context.expect_page() as opened:
        stage.button(FRIEND, "地図").click()
    opened.value.wait_for_url("**/icon.svg")
    stage.button(FRIEND, "はい").click()
    assert stage.bot.hears("postback", stage.ids[FRIEND])["postback"]["data"] == "yes"


def test_in_a_group_the_chosen_member_speaks(stage: Stage) -> None:
    stage.phone(STAFF).get_by_label("話す人").select_option(label=FRIEND)
    stage.phone(STAFF).get_by_label("メッセージを入力").fill("わたしが行きます")
    stage.phone(STAFF).get_by_role("button", name="送信").click()
    event = stage.bot.hears("message", stage.ids[STAFF])
    assert event["source"]["userId"] == stage.ids[FRIEND]
    expect(stage.phone(STAFF).locator(".mine .bubble")).to_have_text("わたしが行きます")

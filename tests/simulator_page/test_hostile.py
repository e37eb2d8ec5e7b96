"""Names, texts and cards are other people's words: shown, never run."""

import pytest
from playwright.sync_api import expect

from tests.simulator_page.stage import FRIEND, OWNER, Stage

pytestmark = pytest.mark.browser

EVIL = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>&amp;"


def assert_unharmed(stage: Stage) -> None:
    assert stage.page.evaluate("window.hacked") is None
    assert stage.page.locator("img[src='x'], #desk script").count() == 0
    assert stage.errors == []


def test_names_and_texts_are_shown_as_written(stage: Stage) -> None:
    stage.sim.change_user(stage.ids[FRIEND], name=EVIL)
    stage.bot.pushes(stage.ids[FRIEND], {"type": "text", "text": EVIL})
    stage.bot.pushes(
        stage.ids[FRIEND], {"type": "text", "text": "?", "sender": {"name": "<b>x</b>"}}
    )
    phone = stage.phone(EVIL)
    expect(phone.locator(".caption .who")).to_have_text(EVIL)
    expect(phone.locator(".other .bubble").first).to_have_text(EVIL)
    expect(phone.locator(".name").last).to_contain_text("<b>x</b>")
    assert_unharmed(stage)


def test_words_and_addresses_in_cards_do_nothing_of_their_own(stage: Stage) -> None:
    contents = [
        {"type": "text", "text": EVIL, "wrap": True, "color": "#1B2420"},
        {"type": "text", "contents": [{"type": "span", "text": EVIL}], "text": EVIL},
        {
            "type": "button",
            "action": {"type": "uri", "label": "押す", "uri": "https://example.com/"},
        },
    ]
    body = {"type": "box", "layout": "vertical", "contents": contents}
    stage.bot.pushes_flex(stage.ids[OWNER], {"type": "bubble", "body": body})
    texts = stage.phone(OWNER).locator(".fx-text")
    expect(texts).to_have_text([EVIL, EVIL])
    assert_unharmed(stage)


BAD_CARD = """async () => {
  const { flex } = await import("/flex.js");
  const action = { type: "uri", label: "x", uri: "javascript:window.hacked=1" };
  const node = flex({ type: "bubble", body: { type: "box", layout: "vertical", contents: [
    { type: "image", url: "javascript:window.hacked=1" },
    { type: "constructor", text: "no such component" },
    { type: "text", text: "t", color: "red;background:url(x)", size: "constructor" },
    { type: "box", layout: "vertical", contents: [], width: "calc(9px)", backgroundColor: "url(x)",
      background: { type: "linearGradient", startColor: "url(x)", endColor: "#ffffff" } },
    { type: "button", action },
  ] } }, () => {});
  document.body.append(node);
  return node.outerHTML;
}"""


def test_what_a_real_line_would_refuse_is_harmless_here(stage: Stage) -> None:
    drawn = stage.page.evaluate(BAD_CARD)
    assert "javascript:" not in drawn
    assert "url(" not in drawn
    assert "calc(" not in drawn
    assert_unharmed(stage)


def test_a_script_address_is_never_opened(stage: Stage) -> None:
    opened = stage.page.evaluate(
        """async () => {
          const { perform } = await import("/actions.js");
          let opened = null;
          window.open = (address) => { opened = address; };
          perform({ pc: false }, { type: "uri", uri: "javascript:window.hacked=1" });
          return opened;
        }"""
    )
    assert opened is None
    assert_unharmed(stage)

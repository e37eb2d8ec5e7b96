"""LINE's box rules, measured: what has which width, height and place in a bubble."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.simulator_page.fake_bot import Json
from tests.simulator_page.stage import Stage

pytestmark = pytest.mark.browser

DRAW = """async (container) => {
  const { flex } = await import("/flex.js");
  const { shrinkToFit } = await import("/flex_text.js");
  const node = flex(container, () => {});
  node.id = "drawn";
  node.style.position = "fixed";
  document.body.append(node);
  shrinkToFit(node);
}"""


def draw(page: Page, *contents: Json, size: str = "mega", layout: str = "vertical") -> None:
    body = {"type": "box", "layout": layout, "contents": list(contents), "paddingAll": "0px"}
    page.evaluate(DRAW, {"type": "bubble", "size": size, "body": body})


def box(*contents: Json, layout: str = "vertical", **look: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents), **look}


def text(words: str, **look: Any) -> Json:
    return {"type": "text", "text": words, **look}


def rect(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(f"#drawn {selector}").first.bounding_box()
    assert found is not None
    sides = {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}
    return {name: round(value, 1) for name, value in sides.items()}


@pytest.mark.parametrize(
    ("size", "width"), [("nano", 120), ("micro", 160), ("kilo", 260), ("mega", 300), ("giga", 376)]
)
def test_a_bubble_is_as_wide_as_its_size(stage: Stage, size: str, width: int) -> None:
    draw(stage.page, text("a"), size=size)
    assert stage.page.locator("#drawn").bounding_box()["width"] == width  # type: ignore[index]


def test_children_of_a_row_share_it_and_flex_zero_keeps_its_own_width(stage: Stage) -> None:
    left, right = box(height="10px"), box(height="10px", flex=2)
    fixed = box(width="40px", height="10px", flex=0)
    draw(stage.page, box(left, right, fixed, layout="horizontal", spacing="md"))
    row = "> .fx-body > .fx-box > .fx-box"
    widths = [rect(stage.page, f"{row}:nth-child({n})")["width"] for n in (1, 2, 3)]
    assert widths == [81.3, 162.7, 40]  # 300 - 40 - 2 gaps of 8, as 1 : 2


def test_margin_goes_before_spacing_and_a_bar_takes_its_percent(stage: Stage) -> None:
    bar = box(
        box(width="62.4%", height="8px", flex=0), layout="horizontal", height="8px", margin="lg"
    )
    draw(stage.page, box(box(height="10px"), bar, spacing="xs"))
    first = rect(stage.page, "> .fx-body > .fx-box > .fx-box:nth-child(1)")
    track = rect(stage.page, "> .fx-body > .fx-box > .fx-box:nth-child(2)")
    part = rect(stage.page, ".fx-lay-horizontal > .fx-box")
    assert track["y"] - first["y"] == 10 + 12
    assert part["width"] == pytest.approx(187.2, abs=0.2)


def test_a_line_in_a_rail_grows_to_the_height_of_its_row(stage: Stage) -> None:
    stone = box(width="20px", height="20px", flex=0)
    rail = box(stone, box(width="2px", flex=1, margin="2px"), width="20px", flex=0)
    title = box(text("題"), height="60px", flex=1)
    draw(stage.page, box({**rail, "alignItems": "center"}, title, layout="horizontal"))
    line = rect(stage.page, ".fx-lay-horizontal > .fx-box:nth-child(1) > .fx-box:nth-child(2)")
    assert (line["width"], line["height"]) == (2, 38)


def test_one_line_ends_in_dots_and_wrapped_text_stops_at_max_lines(stage: Stage) -> None:
    long = "とても長い文" * 20
    draw(stage.page, text(long, size="sm"), text(long, size="sm", wrap=True, maxLines=2))
    single = rect(stage.page, ".fx-text:nth-child(1)")
    wrapped = rect(stage.page, ".fx-text:nth-child(2)")
    assert (single["width"], single["height"]) == (300, 19.6)
    assert wrapped["height"] == 39.2


def test_a_label_that_is_too_long_gets_smaller(stage: Stage) -> None:
    action = {"type": "postback", "label": "とても長いボタンの名前です", "data": "x"}
    button = {"type": "button", "action": action, "adjustMode": "shrink-to-fit", "height": "sm"}
    draw(stage.page, box(button, box(), box(), layout="horizontal"))
    label = stage.page.locator("#drawn .fx-label")
    size = label.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert 4 < size < 16
    assert rect(stage.page, ".fx-button")["height"] == 40


def test_absolute_boxes_take_no_room(stage: Stage) -> None:
    badge = box(width="30px", height="20px", position="absolute", offsetTop="5px", offsetEnd="10px")
    draw(stage.page, box(badge, box(height="50px")))
    outer = rect(stage.page, "> .fx-body > .fx-box")
    placed = rect(stage.page, "> .fx-body > .fx-box > .fx-box")
    assert outer["height"] == 50
    assert outer["x"] + outer["width"] - placed["x"] - placed["width"] == 10
    assert placed["y"] - outer["y"] == 5

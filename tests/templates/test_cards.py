"""What every sample of every view must be, in every language."""

from collections.abc import Callable
from typing import Any

import pytest
import regex
from linebot.v3.messaging import FlexContainer

from flex_templates.views.parts import OwnerView
from flex_templates.views.samples import SAMPLES
from tests.templates.cards import CARDS, Card, actions, bubbles, contents, parts, size, texts

# LINE takes 30 KB a bubble and 50 a carousel. Thai needs most: six bytes a letter.
BOARD, ONE_THING, SHORT, CAROUSEL = 22 * 1024, 12 * 1024, 4608, 36 * 1024
BUDGETS = {"giga": BOARD, "mega": ONE_THING, "kilo": SHORT}
GLYPHS = "●Ⅱ◆▲×■□✓◎＋›‹"


CHECKS: list[Callable[[Card], None]] = []


def of_every_card(check: Callable[[Card], None]) -> Callable[[Card], None]:
    CHECKS.append(check)
    return check


def lost(before: Any, after: Any, path: str = "") -> list[str]:
    """Places where the second has not what the first has."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            hole
            for key, value in before.items()
            for hole in (
                lost(value, after[key], f"{path}.{key}") if key in after else [f"{path}.{key}"]
            )
        ]
    if isinstance(before, list) and isinstance(after, list):
        short = [path] if len(before) != len(after) else []
        pairs = enumerate(zip(before, after, strict=False))
        return short + [hole for n, (a, b) in pairs for hole in lost(a, b, f"{path}[{n}]")]
    return [] if before == after else [f"{path}: {before!r} != {after!r}"]


@of_every_card
def the_sdk_reads_all_of_it(card: Card) -> None:
    for container in contents(card.render()):
        read = FlexContainer.from_dict(container)
        assert read is not None
        assert lost(container, read.to_dict()) == []


@of_every_card
def it_keeps_its_budget(card: Card) -> None:
    for container in contents(card.render()):
        for bubble in bubbles(container):
            assert size(bubble) <= BUDGETS[bubble["size"]]
        assert size(container) <= CAROUSEL
        assert len(bubbles(container)) <= 12


@of_every_card
def bubbles_of_a_carousel_share_one_size(card: Card) -> None:
    for container in contents(card.render()):
        assert len({bubble["size"] for bubble in bubbles(container)}) == 1


@of_every_card
def messages_are_what_line_takes(card: Card) -> None:
    messages = card.render()
    assert 1 <= len(messages) <= 5
    for message in messages:
        if message["type"] == "text":
            assert 1 <= len(message["text"].encode("utf-16-le")) // 2 <= 5000
        else:
            assert set(message) - {"quickReply"} == {"type", "altText", "contents"}
    assert not any("quickReply" in message for message in messages[:-1])


@of_every_card
def the_alt_text_says_it_in_words(card: Card) -> None:
    for message in card.render():
        if message["type"] == "flex":
            alt = message["altText"]
            assert 0 < len(alt.encode("utf-16-le")) // 2 <= 100
            assert "\n" not in alt
            assert "  " not in alt
            owned = alt.replace("×", "") if getattr(card.view, "problem", None) else alt
            assert not set(owned) & set(GLYPHS)


@of_every_card
def one_green_button_at_most(card: Card) -> None:
    for container in contents(card.render()):
        for bubble in bubbles(container):
            assert [part.get("style") for part in parts(bubble)].count("primary") <= 1


@of_every_card
def actions_keep_lines_limits(card: Card) -> None:
    for action in actions(card.render()):
        assert len(action.get("data", "")) <= 300
        assert len(action.get("displayText", "")) <= 300
        assert len(action.get("fillInText", "")) <= 300
        assert len(action.get("clipboardText", "")) <= 1000
        assert action["label"]


@of_every_card
def labels_are_short(card: Card) -> None:
    for message in card.render():
        quick = message.get("quickReply", {"items": []})["items"]
        assert len(quick) <= 13
        assert all(len(item["action"]["label"]) <= 20 for item in quick)
        for action in actions(message.get("contents", {})):
            assert len(regex.findall(r"\X", action["label"])) <= 40


@of_every_card
def acts_show_what_was_chosen_and_looks_do_not(card: Card) -> None:
    for container in contents(card.render()):
        for action in actions(container):
            if action["type"] != "postback" or "fillInText" in action or "inputOption" in action:
                continue
            assert ("displayText" in action) == action["data"].startswith("do:")


@of_every_card
def no_text_is_empty_and_no_colour_is_left_to_line(card: Card) -> None:
    for container in contents(card.render()):
        assert all(texts(container))
        for part in parts(container):
            if part.get("type") in {"text", "button", "separator"}:
                assert part["color"].startswith("#")
        for bubble in bubbles(container):
            for block in ("header", "body", "footer"):
                assert bubble.get(block, {"backgroundColor": "#"})["backgroundColor"]


@of_every_card
def blocks_and_boxes_hold_something(card: Card) -> None:
    """An empty box is a stone, a line or a bar; an empty block would be refused."""
    for container in contents(card.render()):
        for bubble in bubbles(container):
            assert all(
                bubble[name]["contents"] for name in ("header", "body", "footer") if name in bubble
            )


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_card(check: Callable[[Card], None]) -> None:
    """Thousands of tests of a millisecond would spend their time on being tests."""
    wrong = {str(card): said for card in CARDS if (said := _objection(check, card))}
    assert not wrong


def _objection(check: Callable[[Card], None], card: Card) -> str | None:
    try:
        check(card)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def test_friends_hear_the_shop_and_not_us() -> None:
    """The mark is three stones; a friend's card has none, nor a word of the owner's side."""
    for card in CARDS:
        if card.view.template.startswith("friend/"):
            said = card.render()
            assert not any(part.get("width") == "22px" for part in parts(said))
            for word in ("シナリオ", "Tobiishi", "scenario", "ステップ"):
                assert not any(word in text.lower() for text in texts(said))


def test_owners_and_staff_see_the_mark() -> None:
    bare = {"owner/friend.card", "owner/scenario.list"}
    for card in CARDS:
        if not card.view.template.startswith("friend/") and card.view.template not in bare:
            for container in contents(card.render()):
                assert any(part.get("width") == "22px" for part in parts(container))


def test_friends_texts_grow_with_the_readers_setting() -> None:
    for card in CARDS:
        if card.view.template.startswith("friend/"):
            for part in parts(contents(card.render())):
                if part.get("type") == "text" and part.get("wrap"):
                    assert part["scaling"] is True


def test_every_owner_card_tells_its_problem() -> None:
    from dataclasses import replace

    from flex_templates.render import render
    from flex_templates.views.parts import Notice

    for samples in SAMPLES.values():
        view = next(iter(samples.values()))
        if isinstance(view, OwnerView):
            told = render(replace(view, problem=Notice("info", "undone")), locale="en")
            assert any("Undone." in said for said in texts(told)), view.template

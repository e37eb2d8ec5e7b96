"""Cards made of what an event brought along: what it may hold, and what friends get of it."""

from typing import Any

import pytest

from bot.domain.carried import data_of
from bot.domain.document import parse
from bot.domain.each_cards import with_each
from bot.domain.errors import DocumentError, Refused
from bot.domain.messages import Look, filled, line_messages, step_is_personal
from simulator.validation.messages import check_messages
from tests.domain.test_check import CALENDAR

ORDERED = {"when": "api", "event": "注文", "carries": {"items": "list", "sum": "number"}}
EGG = {
    "title": "玉子焼き",
    "text": "ふわふわ",
    "image": "https://shop.example/egg.jpg",
    "link": "https://shop.example/卵",
}


def message(**cards: Any) -> dict[str, Any]:
    return {"cards": {"each": "walk.items", **cards}, "alt": "ご注文の品"}


def read(items: Any) -> Any:
    return data_of({"items": items}, {"items": "list"}, CALENDAR)["items"]


def sent(items: list[Any], sends: dict[str, Any] | None = None) -> dict[str, Any]:
    scenario = parse(
        {"name": "x", "start": ORDERED, "steps": [{"id": "a", "send": [sends or message()]}]}
    )
    [step] = scenario.steps
    assert step_is_personal(step)
    look = Look("ja", str, track=lambda _: "{{ link.1 }}")
    values = {"friend.name": "花", "link.1": "https://shop.example/l/x"}
    [made] = filled(line_messages(step.says, look), values, {"walk.items": read(items)})
    check_messages([made], 1)
    return made


def cards(made: dict[str, Any]) -> list[dict[str, Any]]:
    bubbles: list[dict[str, Any]] = made["contents"]["contents"]
    return bubbles


def words(bubble: dict[str, Any]) -> list[str]:
    return [part["text"] for part in bubble["body"]["contents"]]


def actions(bubble: dict[str, Any]) -> list[dict[str, Any]]:
    return [part["action"] for part in bubble.get("footer", {}).get("contents", [])]


def test_a_card_for_each() -> None:
    made = sent([EGG, {**EGG, "label": "買う"}], message(button="見る"))
    assert [words(card) for card in cards(made)] == [["玉子焼き", "ふわふわ"]] * 2
    egg, labelled = (action for card in cards(made) for action in actions(card))
    assert egg == {"type": "uri", "label": "見る", "uri": "https://shop.example/%E5%8D%B5"}
    assert labelled["label"] == "買う"
    assert [card["hero"]["url"] for card in cards(made)] == [EGG["image"]] * 2


def test_words_alone_are_titles_and_pictures_stand_on_all_or_none() -> None:
    made = sent(["唐揚げ", EGG])
    assert [words(card)[0] for card in cards(made)] == ["唐揚げ", "玉子焼き"]
    assert not any("hero" in card for card in cards(made))
    assert [actions(card) for card in cards(made)] == [[], []], "nothing says what to write on it"


def test_no_more_than_so_many_and_the_last_button() -> None:
    more = {"label": "一覧", "link": "https://shop.example/all"}
    made = sent([f"{n}番" for n in range(20)], {**message(at_most=3), "more": more})
    *shown, last = cards(made)
    assert [words(card) for card in shown] == [["0番"], ["1番"], ["2番"]]
    assert [action["uri"] for action in actions(last)] == ["https://shop.example/l/x"]


def test_who_carries_none_gets_the_words() -> None:
    assert sent([]) == {"type": "text", "text": "ご注文の品"}
    [look] = filled([{"type": "flex", "altText": "a", "contents": {"type": "bubble"}}], {})
    assert look["type"] == "flex"


def test_nothing_in_an_item_is_read_as_a_variable() -> None:
    title = '{{ friend.name }}{名前}"\\ {{ walk.items }}'
    made = sent([{"title": title}])
    assert words(cards(made)[0]) == [title]


@pytest.mark.parametrize("long", ["あ", "😀", "👨‍👩‍👧‍👦", "ที่", "a\u0301\u0301\u0301"])
def test_the_longest_ones_fit_a_carousel(long: str) -> None:
    def most(limit: int) -> str:
        units = len(long.encode("utf-16-le")) // 2
        return long * min(limit, 4 * limit // units)

    item = {**EGG, "title": most(40), "text": most(120), "label": most(40)}
    assert len(cards(sent([{**item, "link": "https://a.example/" + "a" * 980}] * 9))) == 9


@pytest.mark.parametrize(
    ("item", "code", "place", "values"),
    [
        ({}, "missing", "title", {}),
        ({"title": " "}, "empty", "title", {}),
        ({"title": "あ" * 41}, "too_long", "title", {"limit": 40, "actual": 41}),
        ({"title": "a" + "\u0301" * 400}, "too_long", "title", {"limit": 160, "actual": 401}),
        ({"title": "a", "text": "あ" * 121}, "too_long", "text", {"limit": 120, "actual": 121}),
        ({"title": "a", "label": "あ" * 41}, "too_long", "label", {"limit": 40, "actual": 41}),
        ({"title": "a", "image": "egg.jpg"}, "not_an_address", "image", {}),
        ({"title": "a", "link": "javascript:x"}, "bad_link", "link", {}),
        ({"title": "a", "link": "https://" + "a" * 1000}, "too_long", "link", {"limit": 1000}),
        ({"title": "a", "price": 3}, "unknown_key", "price", {}),
        ({"title": 3}, "wrong_type", "title", {}),
    ],
)
def test_what_an_item_may_not_hold(
    item: dict[str, Any], code: str, place: str, values: dict[str, int]
) -> None:
    with pytest.raises(Refused) as caught:
        read(["x", item])
    problem = caught.value.problem
    assert (problem.code, problem.place) == (code, f"data.items[1].{place}")
    assert values.items() <= problem.values.items()
    assert problem.text


@pytest.mark.parametrize("items", ["x", 3, {}, [["x"]], [""], ["あ" * 101], ["x"] * 21])
def test_what_is_no_list(items: Any) -> None:
    with pytest.raises(Refused):
        read(items)


@pytest.mark.parametrize(
    ("sends", "code"),
    [
        (message(each="items"), "bad_list"),
        (message(each="walk.It ems"), "bad_carried"),
        (message(at_most=10), "out_of_range"),
        (message(button="あ" * 41), "too_long"),
        (message(of=1), "unknown_key"),
        ({"cards": {"each": "walk.items"}}, "missing"),
        ({**message(), "alt": "あ" * 1501}, "too_long"),
    ],
)
def test_what_the_scenario_may_not_say(sends: dict[str, Any], code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse({"name": "x", "start": ORDERED, "steps": [{"id": "a", "send": [sends]}]})
    [problem] = caught.value.problems
    assert problem.code == code


@pytest.mark.parametrize(
    ("each", "code"), [("walk.sum", "no_list"), ("walk.orders", "not_carried")]
)
def test_the_list_has_to_come_with_the_event(each: str, code: str) -> None:
    sends = {"cards": {"each": each}, "alt": "a"}
    with pytest.raises(DocumentError) as caught:
        parse({"name": "x", "start": ORDERED, "steps": [{"id": "a", "send": [sends]}]})
    [problem] = caught.value.problems
    assert (problem.code, problem.place) == (code, "steps[0].send")
    assert with_each({"type": "text"}, {}) == {"type": "text"}

"""LINE's limits, where a document is read: at the limit it is taken, one more is refused, with the
place, the limit and the actual size, counted as LINE counts.
"""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.document import parse
from bot.domain.errors import DocumentError

APPLE = "🍎"
FAMILY = "👨‍👩‍👧‍👦"
LINK = "https://a.example/"
ELEVEN = "abcdefghijk"
WALK = {"when": "api", "event": "e", "carries": {"items": "list"}}
Make = Callable[[Any], dict[str, Any]]


def rich(**parts: Any) -> dict[str, Any]:
    return {"rich": "photo-1", "alt": "a", "areas": [{"label": "a", "link": LINK}], **parts}


def area(**parts: Any) -> dict[str, Any]:
    return rich(areas=[{"label": "a", **parts}])


def buttons(**parts: Any) -> dict[str, Any]:
    return {"text": "a", "buttons": [{"label": "a", "link": LINK, **parts}]}


def cards(**parts: Any) -> dict[str, Any]:
    return {"cards": [{"title": "a", **parts}]}


def each(**parts: Any) -> dict[str, Any]:
    return {"cards": {"each": "walk.items", **parts}, "alt": "a"}


def place(**parts: Any) -> dict[str, Any]:
    return {"location": {"title": "a", "address": "a", "latitude": 1, "longitude": 1, **parts}}


def film(**parts: Any) -> dict[str, Any]:
    return {"rich_video": "v", "alt": "a", "end": {"label": "a", "link": LINK, **parts}}


UNITS: list[tuple[str, Make, int]] = [
    ("text", lambda s: {"text": s}, 5_000),
    ("location.title", lambda s: place(title=s), 100),
    ("location.address", lambda s: place(address=s), 100),
    ("alt", lambda s: rich(alt=s), 1_500),
    ("alt", lambda s: {"rich_video": "v", "alt": s}, 1_500),
    ("alt", lambda s: {**cards(), "alt": s}, 1_500),
    ("alt", lambda s: {**each(), "alt": s}, 1_500),
    ("areas[0].label", lambda s: area(label=s, link=LINK), 100),
    ("areas[0].say", lambda s: area(say=s), 400),
    ("end", lambda s: film(label=s), 30),
]
GRAPHEMES: list[tuple[str, Make, int]] = [
    ("buttons[0].label", lambda s: buttons(label=s), 40),
    ("cards[0].title", lambda s: cards(title=s), 40),
    ("cards[0].button.label", lambda s: cards(button={"label": s, "link": LINK}), 40),
    ("more.label", lambda s: {**cards(), "more": {"label": s, "link": LINK}}, 40),
    ("cards.button", lambda s: each(button=s), 40),
    ("cards[0].text", lambda s: cards(text=s), 120),
]
LENGTHS: list[tuple[str, Make, int]] = [
    ("buttons[0].link", lambda s: buttons(link=LINK + s[len(LINK) :]), 1_000),
    ("areas[0].link", lambda s: area(link=LINK + s[len(LINK) :]), 1_000),
    ("end.link", lambda s: film(link=LINK + s[len(LINK) :]), 1_000),
    ("image", lambda s: {"image": LINK + s[len(LINK) :]}, 2_000),
    ("video", lambda s: {"video": LINK + s[len(LINK) :], "preview": LINK + "p"}, 2_000),
    ("preview", lambda s: {"video": LINK + "v", "preview": LINK + s[len(LINK) :]}, 2_000),
    ("audio", lambda s: {"audio": LINK + s[len(LINK) :], "seconds": 1}, 2_000),
    (
        "cards[0].button.link",
        lambda s: cards(button={"label": "a", "link": LINK + s[len(LINK) :]}),
        1_000,
    ),
    (
        "more.link",
        lambda s: {**cards(), "more": {"label": "a", "link": LINK + s[len(LINK) :]}},
        1_000,
    ),
    ("cards[0].image", lambda s: cards(image=LINK + s[len(LINK) :]), 2_000),
]
NUMBERS: list[tuple[str, Make, int]] = [
    ("buttons", lambda n: {"text": "a", "buttons": buttons()["buttons"] * n}, 6),
    ("areas", lambda n: rich(areas=[{"label": "a", "link": LINK}] * n), 6),
    ("cards", lambda n: {"cards": [{"title": "a"}] * n}, 9),
    ("text", lambda n: {"text": EMOJI * n}, 20),
]
EMOJI = '{{ emoji("5ac1bfd5040ab15980c9b435", "001") }}'


def taken(message: dict[str, Any], **more: Any) -> None:
    parse({"name": "x", "start": WALK, "steps": [{"id": "s", "send": [message]}], **more})


def refused(message: dict[str, Any], **more: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(DocumentError) as caught:
        taken(message, **more)
    [problem] = caught.value.problems
    assert problem.text
    return problem.place.removeprefix("steps[0].send[0]."), dict(problem.values)


def says(values: dict[str, Any], limit: int, actual: int) -> bool:
    return (values["limit"], values["actual"]) == (limit, actual)


@pytest.mark.parametrize(("where", "make", "limit"), UNITS)
def test_in_utf16_units(where: str, make: Make, limit: int) -> None:
    taken(make(APPLE * (limit // 2)))
    found, values = refused(make(APPLE * (limit // 2) + "a"))
    assert found == where
    assert says(values, limit, limit + 1), values


@pytest.mark.parametrize(("where", "make", "limit"), GRAPHEMES)
@pytest.mark.parametrize("one", ["あ", APPLE, FAMILY, "ที่"])
def test_in_graphemes(where: str, make: Make, limit: int, one: str) -> None:
    taken(make(one * limit))
    found, values = refused(make(one * (limit + 1)))
    assert found == where
    assert says(values, limit, limit + 1), values


@pytest.mark.parametrize(("where", "make", "limit"), LENGTHS)
def test_addresses(where: str, make: Make, limit: int) -> None:
    taken(make("a" * limit))
    found, values = refused(make("a" * (limit + 1)))
    assert found == where
    assert says(values, limit, limit + 1), values


@pytest.mark.parametrize(("where", "make", "limit"), NUMBERS)
def test_so_many_of_them(where: str, make: Make, limit: int) -> None:
    taken(make(limit))
    found, values = refused(make(limit + 1))
    assert found == where
    assert says(values, limit, limit + 1), values


def test_five_messages_a_step_and_the_senders_name() -> None:
    with pytest.raises(DocumentError) as caught:
        parse({"name": "x", "steps": [{"id": "s", "send": [{"text": "a"}] * 6}]})
    [problem] = caught.value.problems
    assert (problem.place, says(dict(problem.values), 5, 6)) == ("steps[0].send", True)
    taken({"text": "a"}, sender={"name": APPLE * 10})
    where, values = refused({"text": "a"}, sender={"name": APPLE * 10 + "a"})
    assert (where, says(values, 20, 21)) == ("sender.name", True)


@pytest.mark.parametrize("name", ["a" * 61, "with space", "日本"])
def test_a_tracking_name_is_short_and_plain(name: str) -> None:
    where, _ = refused({"video": "v1", "track": name})
    assert where == "track"


def test_choices_of_a_question() -> None:
    """Their data name version, step and choice: the id of the step is what is long in them."""
    with pytest.raises(DocumentError) as caught:
        parse(
            {
                "name": "x",
                "steps": [{"id": "s", "ask": {"text": "?", "choices": list(ELEVEN)}}],
            }
        )
    [problem] = caught.value.problems
    assert (problem.place, says(dict(problem.values), 10, 11)) == ("steps[0].ask.choices", True)


@pytest.mark.parametrize("one", ["あ", APPLE, "ที่"])
def test_words_above_buttons(one: str) -> None:
    """They stand on a card, which LINE measures as a whole."""
    taken({**buttons(), "text": one * 500})
    where, values = refused({**buttons(), "text": one * 501})
    assert (where, says(values, 500, 501)) == ("text", True)

"""What people write comes out as it was, and breaks nothing."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from linebot.v3.messaging import FlexContainer

from flex_templates.catalogs import LOCALES
from flex_templates.environment import loads, to_json
from flex_templates.render import render
from flex_templates.views import owner
from flex_templates.views.parts import View
from flex_templates.views.samples import SAMPLES
from tests.templates.cards import contents, size, texts

HOSTILE = {
    "quotes": "a\"b'c\\d",
    "lines": "a\nb\r\nc",
    "jinja": "{{ 7*7 }}{% raw %}{# x #}",
    "placeholder": "{name} {n} %(x)s $& $1",
    "json": '"},]}, {"type": "text", "text": "x',
    "html": "<b>&amp;</b>",
    "thai": "ร้านอาหารบ้านสวนค่ะ",
    "emoji": "👨‍👩‍👧‍👦🇯🇵👍🏽",
    "bidi": "\u202eabc\u2066",
    "spaces": "\u3000あ\u00a0い ",
}


def with_text(view: Any, text: str) -> Any:
    """The view with everything people write replaced."""
    hints = get_type_hints(type(view), include_extras=True)
    return replace(
        view,
        **{
            field.name: _replaced(getattr(view, field.name), hints[field.name], text)
            for field in fields(view)
        },
    )


def _replaced(value: Any, hint: Any, text: str) -> Any:
    if isinstance(value, str):
        return text if _is_written(hint) and value else value
    if isinstance(value, tuple):
        inner = (get_args(hint) or (None,))[0]
        return tuple(_replaced(item, inner, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return with_text(value, text)
    return value


def _is_written(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        return "written" in get_args(hint)
    return get_origin(hint) in (Union, UnionType) and any(map(_is_written, get_args(hint)))


def views() -> Iterator[tuple[str, View]]:
    for samples in SAMPLES.values():
        yield from ((f"{type(view).__name__} {name}", view) for name, view in samples.items())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_breaks_a_card(text: str) -> None:
    for (name, view), locale in zip(views(), cycle(LOCALES), strict=False):
        for container in contents(render(with_text(view, text), locale=locale)):
            assert FlexContainer.from_dict(container) is not None, name


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_texts_survive_as_they_are(text: str) -> None:
    name = render(owner.ScenarioRename(id="1", name=text), locale="ja")
    assert text in texts(name)
    found = render(owner.ScenarioExport(id="1", name="x", yaml=text), locale="ja")
    assert "".join(message["text"] for message in found if message["type"] == "text") == text


def test_names_of_forty_of_the_widest_letters_still_fit() -> None:
    for name, view in views():
        for container in contents(render(with_text(view, "👨‍👩‍👧‍👦" * 40), locale="ja")):
            limit = 50_000 if container["type"] == "carousel" else 30_000
            assert size(container) < limit, name


@pytest.mark.parametrize("value", [*HOSTILE.values(), 1, None, True, ["a]", {"b": "}"}]])
def test_values_are_json(value: Any) -> None:
    assert json.loads(to_json(value)) == value
    assert loads(f'{{"x": [{to_json(value)}, ], }}') == {"x": [value]}


def test_commas_inside_texts_are_not_ours() -> None:
    assert loads(f'{{"x": {to_json("a, ]")},}}') == {"x": "a, ]"}

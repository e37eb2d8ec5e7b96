"""Scenario files that somebody, or some program, has spoilt."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from bot.domain.document import dump
from bot.domain.templates import templates
from bot.domain.yaml import dump_yaml
from tests.domain import strategies

SHIPPED = [one.scenario("ja") for one in templates()]
FILES = [dump_yaml(scenario) for scenario in SHIPPED]
PLAIN = [dump(scenario) for scenario in SHIPPED]


def nested(depth: int) -> Any:
    value: Any = "x"
    for level in range(depth):
        value = [value] if level % 2 else {"all": value}
    return value


# fmt: off
JUNK = st.one_of(
    st.sampled_from([
        None, "", " ", "0", "-1", "9" * 30, "1e400", "nan", "inf", "-0", "0x1F", "1_000", "１２",
        "٣", "2026-02-30", "0000-00-00", "9999-12-31T23:59", "24:00", "10:00-10:00", "23:59-00:00",
        "\u2028", "\x7f", "\ufeff", "{{", "{{ friend.name }}", "{% raw %}", "🎂" * 40, "a" * 6_000,
        "null", "~", "start", "previous", "true", "mon", "last",
        [], {}, [[]], [{}], {"": ""}, [None], {"a": None}, ["x"] * 300,
        dict.fromkeys(range(60), "x"), {"all": []}, nested(14), nested(48), nested(60),
        {"days": "99999999999"}, {"days": "1", "hours": "1"}, {"before": "x", "after": "x"},
    ]),
    st.text(max_size=12),
)
PIECES = st.sampled_from([
    "\n", "  ", "- ", ": ", "[", "]", "{", "}", "&a ", "*a", "'", '"', "|\n", ">-\n", "? ", "~",
    "---\n", "...\n", "#", "\t", "!!int ", "<<: ", '"\\UFFFFFFFF"', "\x00", "\ud800", "\x85",
    "%YAML 9\n", "!x ", "@", "`", "9" * 40,
])
# fmt: on


@st.composite
def spoilt_text(draw: st.DrawFn) -> str:
    """A shipped file with some of it cut out, doubled or overwritten."""
    text = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        cut = text[start : start + draw(st.integers(0, 80))]
        put = draw(st.sampled_from(["", cut * 2]) | PIECES)
        text = text[:start] + put + text[start + len(cut) :]
    return text


@st.composite
def spoilt_plain(draw: st.DrawFn) -> str:
    """A whole scenario with parts taken out, put elsewhere, or replaced by something else."""
    found = draw(st.sampled_from(PLAIN) | strategies.scenarios().map(dump))
    plain = deepcopy(found)
    for _ in range(draw(st.integers(1, 3))):
        _spoil(draw, plain)
    return json.dumps(plain, ensure_ascii=False, indent=1)


def _spoil(draw: st.DrawFn, plain: Any) -> None:
    holder, key = _some_place(draw, plain)
    match draw(st.sampled_from(["replace", "replace", "delete", "rename", "wrap", "move"])):
        case "delete":
            del holder[key]
        case "rename" if isinstance(holder, dict):
            holder[draw(st.text(max_size=6))] = holder.pop(key)
        case "wrap":
            holder[key] = [holder[key]] * draw(st.integers(1, 3))
        case "move":
            other, place = _some_place(draw, plain)
            holder[key] = deepcopy(other[place])
        case _:
            holder[key] = deepcopy(draw(JUNK))


def _some_place(draw: st.DrawFn, plain: Any) -> tuple[Any, Any]:
    found = _places(plain)
    return found[draw(st.integers(0, len(found) - 1))]


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Everything in it, by what holds it and under which key."""
    pairs = dict(enumerate(value)) if isinstance(value, list) else value
    inside = list(pairs.items()) if isinstance(pairs, dict) else []
    deeper = [place for _, item in inside for place in _places(item)]
    return [*((value, key) for key, _ in inside), *deeper]

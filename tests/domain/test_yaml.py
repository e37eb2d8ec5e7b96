import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.document import After, Keyword, OnDate, Scenario, Step, Text, Window, parse
from bot.domain.errors import DocumentError, Problem
from bot.domain.yaml import dump_yaml, load_yaml
from tests.domain import strategies

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DocumentError) as caught:
        load_yaml(text)
    return caught.value.problems


def only(text: str) -> Problem:
    found = problems(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("word", ["?0", "-", "{a}", "a, b", "a]", "null", "#", "a: b", "*a"])
def test_words_that_look_like_yaml_are_quoted(word: str) -> None:
    texts = (Text(text=word),)
    start = (Keyword(exact=(word,)),)
    scenario = Scenario(name=f"{word}x", start=start, steps=(Step(id="a", send=texts),))
    assert load_yaml(dump_yaml(scenario)) == scenario


@given(strategies.scenarios())
def test_what_is_written_is_read_again(scenario: Scenario) -> None:
    assert load_yaml(dump_yaml(scenario)) == scenario


@given(strategies.scenarios())
def test_what_is_written_is_written_the_same_again(scenario: Scenario) -> None:
    text = dump_yaml(scenario)
    assert dump_yaml(load_yaml(text)) == text


def test_unquoted_values_stay_text() -> None:
    scenario = load_yaml(
        """
name: no
public_title: 2026-12-01
start: {when: keyword, exact: [yes, 10:00, 007, null-like]}
steps:
  - id: a
    title: on
    wait: {days: 3, at: 10:00}
    send: [{text: yes}, {text: 1.50}, {text: 0x1F}, {text: {no: norsk, en: off}}]
  - id: b
    wait: {date: 2026-12-24, at: 9:00-10:30}
"""
    )
    assert (scenario.name, scenario.public_title) == ("no", "2026-12-01")
    assert scenario.start == (Keyword(exact=("yes", "10:00", "007", "null-like")),)
    first, second = scenario.steps
    assert first.title == "on"
    assert first.wait == After(days=3, at=Window.from_text("10:00"))
    assert [message.text for message in first.send if isinstance(message, Text)] == [
        "yes",
        "1.50",
        "0x1F",
        {"no": "norsk", "en": "off"},
    ]
    assert isinstance(second.wait, OnDate)
    assert second.wait.date.isoformat() == "2026-12-24"


def test_a_version_1_1_file_means_the_same() -> None:
    assert load_yaml("%YAML 1.1\n---\nname: no\n").name == "no"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_whole(path: Path) -> None:
    scenario = load_yaml(path.read_text())
    assert scenario.start
    assert all(step.send for step in scenario.steps)
    assert load_yaml(dump_yaml(scenario)) == scenario


def test_it_reads_well() -> None:
    scenario = parse(
        {
            "name": "再来店のご案内",
            "start": {"when": "friend_added"},
            "steps": [
                {"id": "welcome", "send": [{"text": "{{ friend.name }}さん、\nようこそ！"}]},
                {
                    "id": "coupon",
                    "wait": {"days": 3, "at": "10:00-12:00", "only_on": ["mon", "tue"]},
                    "send": [{"text": "クーポンをどうぞ"}, {"image": "photo-1"}],
                    "receipt": ["sent"],
                },
            ],
        }
    )
    assert (
        dump_yaml(scenario)
        == """\
tobiishi: 1
name: 再来店のご案内
start: {when: friend_added}
steps:
  - id: welcome
    wait: 0
    send:
      - text: |-
          {{ friend.name }}さん、
          ようこそ！
  - id: coupon
    wait: {days: 3, at: "10:00-12:00", only_on: [mon, tue]}
    send:
      - text: クーポンをどうぞ
      - image: photo-1
    receipt: [sent]
"""
    )


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("name: x\nname: y\n", "duplicate_key", 2),
        ("name: x\nsteps:\n  - id: a\n    wait: 0\n    id: b\n", "duplicate_key", 5),
        ("name: x\nsteps:\n  - id: a\n    wait: {days: 400}\n", "wait_too_long", 4),
        ("name: x\nsteps:\n  - id: a\n\n    use:\n      - when: x\n", "wrong_type", 5),
        ("name: x\n# a comment\nstpes: []\n", "unknown_key", 3),
        ("name: x\nsteps:\n  - wait: 0\n", "missing", 3),
        ("name: x\nsteps:\n  - id: a\n    send: [\n      {text: ''}]\n", "empty", 5),
        ("name: x\nstart:\n  when: keyward\n", "unknown_value", 3),
        ("name: [x\n", "yaml_syntax", 2),
        ("name: 'x\n", "yaml_syntax", 2),
        ("name: x\n\tsteps: []\n", "yaml_syntax", 2),
        ("? [a]\n: 3\n", "yaml_syntax", 1),
        ("name: x\n---\nname: y\n", "yaml_syntax", 2),
        ("name: x\nsteps: *nothing\n", "yaml_syntax", 2),
        ("steps: &a [*a]\n", "yaml_syntax", 1),
        ("", "wrong_type", 1),
        ("- a\n", "wrong_type", 1),
        ("name: \x00\n", "yaml_syntax", 1),
        ("name: \ud800\n", "yaml_syntax", 1),
    ],
)
def test_mistakes_come_with_their_line(text: str, code: str, line: int) -> None:
    problem = only(text)
    assert (problem.code, problem.values["line"]) == (code, line)
    assert f"line {line}" in problem.text.lower()


def test_merge_keys_are_not_part_of_the_format() -> None:
    assert only("name: x\n<<: {reentry: always}\n").code == "unknown_key"


def test_anchors_may_save_typing() -> None:
    scenario = load_yaml(
        "name: x\nsteps:\n  - {id: a, wait: &w {days: 1}}\n  - {id: b, wait: *w}\n"
    )
    assert scenario.steps[1].wait == After(days=1)


def test_aliases_cannot_blow_a_small_file_up() -> None:
    lines = ["l0: &l0 [a, b, c, d, e, f, g, h, i]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert quickly("\n".join(lines)).code == "too_many_parts"


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "[{a: "])
def test_depth_is_bounded(opening: str) -> None:
    assert quickly(opening * 15_000).code in {"too_deep", "yaml_syntax"}


def test_a_file_that_is_too_big_is_not_even_read() -> None:
    problem = quickly("#" * 131_073)
    assert (problem.code, problem.values["limit"]) == ("document_too_big", 131_072)


def test_many_parts_are_refused() -> None:
    assert quickly("a: [" + "b," * 60_000 + "]").code == "too_many_parts"


def quickly(text: str) -> Problem:
    began = time.monotonic()
    problem = only(text)
    assert time.monotonic() - began < 60  # not minutes, also on a busy machine
    return problem


@given(st.text(max_size=300))
def test_any_text_is_a_scenario_or_a_document_error(text: str) -> None:
    found = told(load_yaml, text)
    assert all("line" in problem.values and problem.text for problem in found)


# fmt: off
PIECES = [
    "name: x\n", "steps:\n", "  - id: a\n", "    wait: ", "{days: 3}", "\n", "[", "]", "{", "}",
    "&a ", "*a", "!!int ", "!x ", "? ", ": ", "- ", "'", '"', "|\n", ">-\n", "%YAML 1.2\n", "~",
    "---\n", "...\n", "#", "\t", "\\", '"\\UFFFFFFFF"', '"\\ud800"', "<<: ", "10:00", "start: ",
    "when: keyword", "text: ", "send: ", "%TAG ! x\n", "!!binary x", "\x85", "%YAML 9\n",
]
# fmt: on


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_anything_like_yaml_is_a_scenario_or_a_document_error(text: str) -> None:
    found = told(load_yaml, text)
    assert all("line" in problem.values and problem.text for problem in found)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["name", "start", "when", "steps", "id", "wait", "days", "at", "send",
                         "text", "image", "active", "from", "late", "weekday", "date", "x"]),
        inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(json)
def test_any_data_is_a_scenario_or_a_document_error(raw: object) -> None:
    assert all(problem.text for problem in told(parse, raw))


@given(json, json, json)
def test_any_data_in_the_right_places(wait: object, send: object, start: object) -> None:
    steps = [{"id": "a", "wait": wait, "send": send}]
    assert all(p.text for p in told(parse, {"name": "x", "start": start, "steps": steps}))


def told(read: Callable[[Any], Scenario], raw: Any) -> tuple[Problem, ...]:
    try:
        read(raw)
    except DocumentError as error:
        return error.problems
    return ()

"""Whatever a file holds, it is a scenario, or it is refused with the place and the line."""

import json
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.check import CODES, check
from bot.domain.document import PART_KEYS
from bot.domain.errors import DocumentError
from bot.domain.finding import Others
from bot.domain.quiet import Quiet
from bot.domain.walk import Walk
from bot.domain.yaml import dump_yaml, load_yaml
from tests.domain.mutants import spoilt_plain, spoilt_text

CALENDAR = Calendar(ZoneInfo("Asia/Tokyo"), Quiet(time(21), time(8)))


def read(text: str) -> None:
    """What is taken can be written again, looked through and walked; nothing else is raised."""
    try:
        scenario = load_yaml(text)
    except DocumentError as error:
        _is_told(error, text)
        return
    assert load_yaml(dump_yaml(scenario)) == scenario
    assert {found.code for found in check(scenario, CALENDAR, "店", Others())} <= CODES
    if scenario.steps:
        assert Walk(scenario).left(0) >= 0


def _is_told(error: DocumentError, text: str) -> None:
    assert error.problems
    lines = text.count("\n") + text.count("\r") + sum(map(text.count, "\x85\u2028\u2029")) + 1
    for problem in error.problems:
        assert 0 < len(problem.text) < 1_000
        assert 1 <= int(problem.values.get("line", 1)) <= lines + 1
        if problem.code != "document_too_big":
            assert "line" in problem.values


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    read(data.decode("utf-8", errors="replace"))
    read(data.decode("latin-1"))


@settings(max_examples=60)
@given(spoilt_text())
def test_a_file_with_holes(text: str) -> None:
    read(text)


@settings(max_examples=60)
@given(spoilt_plain())
def test_a_document_with_the_wrong_parts(text: str) -> None:
    read(text)


WRONG: tuple[Any, ...] = ([], [[]], [None], {}, {"": ""}, [{"a": None}], "", "9" * 30, None)


@pytest.mark.parametrize("key", [*PART_KEYS[""], *PART_KEYS["steps"]])
def test_every_part_may_be_anything(key: str) -> None:
    step = {"id": "a", "wait": {"days": "1", "at": "10:00"}, "send": [{"text": "x"}]}
    for wrong in WRONG:
        inside = key in PART_KEYS["steps"]
        steps = [{**step, key: wrong}] if inside else [step]
        whole = {"name": "x", "start": {"when": "friend_added"}, "steps": steps}
        read(json.dumps(whole if inside else {**whole, key: wrong}))

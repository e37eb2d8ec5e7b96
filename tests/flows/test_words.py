"""Every line a card may carry has a sentence, with all the values the sentence asks for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import admin_flows
from flex_templates.notice_sentences import SENTENCES

FOLDER = Path(admin_flows.__file__).parent
CALLS = {"Notice": 1, "Problem": 0, "_back_with": 1}
"""Where in a call its code stands."""


def codes() -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = CALLS.get(node.func.id, len(node.args))
                for argument in node.args[place : place + 1]:
                    yield from ((path.name, word) for word in _strings(argument))


def _strings(node: ast.expr) -> list[str]:
    found = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [
        one.value for one in found if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]


@pytest.mark.parametrize(("file", "code"), sorted(set(codes())))
def test_every_code_has_a_sentence(file: str, code: str) -> None:
    assert code in SENTENCES


def test_codes_are_found() -> None:
    assert len(set(codes())) > 25

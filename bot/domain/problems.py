"""From the validator's errors to problems a person can act on."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.errors import TEMPLATES, Problem, Values

Path = tuple[str | int, ...]


Keys = Mapping[str, Sequence[str]]
"""The keys that each kind of part knows, by the last name on the way to it."""


def problems_of(error: ValidationError, raw: Any, keys: Keys) -> tuple[Problem, ...]:
    details = error.errors(include_url=False)
    return _without_echoes([_problem(detail, raw, keys) for detail in details])


def _without_echoes(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """A misspelt key is one problem, not also the lack of the right one."""
    meant = {
        problem.place.removesuffix(str(problem.values["key"])) + str(problem.values["near"])
        for problem in problems
        if problem.code == "unknown_key"
    }
    return tuple(
        problem for problem in problems if problem.code != "missing" or problem.place not in meant
    )


def _problem(detail: ErrorDetails, raw: Any, keys: Keys) -> Problem:
    path = path_of(detail["loc"])
    if detail["type"] == "extra_forbidden":
        code, values = _unknown_key(detail["loc"], keys)
    else:
        code, values = _reason(detail, str(path[-1]) if path else "")
    where = str(values.get("place", "")) or place(path)
    return Problem(code, where, {**values, **_step_of(path, raw)})


def path_of(loc: tuple[str | int, ...]) -> Path:
    """Without the names of the forms a part can take, which are tagged <so>."""
    return tuple(part for part in loc if not (isinstance(part, str) and part.startswith("<")))


def place(path: Path) -> str:
    """steps[2].wait.days"""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def _reason(detail: ErrorDetails, last: str) -> tuple[str, Values]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in TEMPLATES and kind not in _READERS:
        return kind, context
    return _READERS.get(kind, _wrong_type)(detail, last)


def _unknown_key(loc: Path, keys: Keys) -> tuple[str, Values]:
    *above, key = (part for part in loc if isinstance(part, str))
    known = keys.get(above[-1] if above else "", ())
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"Possible are {', '.join(known)}."
    return "unknown_key", {"key": key[:40], "near": near[0] if near else "", "hint": hint}


def _missing(detail: ErrorDetails, last: str) -> tuple[str, Values]:
    return "missing", {"key": detail.get("ctx", {}).get("key", last)}


def _unknown_value(detail: ErrorDetails, _: str) -> tuple[str, Values]:
    allowed = str(detail.get("ctx", {}).get("expected", "")).replace("'", "")
    return "unknown_value", {"value": str(detail["input"])[:40], "allowed": allowed}


def _bad_text(_: ErrorDetails, __: str) -> tuple[str, Values]:
    return "bad_text", {}


def _wrong_type(detail: ErrorDetails, _: str) -> tuple[str, Values]:
    expected = _EXPECTED.get(detail["type"].partition("_")[0], "another kind of value")
    return "wrong_type", {"expected": expected, "actual": _shown(detail["input"])}


_READERS: Mapping[str, Callable[[ErrorDetails, str], tuple[str, Values]]] = {
    "missing": _missing,
    "literal_error": _unknown_value,
    "string_unicode": _bad_text,
}
_EXPECTED = {
    "string": "a text",
    "int": "a whole number",
    "bool": "true or false",
    "tuple": "a list",
    "model": "“key: value” lines",
    "dict": "“key: value” lines",
}


def _shown(value: Any) -> str:
    match value:
        case Mapping():
            return "“key: value” lines"
        case list() | tuple():
            return "a list"
        case None:
            return "nothing"
    return f"“{str(value)[:40]}”"


def _step_of(path: Path, raw: Any) -> Values:
    """The id of the innermost step around the place."""
    value, inner, found = raw, "", dict[str, str]()
    for part in path:
        value = _within(value, part)
        if inner == "steps" and isinstance(value, Mapping):
            step_id = value.get("id")
            found = {"step": step_id[:40]} if isinstance(step_id, str) else {}
        inner = str(part)
    return found


def _within(value: Any, part: str | int) -> Any:
    match value, part:
        case Mapping(), str():
            return value.get(part)
        case ((list() | tuple()), int()):
            return value[part] if part < len(value) else None
        case _, 0:  # a list of one may be written without the list
            return value
    return None

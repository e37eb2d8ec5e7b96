"""The API described for people: one plain page, made from what it tells programs of itself."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.api_words import JAPANESE

Json = dict[str, Any]
LANGUAGES = ("ja", "en")
_SHOWN = {"friend": "customer:C-7", "label": "商品A購入", "scenario": "ご案内", "key": "1042"}


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    needed: bool


@dataclass(frozen=True)
class Operation:
    """`parameters`: name and what it is."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    curl: str
    answer: str

    @property
    def anchor(self) -> str:
        return f"{self.method}{self.path}".translate(str.maketrans("/{}", "---")).lower()


def page(described: Json, language: str) -> str:
    language = language if language in LANGUAGES else LANGUAGES[0]
    words = JAPANESE if language == "ja" else {}
    return (
        _pages()
        .get_template("api.html.j2")
        .render(
            language=language,
            others=[other for other in LANGUAGES if other != language],
            base=described["servers"][0]["url"],
            operations=tuple(_operations(described)),
            errors=_errors(described),
            say=lambda text: words.get(text, text),
        )
    )


@lru_cache
def _pages() -> Environment:
    folder = Path(__file__).parent / "pages"
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def _operations(described: Json) -> Iterator[Operation]:
    base = described["servers"][0]["url"]
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
            answer = told["responses"]["200"]["content"]["application/json"]["example"]
            yield Operation(
                method=method.upper(),
                path=path,
                summary=told["summary"],
                parameters=tuple(
                    (one["name"], one["description"])
                    for one in told["parameters"]
                    if one["in"] == "path"
                ),
                fields=tuple(_fields(content.get("schema", {}))),
                curl=_curl(method.upper(), base + path, content.get("example")),
                answer=json.dumps(answer, ensure_ascii=False, indent=1),
            )


def _fields(schema: Json) -> Iterator[Field]:
    needed = schema.get("required", [])
    for name, told in schema.get("properties", {}).items():
        yield Field(name, str(told.get("type", "")), name in needed)


def _curl(method: str, address: str, body: Json | None) -> str:
    for name, value in _SHOWN.items():
        address = address.replace(f"{{{name}}}", quote(value, safe=":"))
    lines = [f"curl -X {method} '{address}'", '-H "Authorization: Bearer $TOKEN"']
    if body is not None:
        written = json.dumps(body, ensure_ascii=False)
        lines += ['-H "Content-Type: application/json"', f"-d '{written}'"]
    return " \\\n  ".join(lines)


def _errors(described: Json) -> dict[str, str]:
    """What every operation may answer, beside that it was done."""
    first = next(iter(next(iter(described["paths"].values())).values()))
    return {code: one["description"] for code, one in first["responses"].items() if code != "200"}

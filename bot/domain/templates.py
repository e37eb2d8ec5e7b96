"""Ready scenarios to begin with, in every language their texts are written in.

A template's file is a whole scenario with Japanese names and all texts. In another language its
names are those of the index, and friends who read none of the languages get that one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bot.domain.document import Scenario, parse
from bot.domain.languages import closest
from bot.domain.yaml_reader import Reader

LANGUAGES = ("ja", "en", "zh-TW", "th")
_FOLDER = resources.files("bot") / "scenario_templates"
_WRITTEN_IN = LANGUAGES[0]

ByLanguage = Mapping[str, str]


@dataclass(frozen=True)
class Template:
    """`title`: the new scenario's name; `about`: what it does, in a line; `audience`: for whom it
    is; `words`: what the file calls in Japanese, in the other languages.
    """

    name: str
    title: ByLanguage
    about: ByLanguage
    audience: ByLanguage
    words: Mapping[str, ByLanguage]

    def scenario(self, lang: str) -> Scenario:
        return _scenario(self.name, language_for(lang))


def language_for(lang: str) -> str:
    """Of those there are, theirs or its nearest; else English."""
    return closest(LANGUAGES, lang) or "en"


@cache
def templates() -> tuple[Template, ...]:
    """In the order they are offered."""
    return tuple(
        Template(row["name"], row["title"], row["about"], row["for"], row["words"])
        for row in _read("index")
    )


def template(name: str) -> Template | None:
    return next((each for each in templates() if each.name == name), None)


@cache
def _scenario(name: str, language: str) -> Scenario:
    found = template(name)
    if found is None:
        raise LookupError(name)
    named = {found.title[_WRITTEN_IN]: found.title, **found.words}
    words = {word: others.get(language, word) for word, others in named.items()}
    return parse(_said(_read(name), words, language))


def _said(value: Any, words: Mapping[str, str], language: str) -> Any:
    """The same, with its names in the language; what friends read begins with it."""
    match value:
        case dict() if set(LANGUAGES) <= value.keys():
            return {language: value[language], **value}
        case dict():
            return {words.get(k, k): _said(each, words, language) for k, each in value.items()}
        case list():
            return [_said(each, words, language) for each in value]
        case str():
            return words.get(value, value)
    return value


def _read(name: str) -> Any:
    return Reader().read((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))

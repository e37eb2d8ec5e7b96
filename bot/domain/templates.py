"""Ready scenarios to begin with, in every language their texts are written in.

A template's file is a whole scenario with Japanese names and all texts. In another language its
names are those of the index, and friends who read none of the languages get that one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from bot.domain.document import Scenario, parse
from bot.domain.languages import closest
from bot.domain.yaml_reader import Reader

LANGUAGES = ("ja", "en", "zh-TW", "th")
_FOLDER = resources.files("bot") / "scenario_templates"
_WRITTEN_IN = LANGUAGES[0]

ByLanguage = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """What a shop has to say before the template is its own. `sample` is what stands in the file:
    words, an address, or a time of day, which is a window of an hour.
    """

    kind: Literal["text", "link", "hour"]
    asks: ByLanguage
    sample: ByLanguage


@dataclass(frozen=True)
class SampleCoupon:
    """What the scenario's coupon is made from, unless the shop has one of that name."""

    name: str
    title: str
    benefit: str
    days: int


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
    questions: tuple[Question, ...] = ()
    gives: Mapping[str, Any] | None = None

    def scenario(self, lang: str, answers: Sequence[str] = ()) -> Scenario:
        """`answers`: to the first questions; "" keeps the sample."""
        language = language_for(lang)
        if not any(answers):
            return _scenario(self.name, language)
        return _made(self, language, tuple(zip(self.questions, answers, strict=False)))

    def coupons(self, lang: str, answers: Sequence[str] = ()) -> tuple[SampleCoupon, ...]:
        """The first question is what a coupon gives."""
        if self.gives is None:
            return ()
        language, name = language_for(lang), self.gives["name"]
        benefit = next(iter(answers), "") or self.questions[0].sample[language]
        title, days = self.gives["title"][language], self.gives["days"]
        return (SampleCoupon(self.called(language).get(name, name), title, benefit, int(days)),)

    def called(self, language: str) -> dict[str, str]:
        """What the file calls in Japanese, in that language."""
        named = {self.title[_WRITTEN_IN]: self.title, **self.words}
        return {word: others.get(language, word) for word, others in named.items()}


Answered = tuple[tuple[Question, str], ...]


def language_for(lang: str) -> str:
    """Of those there are, theirs or its nearest; else English."""
    return closest(LANGUAGES, lang) or "en"


@cache
def templates() -> tuple[Template, ...]:
    """In the order they are offered."""
    return tuple(
        Template(
            row["name"],
            row["title"],
            row["about"],
            row["for"],
            row["words"],
            tuple(_question(one) for one in row["questions"]),
            row.get("coupon"),
        )
        for row in _read("index")
    )


def template(name: str) -> Template | None:
    return next((each for each in templates() if each.name == name), None)


def _question(row: Any) -> Question:
    sample = row["sample"]
    same = dict.fromkeys(LANGUAGES, sample)
    return Question(row["kind"], row["asks"], sample if isinstance(sample, dict) else same)


@cache
def _scenario(name: str, language: str) -> Scenario:
    found = template(name)
    if found is None:
        raise LookupError(name)
    return _made(found, language, ())


def _made(one: Template, language: str, answered: Answered) -> Scenario:
    written = _with_answers(_read(one.name), tuple(pair for pair in answered if pair[1]))
    return parse(_said(written, one.called(language), language))


def _with_answers(value: Any, answered: Answered) -> Any:
    match value:
        case dict():
            return {k: _in_language(k, each, answered) for k, each in value.items()}
        case list():
            return [_with_answers(each, answered) for each in value]
    return value


def _in_language(key: str, value: Any, answered: Answered) -> Any:
    if not isinstance(value, str):
        return _with_answers(value, answered)
    for question, answer in answered:
        if question.kind == "hour":
            value = answer if (key, value) == ("at", question.sample[_WRITTEN_IN]) else value
        elif key in LANGUAGES:
            value = value.replace(question.sample[key], answer)
    return value


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

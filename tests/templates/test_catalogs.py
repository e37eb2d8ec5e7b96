"""Every sentence exists in every language, and none that nobody says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from flex_templates.catalogs import FOLDER, LOCALES, closest
from flex_templates.findings import SENTENCES as FINDINGS
from flex_templates.help import HELP
from flex_templates.locales.update import in_use, read
from flex_templates.notice_sentences import ALIASES, SENTENCES
from flex_templates.text import names_in
from flex_templates.views.samples import SAMPLES

USED = in_use()


def ids(catalog: object) -> set[object]:
    return {message.id for message in catalog if message.id}  # type: ignore[attr-defined]


def forms(message: Message) -> list[tuple[str, str]]:
    """Pairs of sentence and translation."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return [(message.id[-1], str(string)) for string in strings]


@pytest.mark.parametrize("locale", LOCALES)
def test_all_sentences_are_there_and_no_others(locale: str) -> None:
    assert ids(read(locale)) == ids(USED)


@pytest.mark.parametrize("locale", LOCALES)
def test_all_are_translated(locale: str) -> None:
    missing = [m.id for m in read(locale) if m.id and not all(text for _, text in forms(m))]
    fuzzy = [m.id for m in read(locale) if m.id and m.fuzzy]
    assert (missing, fuzzy) == ([], [])


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_use_the_same_values(locale: str) -> None:
    """A plural may leave its number out; nothing else may be left out or added."""
    for message in read(locale):
        for sentence, translation in forms(message) if message.id else []:
            assert names_in(translation) <= names_in(sentence), sentence
            assert names_in(sentence) - names_in(translation) <= {"n"}, sentence


@pytest.mark.parametrize("locale", LOCALES)
def test_the_word_for_a_name_is_understood_in_a_text(locale: str) -> None:
    """An owner is told to write {name}, in their own words."""
    content = pytest.importorskip("bot.domain.content")
    word = {m.id: m.string for m in read(locale)}["name"]
    assert content.variables(content.from_owner(f"{{{word}}}", locale)) == {"friend.name"}


def test_a_sentence_is_counted_or_not() -> None:
    counted = {message.id[0] for message in USED if isinstance(message.id, tuple)}
    plain = {message.id for message in USED if isinstance(message.id, str)}
    assert not counted & plain


def test_each_catalog_is_a_language_we_offer() -> None:
    assert {path.stem for path in FOLDER.glob("*.po")} == set(LOCALES)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("en_US", "en"),
        ("th-TH", "th"),
        ("zh-Hant", "zh-TW"),
        ("zh_TW", "zh-TW"),
        ("ko", "en"),
        ("", "en"),
    ],
)
def test_the_closest_language_is_taken(asked: str, given: str) -> None:
    assert closest(asked) == given


def codes_in(folder: str) -> Iterator[str]:
    root = Path(__file__).parents[2]
    for path in (root / folder).rglob("*.py"):
        text = path.read_text("utf-8")
        yield from re.findall(r'Notice\(\s*"(?:error|info)",\s*"(\w+)"', text)


def test_every_line_the_flows_say_is_worded() -> None:
    unknown = {code for code in codes_in("admin_flows") if code not in {*SENTENCES, *ALIASES}}
    assert unknown == set()


def test_every_problem_of_the_domain_is_worded() -> None:
    errors = pytest.importorskip("bot.domain.errors")
    assert set(errors.TEMPLATES) - set(SENTENCES) == set()


def test_every_finding_of_the_check_is_worded() -> None:
    check = pytest.importorskip("bot.domain.check")
    assert set(check.CODES) - set(FINDINGS) == set()


def test_every_area_has_its_help() -> None:
    assert {getattr(view, "help", "home") for view in SAMPLES} <= set(HELP)

"""The questions that are offered can be asked and understood in every language."""

import pytest

from bot.domain.asking import Ask, ages_in
from bot.domain.attributes import gender
from flex_templates.asking_wording import AskingWords
from flex_templates.catalogs import LOCALES
from flex_templates.words import Words
from tests.templates.test_words import TOKYO


@pytest.mark.parametrize("locale", LOCALES)
def test_age_groups_are_read_as_they_are_meant(locale: str) -> None:
    words = AskingWords(Words(locale, TOKYO))
    choices = words.ages((25, 45))
    assert [ages_in(choice) for choice in choices] == [(0, 24), (25, 44), (45, None)]
    assert Ask(text=words.asked("age"), choices=choices, into="age").choices == choices


@pytest.mark.parametrize("locale", LOCALES)
def test_genders_are_known(locale: str) -> None:
    words = AskingWords(Words(locale, TOKYO))
    known = [gender(word) for word in words.genders()]
    assert known == ["female", "male", "other"]
    assert Ask(text=words.asked("gender"), choices=words.genders(), into="gender").choices

"""The shipped templates: whole, in every language, and as an owner would want to find them."""

import re
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.domain import limits
from bot.domain.calendar import Calendar
from bot.domain.check import check
from bot.domain.coupons import OwnCoupon
from bot.domain.document import Scenario, Text
from bot.domain.finding import Others
from bot.domain.quiet import Quiet
from bot.domain.templates import LANGUAGES, Template, language_for, template, templates
from bot.domain.text import graphemes
from bot.domain.yaml import dump_yaml, load_yaml

CALENDAR = Calendar(ZoneInfo("Asia/Tokyo"), Quiet(time(21), time(8)))
KANA = re.compile("[ぁ-んァ-ヶ]")

each_template = pytest.mark.parametrize("one", templates(), ids=lambda one: one.name)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def texts_of(scenario: Scenario) -> list[dict[str, str]]:
    messages = [message for step in scenario.all_steps for message in step.send]
    return [m.text for m in messages if isinstance(m, Text) and isinstance(m.text, dict)]


def names_of(scenario: Scenario) -> str:
    """All but what friends are sent."""
    return "\n".join(
        line for line in dump_yaml(scenario).splitlines() if not re.match(r" {8,}", line)
    )


def test_there_are_eight_and_no_two_alike() -> None:
    assert len(templates()) >= 8
    for lang in LANGUAGES:
        assert len({one.title[lang] for one in templates()}) == len(templates())


@each_template
@each_language
def test_nothing_has_to_be_mended(one: Template, lang: str) -> None:
    """But for the addresses, which are the shop's own."""
    found = check(one.scenario(lang), CALENDAR, "ひだまり弁当", Others())
    assert {finding.code for finding in found} <= {"sample_link"}


@each_template
@each_language
def test_it_goes_through_yaml_unchanged(one: Template, lang: str) -> None:
    made = one.scenario(lang)
    assert load_yaml(dump_yaml(made)) == made


@each_template
@each_language
def test_every_name_is_in_the_language_and_the_texts_in_all(one: Template, lang: str) -> None:
    made = one.scenario(lang)
    assert (made.name, bool(made.public_title)) == (one.title[lang], True)
    assert lang == "ja" or not KANA.findall(names_of(made))
    found = texts_of(made)
    sends = [message for step in made.all_steps for message in step.send]
    assert len(found) == sum(not isinstance(message, OwnCoupon) for message in sends)
    assert all(set(text) == set(LANGUAGES) for text in found)
    assert all(next(iter(text)) == lang for text in found), "who reads none of them gets this one"
    assert not KANA.findall("".join(text for by in found for lg, text in by.items() if lg != "ja"))


@each_template
@each_language
def test_its_words_fit_a_card(one: Template, lang: str) -> None:
    said = (one.title[lang], one.audience[lang], one.about[lang])
    sizes = [len(graphemes(text)) for text in said]
    assert sizes[0] <= limits.NAME_GRAPHEMES
    assert max(sizes) <= 60


@each_template
def test_in_every_language_it_is_the_same_scenario(one: Template) -> None:
    shapes = {
        tuple((step.id, str(step.wait.model_dump(exclude={"before", "after"}))) for step in steps)
        for steps in (one.scenario(lang).all_steps for lang in LANGUAGES)
    }
    assert len(shapes) == 1


@pytest.mark.parametrize(
    ("lang", "found"), [("zh-Hant", "zh-TW"), ("th-TH", "th"), ("ja", "ja"), ("de", "en")]
)
def test_the_nearest_language_is_taken(lang: str, found: str) -> None:
    assert language_for(lang) == found


def test_a_name_nobody_has_heard_of() -> None:
    assert template("no-such") is None


@each_template
@each_language
def test_it_asks_for_what_really_stands_in_it(one: Template, lang: str) -> None:
    """At most five short questions; answered, no sample is left, in any language."""
    answers = {"text": "粗品", "link": "https://shop.example/x", "hour": "10:00-11:00"}
    assert 1 <= len(one.questions) <= 5
    assert all(len(graphemes(question.asks[lang])) <= 40 for question in one.questions)
    given = [answers[question.kind] for question in one.questions]
    before, after = one.scenario(lang), one.scenario(lang, given)
    assert before != after or [question.kind for question in one.questions] == ["text"]
    written = dump_yaml(after)
    assert "example.com" not in written
    for question in one.questions:
        if question.kind != "hour":
            assert not any(sample in written for sample in question.sample.values())
            assert answers[question.kind] in written or one.coupons(lang)
    assert not check(after, CALENDAR, "ひだまり弁当", Others())


@each_template
@each_language
def test_its_coupon_is_made_from_the_sample_or_the_answer(one: Template, lang: str) -> None:
    named = {m.coupon for step in one.scenario(lang).all_steps for m in step.send
             if isinstance(m, OwnCoupon)}  # fmt: skip
    assert {coupon.name for coupon in one.coupons(lang)} == named
    for coupon in one.coupons(lang):
        assert coupon.benefit == one.questions[0].sample[lang]
    assert [coupon.benefit for coupon in one.coupons(lang, ["粗品"])] == ["粗品"] * len(named)


def test_an_answer_that_is_kept_changes_nothing() -> None:
    one = template("revisit-coupon")
    assert one is not None
    assert one.scenario("ja", ["", "", ""]) == one.scenario("ja")

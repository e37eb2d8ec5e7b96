"""Any condition in words."""

import pytest
from hypothesis import given

from admin_flows.shared.rules import rule_part
from bot.domain.conditions import Condition
from bot.domain.rules import flat, loaded, rule_of
from flex_templates.catalogs import LOCALES
from flex_templates.rule_wording import RuleWording
from flex_templates.wording import Wording
from flex_templates.words import Words
from tests.domain.condition_strategies import conditions
from tests.templates.test_words import TOKYO

SAYING = {}
for _locale in LOCALES:
    _words = Words(_locale, TOKYO)
    SAYING[_locale] = RuleWording(_words, Wording(_words))

SAID = [
    ('{"attribute": "gender", "is": "female"}', "女性", "women"),
    ('{"label": "購入"}', "「購入」あり", "with “購入”"),
    ('{"not": {"label": "購入"}}', "「購入」なし", "without “購入”"),
    (
        '{"all":[{"attribute":"gender","is":"f"},{"label":"購入","for_at_least":{"days":1}}]}',
        "女性で、「購入」から1日以上",
        "women and “購入” for 1 day or more",
    ),
    (
        '{"label": "A", "for_at_least": {"days": 1}, "for_less_than": {"months": 3}}',
        "「A」から1日以上3か月以内",
        "“A” for 1 day or more, less than 3 months",
    ),
    ('{"attribute": "age", "between": [25, 44]}', "25歳〜44歳", "age 25 to age 44"),
    ('{"attribute": "age", "at_least": 45}', "45歳以上", "age 45 or more"),
    ('{"attribute": "点", "under": 3}', "点が3未満", "点: under 3"),
    ('{"days_since_friend": {"over": 9}}', "友だちになって9日より上", "friends for over 9 days"),
    (
        '{"any": [{"not": {"group": "常連"}}, {"all": [{"inside": "S"}, {"label": "x"}]}]}',
        "グループ「常連」以外か、（「S」の途中で、「x」あり）",
        "not in group “常連” or (inside “S” and with “x”)",
    ),
    (
        '{"tapped": "s3", "scenario": "S"}',
        "「S」のステップs3をタップした",
        "tapped step s3 of “S”",
    ),
    (
        '{"not": {"answered": "s1", "scenario": "S"}}',
        "「S」のステップs1に答えていない",
        "did not answer step s1 of “S”",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "ja", "en"), SAID)
def test_it_is_said_in_plain_words(rule: str, ja: str, en: str) -> None:
    part = rule_part(loaded(rule))
    assert (SAYING["ja"].rule(part), SAYING["en"].rule(part)) == (ja, en)


@given(conditions)
def test_every_condition_has_words(condition: Condition) -> None:
    part = rule_part(condition)
    assert all(saying.rule(part) for saying in SAYING.values())


@given(conditions)
def test_a_flat_rule_is_put_together_as_it_was(condition: Condition) -> None:
    parts = flat(condition)
    if parts is None:
        return
    again = rule_of(parts)
    assert flat(again) is not None
    assert rule_part(again) == rule_part(condition) or len(parts.parts) == 1

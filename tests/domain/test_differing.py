"""Two documents side by side."""

import pytest

from bot.domain.differing import SETTINGS, around, differences, settings_changed
from bot.domain.document import Scenario, parse
from tests.delivery.world import step


def scenario(*steps: dict[str, object], **more: object) -> Scenario:
    return parse({"tobiishi": 1, "name": "n", "start": {"when": "manual"}, "steps": steps, **more})


def test_each_step_comes_with_what_it_was() -> None:
    old = scenario(step("a"), step("b", {"days": 1}), step("c", {"days": 1}))
    new = scenario(step("b", {"days": 2}), step("d", {"days": 1}), step("c", {"days": 1}))
    found = [
        (one.change.kind, one.old and one.old.id, one.new and one.new.id)
        for one in differences(new, old)
    ]
    assert found == [("changed", "b", "b"), ("added", None, "d"), ("removed", "a", None)]


def test_what_is_about_no_step_has_none() -> None:
    new = scenario(step("a"), priority=3, reentry="always", start={"when": "friend_added"})
    old = scenario(step("a"))
    assert [one.change.kind for one in differences(new, old)] == ["start", "other"]
    assert settings_changed(new, old) == ("reentry", "priority")


def test_every_setting_of_a_document_can_be_named() -> None:
    assert set(SETTINGS) == set(Scenario.model_fields) - {"tobiishi", "name", "start", "steps"}


@pytest.mark.parametrize(
    ("text", "other", "said"),
    [
        ("short", "other", "short"),
        ("0123456789abcdef", "0123456789abcdef", "…89abcdef"),
        ("0123456789abcdef", "x", "01234567…"),
        ("0123456789abcdef", "0123456x", "…56789abc…"),
    ],
)
def test_a_long_text_is_shown_where_it_differs(text: str, other: str, said: str) -> None:
    assert around(text, other, 8) == said

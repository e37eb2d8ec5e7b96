"""A button does one thing: which ones it may be, and what is found wrong with it."""

from typing import Any

import pytest

from bot.domain.check_branches import attached_by, coupons_in
from bot.domain.document import dump, parse
from bot.domain.errors import DocumentError
from bot.domain.messages import step_is_personal
from bot.domain.telling import tellable


def scenario(*buttons: dict[str, Any]) -> Any:
    send = [{"text": "どちらですか？", "buttons": list(buttons)}]
    return {
        "name": "枝",
        "start": {"when": "friend_added"},
        "steps": [{"id": "a", "send": send}],
    }


@pytest.mark.parametrize(
    "button",
    [
        {"add_label": "会員"},
        {"enter": "毎週"},
        {"coupon": "初回", "add_label": "会員"},
        {"answer": {"ja": "10時からです", "en": "From 10"}},
        {"link": "https://shop.example"},
    ],
)
def test_what_it_may_do_is_written_as_it_is_read(button: dict[str, Any]) -> None:
    found = parse(scenario({"label": "はい", **button}))
    assert parse(dump(found)) == found
    assert not found.steps[0].is_empty


@pytest.mark.parametrize(
    ("button", "code"),
    [
        ({}, "button_does_one_thing"),
        ({"link": "https://shop.example", "answer": "はい"}, "button_does_one_thing"),
        ({"coupon": "初回", "enter": "毎週"}, "button_does_one_thing"),
        ({"answer": "{{ walk.number }}番です"}, "plain_words"),
        ({"answer": "あ" * 501}, "too_long"),
        ({"link": "tel:0312345678", "add_label": "電話"}, "label_untracked"),
    ],
)
def test_what_it_may_not_be_is_refused(button: dict[str, Any], code: str) -> None:
    with pytest.raises(DocumentError) as error:
        parse(scenario({"label": "はい", **button}))
    assert [problem.code for problem in error.value.problems] == [code]


def test_it_is_known_what_it_speaks_of_and_who_taps_it() -> None:
    found = parse(
        scenario({"label": "会員", "add_label": "会員"}, {"label": "割引", "coupon": "初回"})
    )
    [step] = found.steps
    assert coupons_in(found) == {"初回"}
    assert list(attached_by(found)) == ["会員"]
    assert "tapped" in tellable(step)
    assert not step_is_personal(step)

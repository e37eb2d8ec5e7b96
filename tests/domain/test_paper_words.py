"""What stands on paper is words, whatever a step sends, does, asks or waits for."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.domain import paper_words
from bot.domain.conditions import Condition
from bot.domain.effects import Then
from bot.domain.sendable import KINDS, Message, kind_of
from bot.domain.steps import Step

WEB = "https://shop.example"
STORED = "XKbM1XyQ8vQx0qv7lq5mZC2n"
PLACE = {"title": "ひだまり弁当", "address": "東京", "latitude": 35.6, "longitude": 139.7}
BOOK = {"label": "予約", "link": f"{WEB}/reserve"}

MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({"text": "{{ friend.name }}さん、ようこそ"}, "花さん、ようこそ"),
    ({"text": {"ja": "こんにちは", "th": "สวัสดี"}}, "สวัสดี"),
    ({"image": f"{WEB}/a.jpg"}, "picture"),
    ({"sticker": [446, 1988]}, "sticker: 446/1988"),
    ({"location": PLACE}, "location: ひだまり弁当"),
    ({"text": "ご予約", "buttons": [BOOK]}, "buttons: ご予約 [予約]"),
    ({"video": f"{WEB}/v.mp4", "preview": f"{WEB}/v.jpg", "track": "lesson"}, "video: lesson"),
    ({"audio": f"{WEB}/v.m4a", "seconds": 12.5}, "audio: 12.5 seconds"),
    ({"rich": STORED, "alt": "献立", "areas": [BOOK]}, "rich message: 献立 [予約]"),
    ({"rich_video": STORED, "alt": "新作", "end": BOOK}, "rich video: 新作 [予約]"),
    ({"cards": [{"title": "玉子"}, {"title": "唐揚げ"}]}, "cards: 玉子 / 唐揚げ"),
    ({"line_coupon": "01JYNW8JMQVFBNWF1APF8Z3FS7"}, "LINE coupon: 01JYNW8JMQVFBNWF1APF8Z3FS7"),
    ({"coupon": "初回"}, "coupon: 初回"),
]
READ: TypeAdapter[Message] = TypeAdapter(Message)


@pytest.mark.parametrize(("raw", "said"), MESSAGES, ids=[said for _, said in MESSAGES])
def test_a_message_is_its_words_or_its_kind(raw: dict[str, Any], said: str) -> None:
    assert paper_words.message(READ.validate_python(raw), "th", {"friend.name": "花"}) == said


def test_every_kind_of_message_has_its_line() -> None:
    assert {kind_of(READ.validate_python(raw)) for raw, _ in MESSAGES} == set(KINDS)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"add_label": ["a", "b"], "remove_label": "c"}, "attaches a, b, takes off c"),
        ({"set": {"来店日": "today"}, "add": {"点": 10}}, "notes 来店日 = today, counts 点 + 10"),
        ({"jump": "別の"}, "goes into “別の”"),
        ({"jump": {"to": "別の", "keep": True}}, "goes into “別の” as well"),
    ],
)
def test_what_is_done(raw: dict[str, Any], said: str) -> None:
    assert paper_words.effects(Then.model_validate(raw)) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"label": "購入", "for_at_least": {"days": 1}}, "label 購入 for at least days 1"),
        ({"attribute": "age", "under": 25}, "age under 25"),
        ({"attribute": "area", "is": ["京都", "大阪"]}, "area is 京都, 大阪"),
        ({"days_since_friend": {"over": 7}}, "days as a friend over 7"),
        ({"weekday": ["sat", "sun"]}, "on sat, sun"),
        (
            {"all": [{"not": {"label": "X"}}, {"any": [{"group": "G"}, {"tapped": "offer"}]}]},
            "not label X and (in the group G or tapped offer)",
        ),
    ],
)
def test_a_condition(raw: dict[str, Any], said: str) -> None:
    condition = TypeAdapter[Any](Condition).validate_python(raw)
    assert paper_words.condition(condition) == said


def test_the_ways_of_a_branch() -> None:
    raw: list[dict[str, Any]] = [
        {"when": {"label": "X"}},
        {"split": 50},
        {"first": 10},
        {"otherwise": None},
    ]
    step = Step.model_validate({"id": "ways", "branch": [{**arm, "steps": []} for arm in raw]})
    assert [paper_words.arm(arm) for arm in step.branch] == [
        "if label X", "50 of 100 people", "the first 10 people", "everybody else",
    ]  # fmt: skip

"""Every kind of message, as the SDK's models and the simulator's rules understand it."""

import json
from functools import partial
from typing import Any

import pytest
from linebot.v3.messaging import Message

from bot.domain.document import parse
from bot.domain.messages import Look, filled, line_messages
from bot.domain.questions import answer_data
from simulator.validation.messages import check_messages
from tests.domain.test_messages import BROWN, MOON, NAME, SHOP

SENT: dict[str, dict[str, Any]] = {
    "text": {"text": f"{MOON}{NAME}さん{BROWN}"},
    "image": {"image": "photo-1"},
    "sticker": {"sticker": [11537, 52002734]},
    "location": {"location": SHOP},
    "video": {"video": "film-1", "track": "lesson-1"},
    "audio": {"audio": "voice-1", "seconds": 12.5},
    "rich": {
        "rich": "photo-1",
        "alt": "今月のメニュー",
        "areas": [
            {"label": "予約", "link": "https://a.example"},
            {"label": "声", "say": "こんにちは"},
        ],
    },
    "rich video": {
        "rich_video": "film-1",
        "alt": "新作",
        "end": {"label": "くわしく", "link": "https://a.example"},
    },
    "cards": {
        "cards": [
            {
                "title": f"{number}番",
                "text": "おいしい",
                "image": "photo-1",
                "button": {"label": "予約", "link": "https://a.example"},
            }
            for number in range(9)
        ],
        "more": {"label": "もっと見る", "link": "https://a.example"},
    },
    "coupon": {"line_coupon": "01JYNW8JMQVFBNWF1APF8Z3FS7"},
    "buttons that act": {
        "text": "どちらですか？",
        "buttons": [
            {"label": "会員です", "add_label": "会員"},
            {"label": "はじめる", "enter": "週替わりのご案内"},
            {"label": "割引", "coupon": "月曜"},
            {"label": "営業時間は？", "answer": "10:00〜18:00です"},
        ],
    },
    "buttons": {
        "text": f"{NAME}さん",
        "buttons": [
            {"label": "予約する", "link": "https://shop.example/a"},
            {"label": "電話", "link": "tel:0312345678"},
        ],
    },
}


@pytest.mark.parametrize("kind", SENT)
def test_nothing_of_a_message_is_unknown_to_line(kind: str) -> None:
    sender = {"name": "店長", "icon": "https://shop.example/icon.png"}
    steps = [{"id": "a", "send": [SENT[kind]]}]
    document = parse({"name": "x", "sender": sender, "steps": steps})
    look = Look("ja", lambda media: f"https://shop.example/media/{media}", sender=document.sender)
    messages = filled(line_messages(document.steps[0].send, look), {"friend.name": "😀花"})
    check_messages(messages, len(json.dumps(messages)))
    for message in messages:
        read = Message.from_dict(message)
        assert read is not None
        assert read.to_dict() == message


ASKED: dict[str, dict[str, Any]] = {
    "choice": {"choices": [f"{number}番" for number in range(10)]},
    "many": {"choices": ["肉", "魚"], "kind": "many"},
    "date": {"kind": "date"},
    "birthday": {"kind": "date", "into": "birthday"},
    "text": {},
}


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_nothing_of_a_question_is_unknown_to_line(kind: str, locale: str) -> None:
    ask = {"text": f"{NAME}さん、どちらですか？", **ASKED[kind]}
    scenario = parse({"name": "x", "steps": [{"id": "a" * 40, "ask": ask}]})
    [step] = scenario.steps
    answer = partial(answer_data, 999_999_999, step.id)
    look = Look("ja", "https://a.example/{}".format, answer=answer, locale=locale)
    [sent] = filled(line_messages(step.says, look), {"friend.name": "花"})
    assert "花さん" in (sent.get("text") or sent["altText"])
    model = Message.from_dict(sent)
    assert model is not None
    assert json.loads(model.to_json()) == sent
    check_messages([sent], 0)

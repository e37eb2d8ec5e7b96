"""The whole language: every form is read, written as it was, and read again from YAML."""

from typing import Any

import pytest

from bot.domain.document import Scenario, dump, parse
from bot.domain.starts import STARTS
from bot.domain.yaml import dump_yaml, load_yaml

LINK = "https://shop.example/reserve"
PICTURE = "https://shop.example/lunch.jpg"
API = {"when": "api", "event": "order_placed", "carries": {"order_id": "text", "due": "datetime",
       "items": "list", "sum": "number"}}  # fmt: skip

WHOLE: tuple[dict[str, Any], ...] = (
    {"reentry": "after_finish"},
    {"reentry": "always"},
    {"active": {"from": "2026-12-01", "until": "2027-01-31"}},
    {"per": "order_id", "start": API},
    {"at_most": {"walks": 1, "per": {"weeks": 1}}},
    {"unless": {"label": "社員"}},
    {"stop_when": {"any": [{"label": "予約済み"}, {"label": "退会"}]}},
    {"exclusive": "住み替え", "priority": 20},
    {"public_title": "住み替えのご案内"},
    {"sender": {"name": "店長", "icon": PICTURE}},
    {"at_limit": "skip", "urgent": True},
    {"at_limit": "end"},
    {"goals": {"来店": {"field": "予約日時", "on_clear": "stop"},
               "誕生日": {"field": "birthday", "yearly": True, "feb29": "after"}}},
    {"goals": {"来店": {"data": "due"}}, "start": API},
    {"quiet": "ignore"},
    {"late": "hold"},
    {"late": "skip"},
    {"late": {"send_within": {"hours": 2}}},
)  # fmt: skip

START: tuple[dict[str, Any], ...] = (
    {"when": "friend_added"},
    {"when": "friend_added", "unblock": True, "routes": ["qr"]},
    {"when": "label_added", "label": "X"},
    {"when": "keyword", "exact": ["クーポン"]},
    {"when": "keyword", "starts_with": ["予約"]},
    {"when": "keyword", "contains": ["クーポン", "coupon"]},
    {"when": "group_matched", "group": "常連"},
    {"when": "group_matched", "group": "常連", "check": "daily", "at": "10:00"},
    {"when": "scenario_finished", "scenario": "A"},
    {"when": "scenario_stopped", "scenario": "A"},
    {"when": "date_noted", "field": "予約日時"},
    {"when": "manual"},
    API,
    {"when": "coupon_used", "coupon": "C"},
    {"when": "date", "on": "2026-12-24T10:00"},
    {"when": "date", "on": "2026-12-24T10:00", "who": {"label": "会員"}},
    {"when": "date", "on": "2026-12-24T10:00", "who": {"group": "常連"}},
)

WAIT: tuple[Any, ...] = (
    0,
    *({unit: 3} for unit in ("seconds", "minutes", "hours", "days", "weeks", "months")),
    {"days": 3, "at": "10:00-11:30", "only_on": ["mon", "tue", "wed", "thu"]},
    {"days": 5, "at": "11:00", "from": "start"},
    {"days": 5, "at": "11:00", "from": "first"},
    {"weekday": "mon", "at": "08:30"},
    {"day_of_month": 25, "at": "10:00"},
    {"day_of_month": "last", "at": "10:00"},
    {"date": "2026-12-24", "at": "10:00"},
    {"before": "来店", "minutes": 90},
    {"after": "来店", "days": 1, "at": "11:00"},
    {"for": {"tapped": "first"}, "at_most": {"days": 2, "at": "20:00"}},
    {"for": {"answered": "first"}},
    {"for": {"watched": "first"}},
    {"for": {"label": "来店済み"}},
)

SEND: tuple[dict[str, Any], ...] = (
    {"text": "ようこそ"},
    {"text": "{{ friend.name | default(\"お客様\") }}さん、{{ account.name }}です"},
    {"text": {"ja": "本日", "en": "Today", "zh-TW": "今日", "th": "วันนี้"}},
    {"image": "photo-1"},
    {"video": "v1", "track": "lesson-1"},
    {"audio": "a1", "seconds": 12.5},
    {"sticker": [446, 1988]},
    {"location": "店"},
    {"location": {"title": "店", "address": "東京都", "latitude": 35.6, "longitude": 139.7}},
    {"text": "どうぞ", "buttons": [{"label": "予約", "link": LINK, "add_label": ["興味"]},
                                   {"label": "電話", "link": "tel:0312345678"}]},
    {"rich": "menu-1", "alt": "メニュー", "shape": "half",
     "areas": [{"label": "予約", "link": LINK}, {"label": "見る", "say": "メニュー"}]},
    {"rich_video": "v1", "alt": "新作", "end": {"label": "くわしく", "link": LINK}},
    {"cards": [{"title": "玉子焼き", "text": "ふわふわ", "image": PICTURE,
                "button": {"label": "予約", "link": LINK}}],
     "more": {"label": "一覧", "link": LINK}},
    {"cards": {"each": "walk.items", "at_most": 5}, "alt": "ご注文の品"},
    {"cards": {"each": "walk.items", "button": "くわしく"}, "alt": "ご注文の品",
     "more": {"label": "一覧", "link": LINK}},
    {"coupon": "first-visit"},
    {"line_coupon": "01JYNW8JMQVFBNWF1APF8Z3FS7"},
)  # fmt: skip

STEP: tuple[dict[str, Any], ...] = (
    {"title": "はじめに", "send": [{"text": "a"}]},
    {"only": {"not": {"label": "来店済み"}}, "send": [{"text": "a"}]},
    {"expires": {"before": "来店", "hours": 2}, "send": [{"text": "a"}]},
    {"send": [{"text": "a"}], "receipt": ["sent", "tapped", "answered", "watched", "used",
                                          "stopped", "blocked", "finished"]},
    {"send": [{"text": "a"}], "repeat": {"every": {"months": 1, "at": "11:00"}, "at_most": 24,
                                         "until": {"label": "来店済み"}}},
    {"use": "profile-questions"},
    {"ask": {"text": "?", "choices": ["A", "B"], "into": "interest", "label": True,
             "at_most": {"days": 1}}},
    {"ask": {"text": "?", "kind": "many", "choices": ["A", "B"]}},
    {"ask": {"text": "?", "kind": "date", "into": "birthday"}},
    {"ask": {"text": "?", "kind": "number", "into": "age"}},
    {"ask": {"text": "?"}},
    {"ask": {"text": "?", "choices": ["A", "B"], "right": "B", "tries": 5}},
)  # fmt: skip

THEN: tuple[dict[str, Any], ...] = (
    {"add_label": "X"},
    {"remove_label": ["X", "Y"]},
    {"set": {"最終来店日": "today", "時刻": "now", "席": "窓"}},
    {"add": {"スコア": 10}},
    {"jump": "別の案内"},
    {"jump": {"to": "別の案内", "keep": True}},
    {"end": True},
    {"take_over": True},
    {"rich_menu": "m"},
    {"notify": {"text": "お電話を"}},
    {"notify": {"to": {"field": "担当"}}},
)

BRANCH: tuple[list[dict[str, Any]], ...] = (
    [{"when": {"label": "A"}, "steps": []}, {"otherwise": None, "steps": []}],
    [{"first": 10, "steps": []}],
    [{"split": 50, "steps": []}, {"split": 50, "steps": []}],
)

CONDITION: tuple[dict[str, Any], ...] = (
    {"all": [{"label": "A", "for_at_least": {"days": 1}}, {"not": {"label": "解約"}}]},
    {"any": [{"label": "A", "for_less_than": {"minutes": 30}}, {"label": "B"}]},
    {"attribute": "gender", "is": "female"},
    {"attribute": "age", "under": 25},
    {"attribute": "age", "over": 25},
    {"attribute": "age", "between": [25, 44]},
    {"attribute": "birthday", "known": True},
    {"attribute": "来店日", "at_least": "2026-12-01"},
    {"counter": "来店回数", "at_most": 10},
    {"group": "常連"},
    {"entered": "A"},
    {"inside": "A"},
    {"finished": "A"},
    {"stopped": "A"},
    {"days_since_friend": {"over": 7}},
    {"tapped": "first"},
    {"answered": "first"},
    {"watched": "first"},
    {"month": [12, 1]},
    {"weekday": ["sat", "sun"]},
    {"hour": "09:00-18:00"},
)


def step(**parts: Any) -> dict[str, Any]:
    return {"id": "x", "wait": 0, **parts}


def documents() -> list[dict[str, Any]]:
    inside = [
        *({"wait": wait} for wait in WAIT),
        *({"send": [message]} for message in SEND),
        *STEP,
        *({"then": then} for then in THEN),
        *({"branch": branch} for branch in BRANCH),
        *({"only": condition} for condition in CONDITION),
        {"by": "reply", "send": [{"text": "a"}]},
    ]
    return [
        *WHOLE,
        *({"start": start} for start in START),
        *({"start": API, "steps": [step(**parts)]} for parts in inside),
    ]


@pytest.mark.parametrize("parts", documents(), ids=str)
def test_every_form_is_read_and_written_as_it_was(parts: dict[str, Any]) -> None:
    scenario = parse({"name": "x", **parts})
    written = dump(scenario)
    assert {key: written[key] for key in parts} == parts
    assert load_yaml(dump_yaml(scenario)) == scenario


def test_no_form_is_left_out_of_the_table() -> None:
    assert {start["when"] for start in START} == set(STARTS)
    assert {key for parts in WHOLE for key in parts} >= (
        set(_names(Scenario)) - {"tobiishi", "name", "steps"}
    )


def _names(part: type[Scenario]) -> list[str]:
    return [field.alias or name for name, field in part.model_fields.items()]


DEFAULTS: tuple[dict[str, Any], ...] = (
    {"reentry": "never"},
    {"quiet": "respect"},
    {"at_limit": "hold"},
    {"start": {"when": "friend_added", "unblock": False}},
    {"start": {"when": "date", "on": "2026-12-24T10:00", "who": "everyone"}},
    {"goals": {"来店": {"field": "予約日時", "on_change": "retime", "on_clear": "wait"}}},
    {"goals": {"誕生日": {"field": "誕生日", "yearly": True, "feb29": "before"}}},
    {"steps": [step(wait={"days": 5, "at": "11:00", "from": "previous"})]},
    {"steps": [step(ask={"text": "?", "kind": "text", "tries": 3})]},
    {"steps": [step(then={"jump": {"to": "別の案内", "keep": False}})]},
)


@pytest.mark.parametrize("parts", DEFAULTS, ids=str)
def test_what_goes_without_saying_may_be_said(parts: dict[str, Any]) -> None:
    """And is not written."""
    scenario = parse({"name": "x", **parts})
    assert dump(scenario) != {"tobiishi": 1, "name": "x", **parts}
    assert load_yaml(dump_yaml(scenario)) == scenario

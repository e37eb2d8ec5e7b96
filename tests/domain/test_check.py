from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.check import CODES, check, errors
from bot.domain.document import parse
from bot.domain.finding import Finding
from bot.domain.schedule import Calendar, Quiet

CALENDAR = Calendar(ZoneInfo("Asia/Tokyo"), Quiet(time(21), time(8)))
WHOLE = {
    "name": "x",
    "start": {"when": "friend_added"},
    "steps": [{"id": "a", "send": [{"text": "{{ friend.name }}さん"}]}],
}


def found(account_name: str = "", **parts: Any) -> tuple[Finding, ...]:
    findings = check(parse({**WHOLE, **parts}), CALENDAR, account_name)
    assert {finding.code for finding in findings} <= CODES
    return findings


def step(**parts: Any) -> list[dict[str, Any]]:
    return [{"id": "a", "send": [{"text": "a"}], **parts}]


def test_a_whole_scenario_has_nothing_to_mend() -> None:
    assert found() == ()


def test_an_empty_draft() -> None:
    findings = check(parse({"name": "x"}), CALENDAR)
    assert [finding.code for finding in findings] == ["no_start", "no_steps"]
    assert errors(findings) == findings


def test_a_step_without_content() -> None:
    assert found(steps=[{"id": "a"}]) == (Finding("error", "no_content", "a"),)


@pytest.mark.parametrize("way", ["exact", "starts_with", "contains"])
@pytest.mark.parametrize("word", ["停止", "STOP", "再開"])
def test_stop_words_cannot_start_anything(way: str, word: str) -> None:
    findings = found(start={"when": "keyword", way: ["クーポン", word]})
    assert findings == (Finding("error", "stop_word", None, {"keyword": word}),)


END = {"at_most": {"days": 1}}
OFFER = {"text": "a", "buttons": [{"label": "b", "link": "https://shop.example"}]}


@pytest.mark.parametrize(
    ("awaited", "codes"),
    [
        ({"tapped": "offer"}, []),
        ({"tapped": "plain"}, ["not_tappable"]),
        ({"tapped": "thanks"}, ["not_tappable", "not_earlier"]),
        ({"tapped": "last"}, ["not_earlier"]),
        ({"label": "来店済み"}, []),
    ],
)
def test_what_is_waited_for_has_to_be_possible(awaited: Any, codes: list[str]) -> None:
    steps = [
        {"id": "offer", "send": [OFFER]},
        {"id": "plain", "send": [{"text": "a"}]},
        {"id": "thanks", "wait": {"for": awaited, **END}, "send": [{"text": "a"}]},
        {"id": "last", "send": [OFFER]},
    ]
    assert [(each.code, each.step_id) for each in found(steps=steps)] == [
        (code, "thanks") for code in codes
    ]


def test_a_text_that_a_long_name_makes_too_long() -> None:
    text = "{{ friend.name }}" + "a" * 4950
    values = {"message": 2, "limit": 5000, "actual": 5030}
    findings = found(steps=step(send=[{"image": "p"}, {"text": text}]))
    assert findings == (Finding("error", "text_too_long", "a", values),)


def test_the_accounts_name_counts_too() -> None:
    text = "{{ account.name }}" + "a" * 4995
    assert found("店", steps=step(send=[{"text": text}])) == ()
    assert len(found("ひだまり弁当", steps=step(send=[{"text": text}]))) == 1


@pytest.mark.parametrize(
    ("kind", "units"), [("text", 200), ("number", 20), ("datetime", 11), ("list", 4_019)]
)
def test_what_an_event_brings_along_counts_as_long_as_it_comes(kind: str, units: int) -> None:
    start = {"when": "api", "event": "e", "carries": {"note": kind}}
    for left, codes in ((units, []), (units - 1, ["text_too_long"])):
        text = "a" * (5_000 - left) + "{{ walk.note }}"
        document = {"name": "x", "start": start, "steps": step(send=[{"text": text}])}
        assert [one.code for one in check(parse(document), CALENDAR)] == codes


@pytest.mark.parametrize("source", ["gone", "a", "b"])
def test_waits_count_from_earlier_steps_only(source: str) -> None:
    steps = [
        {"id": "a", "wait": {"days": 1, "from": source}, "send": [{"text": "a"}]},
        {"id": "b", "wait": {"days": 1, "from": "a"}, "send": [{"text": "b"}]},
    ]
    assert found(steps=steps) == (Finding("error", "unknown_step", "a", {"from": source}),)


@pytest.mark.parametrize(
    ("wait", "values"),
    [
        ({"days": 1, "at": "22:00"}, {"at": "22:00", "goes_at": "08:00", "days_later": 1}),
        ({"days": 1, "at": "06:00"}, {"at": "06:00", "goes_at": "08:00", "days_later": 0}),
        ({"weekday": "mon", "at": "23:30"}, {"at": "23:30", "goes_at": "08:00", "days_later": 1}),
    ],
)
def test_windows_in_quiet_hours_are_worth_a_look(wait: Any, values: dict[str, Any]) -> None:
    findings = found(steps=step(wait=wait))
    assert findings == (Finding("warning", "in_quiet_hours", "a", values),)
    assert errors(findings) == ()


@pytest.mark.parametrize("at", ["10:00", "07:00-09:00", "20:00-22:00"])
def test_windows_with_something_left_are_fine(at: str) -> None:
    assert found(steps=step(wait={"days": 1, "at": at})) == ()


def test_no_warning_where_quiet_hours_are_ignored() -> None:
    findings = found(quiet="ignore", steps=step(wait={"days": 1, "at": "22:00"}))
    assert [finding.code for finding in findings] == ["sends_at_night"]


NIGHTS: list[tuple[Any, bool]] = [
    (0, False),
    ({"hours": 3}, True),
    ({"days": 1}, True),
    ({"days": 1, "at": "10:00"}, False),
    ({"days": 1, "at": "8:00-21:00"}, False),
    ({"days": 1, "at": "7:00-9:00"}, True),
    ({"weekday": "mon", "at": "20:30-21:30"}, True),
    ({"for": {"tapped": "offer"}, "at_most": {"days": 1}}, False),
    ({"before": "来店", "hours": 2}, True),
    ({"before": "来店", "days": 1, "at": "18:00"}, False),
]


def test_what_may_wake_people_is_told_where_no_quiet_hours_hold_it() -> None:
    always = Calendar(ZoneInfo("Asia/Tokyo"), None)
    offer = {"id": "offer", "send": [OFFER]}
    for wait, wakes in NIGHTS:
        parts = {"goals": {"来店": {"field": "日"}}, "steps": [offer, *step(wait=wait)]}
        document = parse({**WHOLE, **parts})
        ignoring = parse({**WHOLE, **parts, "quiet": "ignore"})
        expected = (Finding("warning", "sends_at_night", "a", {"steps": 1}),) if wakes else ()
        assert check(document, always) == expected, wait
        assert check(ignoring, CALENDAR) == expected, wait
        assert "sends_at_night" not in {one.code for one in check(document, CALENDAR)}, wait


def test_it_is_told_once_for_all_steps() -> None:
    always = Calendar(ZoneInfo("Asia/Tokyo"), None)
    steps = [{"id": name, "wait": {"days": 1}, "send": [{"text": "x"}]} for name in "abc"]
    found = check(parse({**WHOLE, "steps": steps}), always)
    assert found == (Finding("warning", "sends_at_night", "a", {"steps": 3}),)


LINKS: list[tuple[str, str | None]] = [
    ("https://shop.jp/x", None),
    ("https://お店.jp/", None),
    ("tel:0312345678", None),
    ("line://msg/text/x", None),
    ("https://8.8.8.8/", None),
    ("https://shop/", "link_nowhere"),
    ("http://localhost:8000/", "link_nowhere"),
    ("http://127.0.0.1/", "link_nowhere"),
    ("http://192.168.0.5/menu", "link_nowhere"),
    ("http://10.1.2.3/", "link_nowhere"),
    ("http://[::1]/", "link_nowhere"),
    ("https://till.local/", "link_nowhere"),
    ("https://example.com/reserve", "sample_link"),
    ("https://www.example.org", "sample_link"),
    ("https://myexample.com", None),
]


def test_addresses_that_lead_nowhere() -> None:
    for link, code in LINKS:
        button = {"text": "a", "buttons": [{"label": "b", "link": link}]}
        codes = [(one.severity, one.code) for one in found(steps=step(send=[button]))]
        assert codes == ([("warning", code)] if code else []), link
        if link.startswith("http") and link.isascii():
            codes = [
                (one.severity, one.code) for one in found(steps=step(send=[{"text": f"先→{link}"}]))
            ]
            assert codes == ([("warning", code)] if code else []), link


def test_who_may_wait_for_good() -> None:
    offer = {"id": "offer", "send": [OFFER]}
    ask = {"id": "q", "ask": {"text": "?", "choices": ["a", "b"]}}
    timed = {**ask, "ask": {**ask["ask"], "at_most": {"days": 1}}}  # type: ignore[dict-item]
    last = {"id": "z", "send": [{"text": "z"}]}
    endless = {"id": "w", "wait": {"for": {"tapped": "offer"}}, "send": [{"text": "w"}]}
    label = {**endless, "wait": {"for": {"label": "来店済み"}}}
    cases: list[tuple[list[Any], list[Finding]]] = [
        ([offer, endless], [Finding("warning", "waits_for_good", "w", {"step": "offer"})]),
        ([offer, label], []),
        ([ask], []),
        ([timed, last], []),
        ([ask, last], [Finding("warning", "question_for_good", "q")]),
    ]
    for steps, expected in cases:
        assert list(found(steps=steps)) == expected, steps

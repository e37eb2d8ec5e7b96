"""Every status and body that LINE, or a proxy before it, answers a send with."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.outcomes import (
    Accepted,
    AlreadyAccepted,
    InvalidReplyToken,
    Outcome,
    QuotaSpent,
    Rejected,
    Throttled,
    Unauthorized,
    Unavailable,
    is_sent,
    is_unknown,
)
from bot.line.answers import classify

ID = {"X-Line-Request-Id": "req-2"}
SENT = {"sentMessages": [{"id": "461230966842064897", "quoteToken": "q"}, {"id": "2"}]}
REPEAT = "The retry key is already accepted"


def error(message: str, *details: dict[str, str]) -> dict[str, Any]:
    return {"message": message, "details": list(details)}


PROPERTY = "The property, {}, in the request body is invalid (line: -, column: -)"

CASES: list[tuple[str, int, dict[str, str], Any, Outcome]] = [
    ("push", 200, ID, SENT, Accepted(("461230966842064897", "2"), "req-2")),
    ("numeric ids", 200, ID, {"sentMessages": [{"id": 461230966842064897}]},
     Accepted(("461230966842064897",), "req-2")),
    ("multicast", 200, ID, {}, Accepted((), "req-2")),
    ("accepted later", 202, ID, {}, Accepted((), "req-2")),
    ("odd 200: HTML", 200, {}, "<html>ok</html>", Accepted()),
    ("odd 200: empty", 200, ID, "", Accepted((), "req-2")),
    ("odd 200: list", 200, ID, [1], Accepted((), "req-2")),
    ("odd 200: no list", 200, ID, {"sentMessages": "x"}, Accepted((), "req-2")),
    ("odd 200: odd entries", 200, ID, {"sentMessages": [1, {"x": 1}, {"id": "7"}]},
     Accepted(("7",), "req-2")),
    ("repeat", 409, {**ID, "x-line-accepted-request-id": "req-1"}, {"message": REPEAT, **SENT},
     AlreadyAccepted("req-1", ("461230966842064897", "2"))),
    ("repeat of a multicast", 409, {"X-LINE-Accepted-Request-ID": "req-1"}, {"message": REPEAT},
     AlreadyAccepted("req-1")),
    ("repeat without header", 409, {}, {"message": REPEAT}, AlreadyAccepted(None)),
    ("409 of somebody else", 409, {}, "<html>", Rejected("409 without LINE's explanation")),
    ("rate", 429, {}, error("The API rate limit has been exceeded. Try again later."),
     Throttled(None)),
    ("rate with a time", 429, {"Retry-After": "7"}, error("The API rate limit has been exceeded."),
     Throttled(7.0)),
    ("rate with a date", 429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, "", Throttled()),
    ("rate of a proxy", 429, {}, "<html>", Throttled(None)),
    ("month", 429, {}, error("You have reached your monthly limit."), QuotaSpent()),
    ("token", 401, {}, error("Authentication failed. Confirm that the access token is valid."),
     Unauthorized("401 Authentication failed. Confirm that the access token is valid.")),
    ("plan", 403, {}, error("Access to this API is not available for your account"),
     Unauthorized("403 Access to this API is not available for your account")),
    ("reply token", 400, {}, {"message": "Invalid reply token"}, InvalidReplyToken()),
    ("field", 400, {},
     error("The request body has 1 error(s)",
           {"message": "May not be empty", "property": "messages[0].text"}),
     Rejected("400 The request body has 1 error(s): May not be empty", "messages[0].text")),
    ("Flex", 400, {},
     error("A message (messages[1]) in the request body is invalid",
           {"message": "invalid property", "property": "/footer/contents/2"}),
     Rejected("400 A message (messages[1]) in the request body is invalid: invalid property",
              "messages[1]/footer/contents/2")),
    ("recipient of a push", 400, {}, error(PROPERTY.format("'to'")),
     Rejected("400 " + PROPERTY.format("'to'"), "to")),
    ("recipient of a multicast", 400, {}, error(PROPERTY.format("to[1]")),
     Rejected("400 " + PROPERTY.format("to[1]"), "to[1]", 1)),
    ("recipient in the details", 400, {},
     error("The request body has 1 error(s)", {"message": "bad", "property": "to[17]"}),
     Rejected("400 The request body has 1 error(s): bad", "to[17]", 17)),
    ("stranger", 400, {}, {"message": "Failed to send messages"},
     Rejected("400 Failed to send messages")),
    ("broken JSON", 400, {},
     error("The request body could not be parsed as JSON (line: 1, column: 2)"),
     Rejected("400 The request body could not be parsed as JSON (line: 1, column: 2)")),
    ("odd details", 400, {}, {"message": "no", "details": [None, {"property": 3}, "x"]},
     Rejected("400 no")),
    ("body too large", 413, {}, "", Rejected("413 without LINE's explanation")),
    ("type", 415, {}, "", Rejected("415 without LINE's explanation")),
    ("not found", 404, {}, {"message": "Not found"}, Rejected("404 Not found")),
    ("proxy timeout", 408, {}, "", Unavailable("408 without LINE's explanation")),
    ("server", 500, {}, {"message": "oops"}, Unavailable("500 oops")),
    ("HTML of a proxy", 502, {}, "<html>Bad Gateway</html>",
     Unavailable("502 without LINE's explanation")),
    ("redirect", 302, {"Location": "https://login.example"}, "",
     Unavailable("302 without LINE's explanation")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "headers", "body", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_outcome(status: int, headers: dict[str, str], body: Any, expected: Outcome) -> None:
    raw = body if isinstance(body, str) else json.dumps(body)
    assert classify(status, headers, raw.encode()) == expected


@settings(deadline=None)
@given(status=st.integers(100, 599), body=st.binary(max_size=200))
def test_any_body_is_classified(status: int, body: bytes) -> None:
    outcome = classify(status, {}, body)
    assert is_sent(outcome) == (200 <= status < 300 or (status == 409 and REPEAT in str(body)))
    if status >= 500:
        assert is_unknown(outcome)


KEYS = st.sampled_from(["message", "details", "property", "sentMessages", "id"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
BUSY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@BUSY_MACHINE
@given(status=st.integers(200, 599), body=st.dictionaries(KEYS, JSON, max_size=4))
def test_any_json_is_classified(status: int, body: dict[str, Any]) -> None:
    classify(status, {}, json.dumps(body).encode())


def test_a_deep_body_is_harmless() -> None:
    assert classify(500, {}, b"[" * 100_000) == Unavailable("500 without LINE's explanation")

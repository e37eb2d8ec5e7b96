"""The HTTP API, as a shop's own systems call it."""

import io
import json
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask, Request
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from admin_flows.ports.commands import StartScenario
from bot.domain.yaml import load_yaml
from bot.services.api import ApiService
from bot.services.api_access import ApiAccess
from bot.store import api_tokens
from bot.store import settings as account
from bot.store.db import atomic, rows
from bot.web.api import BODY_BYTES, Api, api
from bot.web.api_routes import ROUTES
from bot.web.rate import Rate
from bot.web.strangers import counter_of
from tests.delivery.world import step, user_id
from tests.services.shop import Shop
from tests.services.test_two_at_once import at_once

HANA = user_id("花")


class Counted:
    """Lets through so many, then no more."""

    most, seconds = 50, 1

    def __init__(self, left: int = 10_000) -> None:
        self.left = left

    def allows(self, _: str) -> bool:
        self.left -= 1
        return self.left >= 0


class Till:
    """The shop's own system."""

    def __init__(self, shop: Shop, rate: Any = None, strange: Any = None) -> None:
        clock, woken = shop.world.clock, list[bool]()
        self.access = access = ApiAccess(clock, "s")
        self.token = access.new("レジ", by="森")
        service = ApiService(clock, lambda: account.account("Asia/Tokyo"))
        wake = lambda: woken.append(True)  # noqa: E731
        parts = Api(service, access, clock, rate or Counted(), strange or Counted(), wake)
        app = Flask("test")
        app.register_blueprint(api(parts, "https://shop.example"))
        self.client: FlaskClient = app.test_client()
        self.woken = woken

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        given = {"Authorization": f"Bearer {self.token}", **headers}
        return self.client.open("/api/v1" + path, method=method, json=body, headers=given)

    def done(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = self.call(method, path, body, **headers)
        assert answer.status_code == 200, answer.text
        return answer.json

    def refusal(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        answer = self.call(method, path, body, **headers)
        return answer.status_code, answer.json["error"]["code"]


@pytest.fixture
def till(shop: Shop) -> Till:
    shop.follow("花")
    return Till(shop)


def test_labels_come_and_go(till: Till) -> None:
    path = f"/friends/{HANA}/labels"
    assert till.done("POST", path, {"labels": ["購入", "会員"]}) == {"attached": ["購入", "会員"]}
    assert till.done("POST", path, {"labels": ["購入"]}) == {"attached": []}
    assert till.done("DELETE", f"{path}/会員") == {"removed": True}
    assert till.done("DELETE", f"{path}/会員") == {"removed": False}
    shown = till.done("GET", f"/friends/{HANA}")["labels"]
    assert shown == [{"label": "購入", "since": "2026-12-01T12:00:00+09:00"}]


def test_attributes_are_written_and_taken_away(till: Till) -> None:
    values = {"予約日時": "2026-12-24T06:00:00Z", "点": 12, "好み": "抹茶", "gender": "女性"}
    path = f"/friends/{HANA}/attributes"
    found = till.done("PATCH", path, {"attributes": values})["attributes"]
    assert found == {"予約日時": "2026-12-24T15:00", "点": "12", "好み": "抹茶", "gender": "female"}
    found = till.done("PATCH", path, {"attributes": {"点": None, "birth_year": 1990}})["attributes"]
    assert found["birthday"] == "1990-01-01"
    assert "点" not in found


@pytest.mark.parametrize(
    ("values", "code", "place"),
    [
        ({"name": "太郎"}, "attribute_not_settable", "attributes.name"),
        ({"age": 30}, "attribute_not_settable", "attributes.age"),
        ({"来店日": "soon"}, "bad_date", "attributes.来店日"),
        ({"birthday": "1990-02-30"}, "bad_date", "attributes.birthday"),
        ({"点": "many"}, "not_a_number", "attributes.点"),
        ({"好み": "あ" * 101}, "too_long", "attributes.好み"),
        ({"あ" * 21: 1}, "too_long", "attributes"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(
    till: Till, values: dict[str, Any], code: str, place: str
) -> None:
    path = f"/friends/{HANA}/attributes"
    till.done("PATCH", path, {"attributes": {"来店日": "2026-12-01", "点": 1}})
    answer = till.call("PATCH", path, {"attributes": {"先": "先", **values}})
    assert answer.status_code == 422
    assert (answer.json["error"]["code"], answer.json["error"]["place"]) == (code, place)
    assert till.done("GET", f"/friends/{HANA}")["attributes"] == {"来店日": "2026-12-01", "点": "1"}


def test_a_friend_goes_by_the_shops_own_id(till: Till) -> None:
    till.done("PUT", f"/friends/{HANA}/customer-id", {"customer_id": "C-7"})
    assert till.done("GET", "/friends/customer:C-7")["user_id"] == HANA
    till.done("PUT", f"/friends/{HANA}/customer-id", {"customer_id": "C-8"})
    assert till.refusal("GET", "/friends/customer:C-7") == (404, "no_such_friend")


def test_scenarios_are_entered_and_stopped_by_name(shop: Shop, till: Till) -> None:
    shop.started(step("a", {"days": 1}), start={"when": "manual"})
    path = f"/friends/{HANA}/scenarios"
    assert till.done("POST", path, {"scenario": "ご案内"}) == {"entered": True}
    assert till.done("POST", path, {"scenario": "ご案内"}) == {"entered": False}
    assert till.done("GET", f"/friends/{HANA}")["scenarios"] == ["ご案内"]
    assert till.done("DELETE", f"{path}/ご案内") == {"stopped": True}
    assert till.done("DELETE", f"{path}/ご案内") == {"stopped": False}
    assert till.refusal("POST", path, {"scenario": "別"}) == (404, "no_open_scenario")


def test_a_coupon_comes_the_day_after_a_purchase(shop: Shop, till: Till) -> None:
    """The shipped example, through the API, to its end."""
    document = load_yaml(Path("examples/購入のお礼.yaml").read_text("utf-8"))
    number = shop.create(document.name)
    shop.do(StartScenario(number, shop.write(number, document)))
    till.done("POST", f"/friends/{HANA}/labels", {"labels": ["商品A購入"]})
    assert till.woken
    shop.world.react()
    shop.send()
    assert shop.world.texts() == []
    shop.world.clock.move(timedelta(days=1))
    shop.send()
    assert ["クーポン" in text for text in shop.world.texts()] == [True]


def test_the_same_request_is_done_once(till: Till) -> None:
    path, key = f"/friends/{HANA}/labels", {"Idempotency-Key": "order-1"}
    first = till.call("POST", path, {"labels": ["購入"]}, **key)
    again = till.call("POST", path, {"labels": ["購入"]}, **key)
    assert (again.status_code, again.json) == (200, first.json) == (200, {"attached": ["購入"]})
    assert till.refusal("POST", path, {"labels": ["別"]}, **key) == (422, "key_reused")


def test_a_refusal_is_repeated_too(till: Till) -> None:
    path, key = "/friends/Unobody/labels", {"Idempotency-Key": "order-2"}
    for _ in range(2):
        assert till.refusal("POST", path, {"labels": ["購入"]}, **key) == (404, "no_such_friend")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer tobi_x", "Basic eDp5", "Bearer \x01"])
def test_without_a_token_nothing(till: Till, header: str) -> None:
    answer = till.client.get(f"/api/v1/friends/{HANA}", headers={"Authorization": header})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_revoked_token_is_none(till: Till) -> None:
    with atomic():
        api_tokens.revoke(api_tokens.listed(now=0)[0].id, at=0)
    assert till.refusal("GET", f"/friends/{HANA}") == (401, "unauthorized")


def test_a_token_ends_on_its_day(shop: Shop, till: Till) -> None:
    till.token = till.access.new("期間限定", by="森", days=30)
    shop.move(days=29, hours=23)
    till.done("GET", f"/friends/{HANA}")
    assert [one.name for one in till.access.listed()] == ["レジ", "期間限定"]
    shop.move(hours=1)
    assert till.refusal("GET", f"/friends/{HANA}") == (401, "unauthorized")
    assert [one.name for one in till.access.listed()] == ["レジ"]


def test_the_token_itself_is_nowhere(till: Till) -> None:
    found = rows("SELECT * FROM api_token")
    assert till.token not in str(found)
    assert till.token[-4:] in str(found)


def test_too_many_at_once(shop: Shop) -> None:
    shop.follow("花")
    till = Till(shop, Counted(1))
    till.done("GET", f"/friends/{HANA}")
    answer = till.call("GET", f"/friends/{HANA}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")


class ByCaller(Counted):
    """So many of each."""

    seconds = 60

    def __init__(self, most: int) -> None:
        self.most, self.callers = most, Counter[str]()

    def allows(self, caller: str) -> bool:
        self.callers[caller] += 1
        return self.callers[caller] <= self.most


def test_wrong_tokens_are_put_off_and_right_ones_are_not(shop: Shop) -> None:
    shop.follow("花")
    strange = ByCaller(2)
    till = Till(shop, strange=strange)
    path, wrong = f"/friends/{HANA}", {"Authorization": "Bearer tobi_x"}
    assert [till.call("GET", path, **wrong).status_code for _ in range(3)] == [401, 401, 429]
    answer = till.call("GET", path, **wrong)
    assert answer.headers["Retry-After"] == "60"
    assert answer.json["error"]["code"] == "too_many_wrong_tokens"
    till.done("GET", path)
    elsewhere = {"REMOTE_ADDR": "9.9.9.7"}
    url = "/api/v1" + path
    assert till.client.get(url, headers=wrong, environ_overrides=elsewhere).status_code == 401
    assert sum(strange.callers.values()) == 5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("127.0.0.1", "9.9.9.7"), ("127.0.0.1", "9.9.9.8"), False),
        (("127.0.0.1", "1.1.1.1, 9.9.9.7"), ("9.9.9.7", ""), True),
        (("9.9.9.7", "1.1.1.1"), ("9.9.9.7", "1.1.1.2"), True),
        (("2a00:1::5", ""), ("2a00:1::6", ""), True),
        (("2a00:1::5", ""), ("2a00:2::5", ""), False),
        (("", ""), ("nonsense", ""), False),
    ],
)
def test_who_is_a_stranger(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    """What somebody at the door says of others counts only if it is a proxy of our own."""

    def counter(at: tuple[str, str]) -> str:
        address, forwarded = at
        builder = EnvironBuilder(headers=[("X-Forwarded-For", forwarded)] if forwarded else [])
        return counter_of(Request(builder.get_environ() | {"REMOTE_ADDR": address}))

    assert (counter(one) == counter(other)) is same


def test_requests_are_counted_in_redis_and_without_it(redis_url: str) -> None:
    for url in (redis_url, "redis://127.0.0.1:1/0"):
        rate = Rate(url, 3)
        allowed = [rate.allows("a") for _ in range(30)]
        assert 3 <= sum(allowed) < 30
        assert rate.allows("b")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "labels"),
        ({"labels": []}, "labels"),
        ({"labels": [1]}, "labels.0"),
        ({"labels": ["a"], "more": 1}, "more"),
        (["a"], ""),
    ],
)
def test_a_body_that_is_not_as_described(till: Till, body: Any, place: str) -> None:
    answer = till.call("POST", f"/friends/{HANA}/labels", body)
    assert answer.status_code == 400
    assert answer.json["error"]["place"] == place


def test_a_body_that_is_too_large(till: Till) -> None:
    assert till.refusal("POST", f"/friends/{HANA}/labels", "x" * BODY_BYTES) == (413, "too_large")


class Endless(io.RawIOBase):
    """A body that comes in chunks, and does not end; `given`: how much of it was taken."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.given += len(buffer)
        buffer[:] = b"x" * len(buffer)
        return len(buffer)


def test_a_body_without_an_end_is_not_read_to_it(till: Till) -> None:
    body = Endless()
    answer: Any = till.client.post(
        f"/api/v1/friends/{HANA}/labels",
        headers={"Authorization": f"Bearer {till.token}"},
        environ_overrides={"wsgi.input": io.BufferedReader(body), "wsgi.input_terminated": True},
    )
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "too_large")
    assert body.given < 4 * BODY_BYTES


def test_twins_that_come_together_act_once(till: Till) -> None:
    """Each over a connection of its own, again and again."""
    counted = {"attributes": {"点": 1}}
    for turn in range(5):
        key = {"Idempotency-Key": f"order-{turn}"}
        call = partial(till.call, "PATCH", f"/friends/{HANA}/attributes", counted, **key)
        answers: list[Any] = at_once([call] * 4)
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.text for answer in answers}) == 1
    assert rows("SELECT count(*) FROM api_answer") == [(5,)]


def test_of_twins_with_other_bodies_one_is_refused(till: Till) -> None:
    path, key = f"/friends/{HANA}/labels", {"Idempotency-Key": "order-1"}
    calls = [partial(till.call, "POST", path, {"labels": [name]}, **key) for name in "ab"]
    answers: list[Any] = at_once(calls)
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    assert len(till.done("GET", f"/friends/{HANA}")["labels"]) == 1


def test_it_has_a_page_for_people_in_their_language(till: Till) -> None:
    for headers, words in (
        ({"Accept-Language": "ja-JP,ja;q=0.9,en;q=0.8"}, "外のシステム"),
        ({"Accept-Language": "en-GB"}, "Other systems"),
        ({"Accept-Language": "fr"}, "外のシステム"),
        ({}, "外のシステム"),
    ):
        answer = till.client.get("/api/v1/", headers=headers)
        assert (answer.status_code, answer.mimetype) == (200, "text/html")
        assert words in answer.text
    assert "Other systems" in till.client.get("/api/v1/?lang=en").text
    assert till.client.get("/api/v1/?lang=%3Cscript").status_code == 200


def test_it_describes_itself(till: Till) -> None:
    described: Any = till.client.get("/api/v1/openapi.json").json
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": "https://shop.example/api/v1"}]
    assert set(described["paths"]["/friends/{friend}/labels"]) == {"post"}
    told = {
        (path, method.upper()) for path, methods in described["paths"].items() for method in methods
    }
    assert len(told) == 9


def named(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.text(max_size=30), values, max_size=3)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | named(inner),
    max_leaves=8,
)
BODIES = st.one_of(
    ANYTHING,
    st.fixed_dictionaries({"labels": st.lists(st.text(max_size=30), max_size=3)}),
    st.fixed_dictionaries({"attributes": named(ANYTHING)}),
    st.fixed_dictionaries({"scenario": st.text(max_size=30)}),
    st.fixed_dictionaries({"customer_id": st.text(max_size=120)}),
    st.fixed_dictionaries(
        {"event": st.text(max_size=30), "friend": st.just(HANA) | st.text(max_size=20)},
        optional={"data": named(ANYTHING)},
    ),
)
NASTY = st.one_of(
    st.text(min_size=1, max_size=30),
    st.sampled_from(["customer:", "customer:C-7", "..", "%00", "ご案内", HANA, "U" + "0" * 32]),
)
METHODS = st.sampled_from(["GET", "POST", "PATCH", "PUT", "DELETE"])


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Mostly Hana's; the parts of any route are whatever anybody may write there."""
    path = draw(st.sampled_from([route.path for route in ROUTES]))
    friend = draw(st.just(HANA) | NASTY)
    for name in ("friend", "label", "scenario", "key"):
        path = path.replace(f"<{name}>", quote(friend if name == "friend" else draw(NASTY)))
    return path


def bytes_of(body: Any) -> bytes:
    return json.dumps(body).encode()


RAW = st.one_of(
    BODIES.map(bytes_of),
    st.binary(max_size=60),
    st.sampled_from(
        [b"", b"{", b"\xff", b"null", b'{"labels": ["\\ud800"]}', b"[" * 2_000, b"1e999"]
    ),
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Idempotency-Key": st.text("ab\t \xe9'%", max_size=3) | st.just("k" * 300),
        "Content-Type": st.sampled_from(["application/json", "text/html", "\xff", "multipart/x"]),
        "Content-Encoding": st.just("gzip"),
    },
)


@pytest.fixture
def busy(shop: Shop, till: Till) -> Till:
    """There is something to change."""
    shop.started(step("a", {"days": 1}), start=[{"when": "manual"}, {"when": "api", "event": "0"}])
    till.done("PUT", f"/friends/{HANA}/customer-id", {"customer_id": "C-7"})
    return till


def everything() -> str:
    """What an act may change."""
    tables = ("friend", "label", "friend_label", "field", "friend_field", "customer", "change")
    return "".join(str(rows(f"SELECT * FROM {name}")) for name in (*tables, "enrollment"))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(method=METHODS, path=addresses(), body=RAW, headers=HEADERS)
def test_nothing_that_is_sent_breaks_it_or_is_half_done(
    busy: Till, method: str, path: str, body: bytes, headers: dict[str, str]
) -> None:
    before, given = everything(), {"Authorization": f"Bearer {busy.token}", **headers}
    answer = busy.client.open("/api/v1" + path, method=method, data=body, headers=given)
    assert answer.status_code in {200, 308, 400, 404, 405, 422}
    if answer.status_code != 200:
        assert everything() == before
    if answer.mimetype == "application/json" and answer.status_code != 200:
        assert json.loads(answer.text)["error"]["message"]

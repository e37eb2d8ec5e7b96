"""What stands before every endpoint: tokens, sizes, limits, faults."""

import time
from uuid import uuid4

import pytest
import urllib3

from simulator.client import SimulatorClient, SimulatorError
from tests.simulator.line import Line, text


def test_no_token_and_a_wrong_token(line: Line) -> None:
    none = line.call("GET", "/v2/bot/info", headers={"authorization": "Basic x"})
    assert none.status == 401
    assert none.message.startswith("Authorization header required. Must follow the scheme")
    wrong = line.call("GET", "/v2/bot/info", headers={"authorization": "Bearer nonsense"})
    assert wrong.status == 401
    assert wrong.message.startswith("Authentication failed. Confirm that the access token")


def test_every_answer_has_its_own_request_id(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    answers = [line.push(hana.user) for _ in range(20)]
    answers.append(line.push("nobody"))
    answers.append(line.get("/v2/bot/nothing/here"))
    answers.append(line.call("GET", "/v2/bot/info", headers={"authorization": "Bearer x"}))
    sim.fault("push", "rate_429")
    answers.append(line.push(hana.user))
    assert len({answer.headers["x-line-request-id"] for answer in answers}) == len(answers)


def test_bodies_that_are_no_json(line: Line) -> None:
    path = "/v2/bot/message/push"
    broken = line.call("POST", path, raw=b'{"to": ')
    assert broken.status == 400
    assert broken.message == "The request body could not be parsed as JSON (line: 1, column: 8)"
    assert line.call("POST", path, raw=b"[]").status == 400
    assert line.call("POST", path, raw=b"\xff\xfe\x00").status == 400
    assert line.call("POST", path, raw=b"[" * 100_000).status == 400
    form = line.call("POST", path, raw=b"a=b", headers={"content-type": "text/plain"})
    assert form.message == "The content type, text/plain, is not supported"


def test_more_than_two_megabytes(line: Line) -> None:
    body = b'{"to":"' + b"x" * (2 * 1024 * 1024) + b'"}'
    assert line.call("POST", "/v2/bot/message/push", raw=body).status == 413


def test_rate_limit_is_a_bucket_for_each_endpoint(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sim.limits(push_per_second=0.5, burst=3)
    answers = [line.push(hana.user) for _ in range(5)]
    assert [answer.status for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].message == "The API rate limit has been exceeded. Try again later."
    assert line.multicast([hana.user]).status == 200
    sim.limits(push_per_second=None)
    assert line.push(hana.user).status == 200


REFUSED = {
    "error_before": 500,
    "html_502": 502,
    "rate_429": 429,
    "monthly_429": 429,
    "unauthorized_401": 401,
    "forbidden_403": 403,
    "bad_request_400": 400,
    "too_large_413": 413,
}


@pytest.mark.parametrize(("kind", "status"), REFUSED.items())
def test_faults_before_acceptance(sim: SimulatorClient, line: Line, kind: str, status: int) -> None:
    hana = sim.person("花", friend=True)
    sim.fault("push", kind)
    assert line.push(hana.user).status == status
    assert hana.from_bot() == []
    assert line.push(hana.user).status == 200, "a fault strikes once"


def test_the_two_429_differ_in_their_text(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sim.fault("any", "monthly_429")
    assert "monthly" in line.push(hana.user).message
    sim.fault("any", "rate_429")
    assert "rate" in line.push(hana.user).message


def test_an_error_after_acceptance_and_the_repeat(sim: SimulatorClient, line: Line) -> None:
    hana, key = sim.person("花", friend=True), str(uuid4())
    sim.fault("push", "error_after")
    assert line.push(hana.user, key=key).status == 500
    assert line.push(hana.user, key=key).status == 409
    assert len(hana.from_bot()) == 1


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection(sim: SimulatorClient, line: Line, kind: str, arrived: int) -> None:
    hana = sim.person("花", friend=True)
    sim.fault("push", kind)
    with pytest.raises(urllib3.exceptions.ProtocolError):
        line.push(hana.user)
    assert len(hana.from_bot()) == arrived


def test_a_request_that_hangs(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sim.fault("push", "hang")
    body = {"to": hana.user, "messages": [text()]}
    impatient = urllib3.PoolManager(retries=False, timeout=0.2)
    headers = {"authorization": f"Bearer {line.token}"}
    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        impatient.request("POST", f"{line.url}/v2/bot/message/push", json=body, headers=headers)
    assert hana.from_bot() == []


def test_a_slow_request_is_accepted_though_the_bot_left(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sim.fault("push", "slow", delay_ms=250)
    body = {"to": hana.user, "messages": [text("遅い")]}
    headers = {"authorization": f"Bearer {line.token}"}
    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        urllib3.PoolManager(retries=False, timeout=0.1).request(
            "POST", f"{line.url}/v2/bot/message/push", json=body, headers=headers
        )
    assert hana.from_bot() == []
    assert hana.waits_for("遅い")


def test_an_odd_answer_to_an_accepted_request(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sim.fault("push", "odd_200")
    answer = line.push(hana.user)
    assert (answer.status, "sentMessages" in answer.body) == (200, False)
    assert len(hana.from_bot()) == 1


def test_latency_answers_late_but_accepts_at_once(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sim.latency(120)
    start = time.perf_counter()
    line.push(hana.user)
    took = time.perf_counter() - start
    start = time.perf_counter()
    line.get("/v2/bot/info")
    assert took >= 0.11 > time.perf_counter() - start


def test_faults_for_ever_by_chance_and_cleared(sim: SimulatorClient, line: Line) -> None:
    hana = sim.person("花", friend=True)
    sim.fault("multicast", "error_before", times=None)
    sim.fault("push", "error_before", times=None, probability=0)
    assert [line.multicast([hana.user]).status for _ in range(3)] == [500] * 3
    assert line.push(hana.user).status == 200
    assert len(sim.get("/sim/faults")["faults"]) == 2
    sim.clear_faults()
    assert line.multicast([hana.user]).status == 200


def test_faults_of_any_spare_what_does_not_send(sim: SimulatorClient, line: Line) -> None:
    sim.fault("any", "error_before", times=None)
    assert line.get("/v2/bot/info").status == 200
    sim.fault("all", "error_before")
    assert line.get("/v2/bot/info").status == 500


def test_unknown_faults_are_refused_kindly(sim: SimulatorClient) -> None:
    with pytest.raises(SimulatorError, match="There is no fault explode; there are"):
        sim.fault("push", "explode")


def test_every_request_is_listed(sim: SimulatorClient, line: Line) -> None:
    hana, key = sim.person("花", friend=True), str(uuid4())
    before = max((seen["seq"] for seen in sim.requests()), default=0)
    line.push(hana.user, key=key)
    line.push(hana.user, key=key)
    sim.fault("push", "hang")
    line.get("/v2/bot/info")
    seen = sim.requests(after=before)
    assert [(one["method"], one["path"], one["status"]) for one in seen] == [
        ("POST", "/v2/bot/message/push", 200),
        ("POST", "/v2/bot/message/push", 409),
        ("GET", "/v2/bot/info", 200),
    ]
    assert seen[0]["retry_key"] == key

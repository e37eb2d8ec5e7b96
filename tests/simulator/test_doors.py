"""LINE's links into the app: LINE Login, the account's page, its chat with words in the field."""

from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

import pytest

from simulator.client import SimulatorClient, SimulatorError
from simulator.testing import SimulatorHandle
from tests.simulator.fake_bot import FakeBot
from tests.simulator.line import Json, Line

BACK = "https://shop.example/login/callback"


def login(running: SimulatorHandle, **changes: str) -> str:
    asked = {
        "response_type": "code",
        "client_id": running.account.login_id,
        "redirect_uri": BACK,
        "state": "s.1",
        "scope": "openid",
        "nonce": "n1",
        "bot_prompt": "aggressive",
        **changes,
    }
    return f"{running.url}/oauth2/v2.1/authorize?{urlencode(asked)}"


def form(line: Line, what: str, **fields: str) -> tuple[int, Json]:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = line.call("POST", f"/oauth2/v2.1/{what}", raw=urlencode(fields).encode(), headers=kind)
    return answer.status, answer.body


def token(line: Line, running: SimulatorHandle, code: str, **changes: str) -> tuple[int, Json]:
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "client_id": running.account.login_id,
        "client_secret": running.account.login_secret,
    }
    return form(line, "token", **{**asked, **changes})


def test_login_tells_who_it_is_and_adds_the_account(
    sim: SimulatorClient, line: Line, running: SimulatorHandle, bot: FakeBot
) -> None:
    hana = sim.person("花")
    url = sim.open_login(login(running), hana.user)
    told = dict(parse_qsl(urlsplit(url).query))
    assert url.startswith(f"{BACK}?")
    assert (told["state"], told["friendship_status_changed"]) == ("s.1", "true")
    assert sim.state()["users"][-1]["friend"]
    status, answer = token(line, running, told["code"])
    assert (status, answer["scope"]) == (200, "openid")
    channel = running.account.login_id
    asked = {"id_token": answer["id_token"], "client_id": channel}
    assert form(line, "verify", **asked, nonce="n1")[1]["sub"] == hana.user
    for wrong in ({"nonce": "n2"}, {"client_id": "1"}, {"id_token": "x"}):
        assert form(line, "verify", **{**asked, **wrong})[0] == 400
    assert token(line, running, told["code"]) == (
        400,
        {"error": "invalid_grant", "error_description": "invalid authorization code"},
    )


def test_who_is_a_friend_or_does_not_want_to(
    sim: SimulatorClient, running: SimulatorHandle
) -> None:
    for friend, add in ((True, True), (False, False)):
        person = sim.person("花", friend=friend)
        told = parse_qs(urlsplit(sim.open_login(login(running), person.user, add=add)).query)
        assert told["friendship_status_changed"] == ["false"]
    denied = sim.open_login(login(running), sim.person("健").user, allow=False)
    told = parse_qs(urlsplit(denied).query)
    assert (told["error"], told["state"], "code" in told) == (["access_denied"], ["s.1"], False)


@pytest.mark.parametrize(
    "changes",
    [{"client_id": "1"}, {"scope": "profile"}, {"redirect_uri": "javascript:x"}, {"state": ""},
     {"response_type": "token"}],
)  # fmt: skip
def test_login_refuses_what_line_refuses(
    sim: SimulatorClient, line: Line, running: SimulatorHandle, changes: dict[str, str]
) -> None:
    url = login(running, **changes)
    assert line.get(url.removeprefix(running.url)).status == 400
    with pytest.raises(SimulatorError):
        sim.open_login(url, sim.person("花").user)


@pytest.mark.parametrize(
    "changes", [{"client_secret": "x"}, {"client_id": "1"}, {"redirect_uri": "https://e.example"}]
)
def test_a_code_is_for_the_channel_that_asked(
    sim: SimulatorClient, line: Line, running: SimulatorHandle, changes: dict[str, str]
) -> None:
    url = sim.open_login(login(running), sim.person("花").user)
    code = parse_qs(urlsplit(url).query)["code"][0]
    assert token(line, running, code, **changes)[0] == 400


def test_the_chat_opens_with_words_in_the_field(
    sim: SimulatorClient, line: Line, running: SimulatorHandle
) -> None:
    hana, account = sim.person("花"), running.account.basic_id
    path = f"/R/oaMessage/{quote(account, safe='')}/?{quote('店頭QRから<&>')}"
    page = line.get(path)
    assert (page.status, "店頭QRから&lt;&amp;&gt;" in page.raw.decode()) == (200, True)
    assert sim.open_chat(running.url + path, hana.user) == "店頭QRから<&>"
    assert next(one for one in sim.state()["users"] if one["id"] == hana.user)["friend"]
    assert line.get(f"/R/ti/p/{quote(account, safe='')}").status == 200
    assert line.get("/R/ti/p/%40nobody").status == 404

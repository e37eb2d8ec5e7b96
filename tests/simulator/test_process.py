"""A simulator of one's own: its folder, its clock file, its demo, its page and its stream."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import urllib3

from simulator.testing import SimulatorHandle, start_simulator
from tests.simulator.line import Line, text
from tests.simulator.pictures import picture

Start = Callable[..., SimulatorHandle]


@pytest.fixture
def start() -> Iterator[Start]:
    handles: list[SimulatorHandle] = []

    def begin(**options: Any) -> SimulatorHandle:
        handles.append(start_simulator(**options))
        return handles[-1]

    yield begin
    for handle in handles:
        handle.stop()


def test_a_restart_goes_on(start: Start, tmp_path: Path) -> None:
    handle = start(data=tmp_path)
    sim, line, key = handle.client, Line(handle.url, handle.token), str(uuid4())
    hana, ken = sim.person("花", friend=True), sim.person("健", friend=True)
    kitchen = sim.group("キッチン", hana)
    sim.invite_bot(kitchen.chat)
    line.push(hana.user, text("一"), text("二"), key=key)
    line.multicast([hana.user, ken.user], text("みな"), customAggregationUnits=["u1"])
    hana.sends_picture(picture(10, 10))
    menu = line.call("POST", "/v2/bot/richmenu", MENU).body["richMenuId"]
    image = {"content-type": "image/png"}
    path = f"/v2/bot/richmenu/{menu}/content"
    line.call("POST", path, raw=picture(800, 540), headers=image)
    line.call("POST", f"/v2/bot/user/all/richmenu/{menu}")
    sim.quota("limited", value=100)
    sim.advance(days=3)
    before = (sim.messages(hana.chat), sim.ledger(), sim.menu(hana.chat), sim.state()["users"])
    handle.stop()

    handle = start(data=tmp_path)
    sim, line = handle.client, Line(handle.url, handle.token)
    after = (sim.messages(hana.chat), sim.ledger(), sim.menu(hana.chat), sim.state()["users"])
    assert after == before
    assert sim.state()["groups"][0]["bot_inside"] is True
    assert sim.state()["quota"]["used"] == 3
    assert 259_199 < sim.state()["clock"]["offset_seconds"] < 259_201
    assert line.push(hana.user, key=key).status == 409
    content = sim.messages(hana.chat)[-1]["message"]["url"]
    assert sim.fetch(content) == picture(10, 10)
    assert sim.fetch(f"/sim/menus/{menu}/image") == picture(800, 540)
    assert line.push(hana.user, text("三")).status == 200
    seqs = [message["seq"] for message in sim.messages(hana.chat)]
    assert seqs == sorted(set(seqs))
    assert handle.log() == ""


MENU = {
    "size": {"width": 800, "height": 540},
    "selected": False,
    "name": "m",
    "chatBarText": "メニュー",
    "areas": [],
}


def test_the_state_is_saved_while_running(start: Start, tmp_path: Path) -> None:
    handle = start(data=tmp_path)
    hana = handle.client.person("花")
    saved = tmp_path / "simulator.json"
    handle.client.wait(lambda: saved.exists() and hana.user in saved.read_text())
    handle.process.kill()
    handle.process.wait()
    again = start(data=tmp_path)
    assert again.client.state()["users"][0]["id"] == hana.user


def test_the_clock_file_says_how_far_time_was_moved(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "clock" / "clock.json"
    sim = start(clock_file=file).client
    assert json.loads(file.read_text()) == {"offset_seconds": 0.0}
    sim.advance(days=3)
    assert json.loads(file.read_text()) == {"offset_seconds": 259_200.0}
    target = sim.now() + 10_000_000
    sim.set_clock(target)
    assert 0 <= sim.now() - target < 5_000
    sim.reset_clock()
    assert json.loads(file.read_text()) == {"offset_seconds": 0.0}


def test_demo_people_are_no_friends_yet(start: Start, tmp_path: Path) -> None:
    state = start(demo=True, data=tmp_path).client.state()
    assert [user["name"] for user in state["users"]] == ["森", "花", "田中"]
    assert not any(user["friend"] for user in state["users"])
    (group,) = state["groups"]
    assert (group["name"], group["bot_inside"], len(group["members"])) == ("キッチン", False, 2)


def test_demo_people_come_once(start: Start, tmp_path: Path) -> None:
    start(demo=True, data=tmp_path).stop()
    assert len(start(demo=True, data=tmp_path).client.state()["users"]) == 3


def test_a_fresh_one_is_empty_and_cannot_ask_a_bot(start: Start) -> None:
    sim = start(account_name="テスト店").client
    state = sim.state()
    assert state["users"] == state["groups"] == []
    assert state["account"]["name"] == "テスト店"
    with pytest.raises(Exception, match="without --bot"):
        sim.owner_code()


def test_a_port_already_taken_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "simulator", "--port", port]
        command += ["--secret", "s", "--token", "t"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=20)
    assert ended.returncode == 1
    assert f"cannot listen on port {port}" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_the_page_is_served_and_nothing_beside_it(start: Start) -> None:
    handle = start()
    http = urllib3.PoolManager(retries=False)
    for path in ("/../app.py", "/%2e%2e/app.py", "/..%2fapp.py", "/nothing.html", "//etc/passwd"):
        assert http.urlopen("GET", handle.url + path, redirect=False).status == 404, path
    page = http.request("GET", f"{handle.url}/")
    if (Path(__file__).parents[2] / "simulator/page/index.html").exists():
        assert page.status == 200
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'self'" in page.headers["content-security-policy"]


def test_the_stream_tells_what_changed(start: Start) -> None:
    handle = start()
    sim, line = handle.client, Line(handle.url, handle.token)
    hana = sim.person("花", friend=True)
    connection = HTTPConnection(handle.url.removeprefix("http://"), timeout=5)
    connection.request("GET", "/sim/stream")
    response = connection.getresponse()
    assert response.headers["content-type"] == "text/event-stream"
    notes = _notes(response)
    for _ in range(3):
        line.push(hana.user)
    assert next(notes) == {"kind": "message", "chat": hana.chat}
    sim.advance(hours=1)
    assert any(note == {"kind": "clock"} for note in notes)
    connection.close()


def _notes(response: HTTPResponse) -> Iterator[Any]:
    while line := response.readline().decode():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))

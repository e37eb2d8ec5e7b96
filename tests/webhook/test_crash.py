"""gunicorn as the Procfile starts it, killed under load: what it acknowledged is in the inbox."""

import contextlib
import http.client
import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.processes import Running, free_port, until, web_command
from bot.line.signature import sign
from bot.store.db import open_inbox
from bot.store.inbox import Inbox
from tests.webhook import payloads
from tests.webhook.test_callback import SECRET, Caller

POSTERS, ENOUGH = 24, 400
UP_SECONDS = 60


class Poster(threading.Thread):
    """A chat that posts two new events at a time, until nobody answers."""

    def __init__(self, port: int, number: int) -> None:
        super().__init__(daemon=True)
        self._port, self.chat = port, f"U{number}"
        self.posted: list[str] = []
        self.acknowledged: list[str] = []

    def run(self) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
            while True:
                ids = [f"{self.chat}-{len(self.posted) + n}" for n in (0, 1)]
                self.posted += ids
                assert _post(connection, _events(self.chat, ids)) == 200
                self.acknowledged += ids


def _events(chat: str, ids: list[str]) -> list[dict[str, Any]]:
    source = {"type": "user", "userId": chat}
    return [{**payloads.TEXT, "source": source, "webhookEventId": id_} for id_ in ids]


def _post(connection: http.client.HTTPConnection, events: list[dict[str, Any]]) -> int:
    body = json.dumps({"events": events}).encode()
    connection.request("POST", "/callback", body, {"X-Line-Signature": sign(SECRET, body)})
    answer = connection.getresponse()
    answer.read()
    return answer.status


@contextlib.contextmanager
def web(folder: Path, database_url: str, redis_url: str) -> Iterator[tuple[Running, int]]:
    env = {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": "token",
        "PUBLIC_BASE_URL": "https://shop.example",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
    }
    port = free_port()
    running = Running(web_command(port), folder, env)
    try:
        until(lambda: _is_up(port), f"web is up: {running.log()}", UP_SECONDS)
        yield running, port
    finally:
        running.stop()


def _is_up(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_what_was_acknowledged_survives_a_kill_and_redeliveries_are_stored_once(
    database_url: str, redis_url: str, tmp_path: Path
) -> None:
    inbox = Inbox(open_inbox(database_url))
    inbox.create_table()
    with web(tmp_path, database_url, redis_url) as (running, port):
        posters = [Poster(port, number) for number in range(POSTERS)]
        for poster in posters:
            poster.start()
        until(lambda: sum(len(p.acknowledged) for p in posters) > ENOUGH, "a load", UP_SECONDS)
        os.killpg(running.process.pid, signal.SIGKILL)
        for poster in posters:
            poster.join(UP_SECONDS)
    _holds_at_least_the_acknowledged(inbox, posters)
    again = Caller(inbox)
    for poster in posters:
        assert again.send(*_events(poster.chat, poster.posted)) == 200
    assert _stored(inbox) == {poster.chat: poster.posted for poster in posters}


def _holds_at_least_the_acknowledged(inbox: Inbox, posters: list[Poster]) -> None:
    stored = _stored(inbox)
    for poster in posters:
        known = len(poster.acknowledged)
        assert stored[poster.chat][:known] == poster.acknowledged, "each once, and in its order"
        assert stored[poster.chat][known:] in ([], poster.posted[known:]), "a post whole, or not"


def _stored(inbox: Inbox) -> dict[str, list[str]]:
    """The ids of each chat, in the order in which they will be handled."""
    found: dict[str, list[str]] = {}
    for row in inbox.pending(1_000_000, 1.0):
        found.setdefault(row.chat, []).append(row.event_id)
    return found

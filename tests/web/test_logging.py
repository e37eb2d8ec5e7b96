import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from bot.config import load_settings
from bot.logging import known_secrets, setup_logging

SETTINGS = load_settings(
    {
        "LINE_CHANNEL_SECRET": "c0ffee-secret",
        "LINE_CHANNEL_ACCESS_TOKEN": 'tok+en/with="quote',
        "PUBLIC_BASE_URL": "https://bot.example",
        "DATABASE_URL": "postgresql://owner:p%40ssw0rd@db/bot",
        "REDIS_URL": "redis://:redis-pass@cache:6379/0",
    }
)


Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, io.StringIO()
    setup_logging(SETTINGS, stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level


def test_one_json_object_a_line(lines: Lines) -> None:
    structlog.get_logger("bot.test").warning("batch_sent", batch=7, friend="U1", name="飛び石\n")
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "batch_sent",
        "level": "warning",
        "logger": "bot.test",
        "batch": 7,
        "friend": "U1",
        "name": "飛び石\n",
    }


def test_other_libraries_write_json_too(lines: Lines) -> None:
    logging.getLogger("werkzeug").info("GET %s", "/healthz")
    (line,) = lines()
    assert (line["event"], line["level"]) == ("GET /healthz", "info")


def test_secrets_are_hidden_wherever_they_are(lines: Lines) -> None:
    log = structlog.get_logger()
    for secret in ("c0ffee-secret", 'tok+en/with="quote', "p@ssw0rd", "p%40ssw0rd", "redis-pass"):
        assert secret in known_secrets(SETTINGS)
        log.warning(f"got {secret}", header=[f"Bearer {secret}"])
        logging.getLogger("library").error("url %s", secret)
        try:
            raise ValueError(f"bad {secret}")
        except ValueError:
            log.exception("failed")
    written = json.dumps(lines(), ensure_ascii=False)
    assert written.count("[hidden]") >= 15
    for part in ("c0ffee", "tok+en", "ssw0rd", "redis-pass"):
        assert part not in written


def test_peoples_words_are_left_out(lines: Lines) -> None:
    structlog.get_logger().warning("event", text="会いたい", token="abc", message_id="m1")
    (line,) = lines()
    assert (line["text"], line["token"], line["message_id"]) == ("[hidden]", "[hidden]", "m1")


@pytest.mark.parametrize("name", ["peewee", "linebot.v3.messaging.rest", "urllib3", "rq.worker"])
def test_talkative_libraries_are_hushed(lines: Lines, name: str) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    logging.getLogger(name).debug("INSERT ... 会いたい")
    assert lines() == []


WORDS = "会いたい"


class NotOurs(ValueError):
    pass


def _breaks(text: str) -> None:
    try:
        int(text)
    except ValueError:
        raise NotOurs(f"cannot read {text}") from KeyError(text)


def test_a_traceback_says_where_and_not_what_people_wrote(lines: Lines) -> None:
    for log in (structlog.get_logger().exception, logging.getLogger("library").exception):
        try:
            _breaks(WORDS)
        except ValueError:
            log("failed")
    for line in lines():
        assert WORDS not in json.dumps(line, ensure_ascii=False)
        assert "in _breaks" in line["exception"]
        assert line["exception"].index("KeyError") < line["exception"].index("test_logging.NotOurs")


def test_errors_that_speak_of_code_are_quoted(lines: Lines) -> None:
    parts = [TypeError("no such argument"), OSError(28, "disk full", "f")]
    group = ExceptionGroup(WORDS, parts)
    structlog.get_logger().error("failed", exc_info=group)
    (line,) = lines()
    assert "TypeError: no such argument" in line["exception"]
    assert "OSError: disk full" in line["exception"]
    assert WORDS not in line["exception"]


def test_an_error_that_is_its_own_context_ends(lines: Lines) -> None:
    first, second = ValueError("1"), ValueError("2")
    first.__context__, second.__context__ = second, first
    structlog.get_logger().error("failed", exc_info=first)
    assert len(lines()) == 1


def test_the_level_is_kept(lines: Lines) -> None:
    log = structlog.get_logger()
    log.debug("too small")
    log.info("fine")
    assert [line["event"] for line in lines()] == ["fine"]

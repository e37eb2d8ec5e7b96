"""Logs as JSON lines: ids yes, secrets and people's words never."""

import json
import logging
import sys
from collections.abc import Callable, Iterable, MutableMapping
from types import TracebackType
from typing import Any, TextIO
from urllib.parse import unquote, urlsplit

import structlog

from bot.config import Settings
from bot.tracebacks import told

HIDDEN = "[hidden]"
# What these say is a token, a code or somebody's words, whoever logs it.
_WORDS = frozenset(
    {"authorization", "body", "code", "messages", "payload", "reply_token", "secret", "text"}
    | {"token", "data", "password"}
)
# At DEBUG these write SQL parameters, requests or whole answers of LINE.
_TALKATIVE = ("aiohttp", "asyncio", "linebot", "peewee", "rq", "urllib3")


def setup_logging(settings: Settings, stream: TextIO | None = None) -> None:
    """To `stream`, else to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_told),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    _write_to(stream or sys.stderr, settings, shared)


def _write_to(stream: TextIO, settings: Settings, shared: list[Any]) -> None:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_words,
                structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
                redactor(known_secrets(settings)),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _told(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    return told(exc_info[1])


def known_secrets(settings: Settings) -> frozenset[str]:
    given = {
        settings.line_channel_secret.get_secret_value(),
        settings.line_channel_access_token.get_secret_value(),
    }
    for url in (settings.database_url, settings.redis_url):
        password = urlsplit(url).password or ""
        given |= {password, unquote(password)}
    return frozenset(given - {""})


def redactor(secrets: Iterable[str]) -> Callable[[Any, str, Any], Any]:
    """The last processor: works on the finished line, so nothing slips by inside a traceback."""
    written = {json.dumps(secret, ensure_ascii=False)[1:-1] for secret in secrets}
    longest_first = sorted(written, key=len, reverse=True)

    def redact(_: Any, __: str, line: Any) -> Any:
        for secret in longest_first:
            line = line.replace(secret, HIDDEN)
        return line

    return redact


def _without_words(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name in _WORDS & event.keys():
        event[name] = HIDDEN
    return event

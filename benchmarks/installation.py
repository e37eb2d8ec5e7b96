"""One installation of the bot for a benchmark: its settings, and its real processes."""

import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from benchmarks.common import Bench
from benchmarks.processes import Running, until, web_command
from bot.config import Settings
from simulator.testing import SECRET, TOKEN

NOBODY = "http://127.0.0.1:9"
UP_SECONDS = 30


def environment(bench: Bench, database_url: str, line: str = NOBODY) -> dict[str, str]:
    return {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_BASE": line,
        "PUBLIC_BASE_URL": "http://127.0.0.1",
        "DATABASE_URL": database_url,
        "REDIS_URL": bench.redis.url,
        "DATA_DIR": str(bench.folder),
        "LOG_LEVEL": "WARNING",
    }


def settings_for(bench: Bench, database_url: str, line: str = NOBODY) -> Settings:
    named = environment(bench, database_url, line)
    return Settings.model_validate({name.lower(): value for name, value in named.items()})


@contextmanager
def web(
    bench: Bench, port: int, env: Mapping[str, str], app: str | None = None
) -> Iterator[Running]:
    """The Procfile's web process, answering; with `app` another one in its place."""
    with _running(web_command(port, app), bench, env) as running:
        until(lambda: _answers(f"http://127.0.0.1:{port}/healthz"), "web answers", UP_SECONDS)
        yield running


@contextmanager
def worker(bench: Bench, env: Mapping[str, str]) -> Iterator[Running]:
    with _running([sys.executable, "worker.py"], bench, env) as running:
        yield running


@contextmanager
def _running(command: list[str], bench: Bench, env: Mapping[str, str]) -> Iterator[Running]:
    running = Running(command, bench.folder, env)
    try:
        yield running
    except BaseException:
        print(running.log()[-4000:], file=sys.stderr)
        raise
    finally:
        running.stop()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False

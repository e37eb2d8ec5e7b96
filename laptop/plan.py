"""What a run consists of: the commands, and the environment they share."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from laptop.identity import keep_identity
from laptop.processes import Command
from laptop.redis_server import plan_redis

ACCOUNT_NAME = "ひだまり弁当"


@dataclass(frozen=True)
class Plan:
    port: int
    data: Path
    env: Mapping[str, str]
    redis_url: str
    redis: Command | None  # None: somebody else's is used
    migrate: Command
    simulator: Command
    web: Command
    worker: Command
    line_setup: Command

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def bot(self) -> str:
        return f"http://127.0.0.1:{self.port + 1}"


def make_plan(environ: Mapping[str, str], port: int, data: Path, spare: Path) -> Plan:
    """`spare` is a folder with a short path. Raises Problem."""
    identity = keep_identity(data / "laptop.json")
    given = environ.get("REDIS_URL")
    server = None if given else plan_redis(data / "redis", spare)
    redis_url = given or (server.url if server else "")
    clock = data / "clock.json"
    env = {
        **environ,
        "LINE_CHANNEL_SECRET": identity.channel_secret,
        "LINE_CHANNEL_ACCESS_TOKEN": identity.channel_access_token,
        "LINE_LOGIN_CHANNEL_ID": identity.login_id,
        "LINE_LOGIN_CHANNEL_SECRET": identity.login_secret,
        "LINE_API_BASE": f"http://127.0.0.1:{port}",
        "PUBLIC_BASE_URL": f"http://localhost:{port + 1}",
        "DATABASE_URL": f"sqlite:///{data / 'tobiishi.db'}",
        "REDIS_URL": redis_url,
        "DATA_DIR": str(data),
        "PORT": str(port + 1),
        "CLOCK_FILE": str(clock),
    }
    simulator = {
        "--port": str(port),
        "--data": str(data / "simulator"),
        "--webhook": f"http://127.0.0.1:{port + 1}/callback",
        "--secret": identity.channel_secret,
        "--token": identity.channel_access_token,
        "--login-id": identity.login_id,
        "--login-secret": identity.login_secret,
        "--clock-file": str(clock),
        "--bot": f"http://127.0.0.1:{port + 1}",
        "--account-name": ACCOUNT_NAME,
    }
    return Plan(
        port=port,
        data=data,
        env=env,
        redis_url=redis_url,
        redis=Command("redis", server.argv) if server else None,
        migrate=_python("migrate", "-m", "flask", "--app", "bot", "db", "upgrade"),
        simulator=_python("simulator", "-m", "simulator", *_flat(simulator), "--demo"),
        web=_python("web", *_gunicorn(port + 1)),
        worker=_python("worker", "worker.py"),
        line_setup=_python("line-setup", "-m", "flask", "--app", "bot", "line", "setup"),
    )


def _gunicorn(port: int) -> tuple[str, ...]:
    options = {
        "--bind": f"127.0.0.1:{port}",
        "--workers": "1",
        "--threads": "2",
        "--graceful-timeout": "3",
    }
    # Its control socket would be one for all of the person's gunicorns, in their home.
    return ("-m", "gunicorn", "--no-control-socket", *_flat(options), "bot:create_app()")


def _python(name: str, *words: str) -> Command:
    return Command(name, (sys.executable, *words))


def _flat(options: Mapping[str, str]) -> tuple[str, ...]:
    """In one word each: a value of its own would be taken for an option if it begins with "-"."""
    return tuple(f"{name}={value}" for name, value in options.items())

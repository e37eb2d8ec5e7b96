"""What must be true before anything is started; each failure is one kind line."""

import errno
import fcntl
import os
import socket
import tempfile
from pathlib import Path

from laptop.problem import Problem


def read_port(text: str) -> int:
    """The page's port; the bot takes the next one, so the last is one too many."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65534:
        return int(text)
    raise Problem(f"PORT is {text!r}: give a number from 1 to 65534, as in: PORT=9000 make run")


def require_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        why = error.strerror or "no reason given"
        raise Problem(
            f"Cannot write to the folder {folder} ({why.lower()}): "
            "use a folder of yours, or set DATA_DIR to one."
        ) from None


def take_lock(path: Path) -> int:
    """A file descriptor that holds the lock until the last process that has it ends."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise Problem(
            "Tobiishi already runs from this folder: use that one, or end it first with Ctrl-C."
        ) from None
    return descriptor


def require_free_port(port: int, what: str) -> None:
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        if not _is_free(family, host, port):
            raise Problem(
                f"Port {port}, needed for {what}, is taken by another program: "
                "stop that one, or choose another port, as in: PORT=9000 make run"
            )


def _is_free(family: int, host: str, port: int) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        # A machine without IPv6 has nobody there to be in the way.
        return error.errno not in (errno.EADDRINUSE, errno.EACCES)
    return True

"""A disk that a test can fill up: a small one of its own, or where mounting is not allowed the
limit of what a process may write to a file.
"""

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from tests.journeys.harness import Installation

MEGABYTE = 1024 * 1024
SIZE = 40 * MEGABYTE
LIMIT = MEGABYTE // 16  # above what logs come to, below what a database writes to


class Disk(Protocol):
    folder: Path

    def fill(self, it: Installation) -> None: ...
    def free(self, it: Installation) -> None: ...


class SmallDisk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, it: Installation) -> None:
        with contextlib.suppress(OSError), self._filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))

    def free(self, it: Installation) -> None:
        self._filler.unlink()


class LimitedFiles:
    """Writing fails with another error than on a full disk, and just as surely."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, it: Installation) -> None:
        self._limit(it, LIMIT)

    def free(self, it: Installation) -> None:
        self._limit(it, resource.RLIM_INFINITY)

    def _limit(self, it: Installation, size: int) -> None:
        for pid in (*it.pids("web"), *it.pids("worker")):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextlib.contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    mount = [*rights, "mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=1777", "tmpfs", str(folder)]
    if not _succeeds(mount):
        yield LimitedFiles(folder)
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run([*rights, "umount", "--lazy", str(folder)], check=True)


def _succeeds(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False

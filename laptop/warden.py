"""Ends what a launcher started, should the launcher die without a word (SIGKILL).

It reads `+PID` and `-PID` lines from the launcher; the pipe's end is the launcher's end. A pipe
works on every system and for grandchildren; a parent-death signal does neither.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from typing import IO


class Warden:
    """The launcher's side."""

    def __init__(self, keeps_open: int, grace: float) -> None:
        """`keeps_open`: the lock's descriptor, so that the next run waits for the last orphan."""
        self._process = subprocess.Popen(
            (sys.executable, "-m", "laptop.warden", str(grace)),
            stdin=subprocess.PIPE,
            pass_fds=(keeps_open,),
            start_new_session=True,
        )
        self._pipe: IO[bytes] = _certain(self._process.stdin)

    def started(self, pid: int) -> None:
        self._say(f"+{pid}\n")

    def ended(self, pid: int) -> None:
        self._say(f"-{pid}\n")

    def dismiss(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._pipe.close()
        self._process.wait()

    def _say(self, line: str) -> None:
        with contextlib.suppress(BrokenPipeError):  # without a warden the run itself goes on
            self._pipe.write(line.encode())
            self._pipe.flush()


def _certain(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - asked for with PIPE
    return pipe


def signal_group(group: int, number: int) -> bool:
    """False when nobody of the group is left."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def end_groups(groups: Iterable[int], grace: float) -> None:
    left = [group for group in groups if signal_group(group, signal.SIGTERM)]
    deadline = time.monotonic() + grace
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = [group for group in left if signal_group(group, 0)]
    for group in left:
        signal_group(group, signal.SIGKILL)


def main(grace: float) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        pid = int(line[1:])
        groups.add(pid) if line[0] == "+" else groups.discard(pid)
    end_groups(groups, grace)


if __name__ == "__main__":
    main(float(sys.argv[1]))

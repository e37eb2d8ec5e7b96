"""One process that the supervisor keeps running."""

import signal
import subprocess
from collections.abc import Callable, Sequence

import structlog

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 10.0
SETTLED_SECONDS = 30.0

log = structlog.get_logger()


def start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C reaches it through the supervisor alone; its standard
    input is a pipe that closes with the supervisor, however that ends.
    """
    return subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, start_new_session=True
    )


class Child:
    """Started again when it ends, after a pause that doubles while it keeps ending early."""

    def __init__(self, command: Sequence[str], monotonic: Callable[[], float]) -> None:
        self._command = command
        self._monotonic = monotonic
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0
        self._start_at = 0.0
        self._pause = FIRST_PAUSE_SECONDS

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def tend(self) -> None:
        now = self._monotonic()
        if self._process is not None and self._process.poll() is not None:
            self._ended(self._process, now)
        if self._process is None and now >= self._start_at:
            self._start(now)

    def _start(self, now: float) -> None:
        try:
            self._process, self._started_at = start(self._command), now
        except OSError as error:  # out of memory or processes: perhaps not for long
            log.warning("worker_not_started", error=error.strerror)
            self._start_at = now + LONGEST_PAUSE_SECONDS

    def _ended(self, process: "subprocess.Popen[bytes]", now: float) -> None:
        if now - self._started_at >= SETTLED_SECONDS:
            self._pause = FIRST_PAUSE_SECONDS
        log.warning(
            "worker_ended", pid=process.pid, status=process.returncode, again_in=self._pause
        )
        close(process)
        self._process, self._start_at = None, now + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE_SECONDS)

    def give_up(self) -> "subprocess.Popen[bytes] | None":
        """Hands over the process, if it runs, and never starts it again."""
        process, self._process, self._start_at = self._process, None, float("inf")
        return process


def stop(processes: Sequence["subprocess.Popen[bytes]"], wait: Callable[[], bool]) -> None:
    """Asks all to end, and kills those that still run when `wait` has said no more."""
    for process in processes:
        process.send_signal(signal.SIGTERM)
    while any(process.poll() is None for process in processes) and wait():
        pass
    for process in processes:
        process.kill()
        close(process)


def close(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin:
        process.stdin.close()
    process.wait()

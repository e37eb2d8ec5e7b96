"""Who may ask for the end: a signal to this program, or to the make it runs under."""

import os
import signal
import time
from pathlib import Path

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """The person, or the terminal, asked for the end."""


class StopRequest:
    """Signals only raise a flag: an exception in the middle of a start would leave an orphan."""

    def __init__(self, under_make: bool) -> None:
        self._reason = ""
        self._make = Make(os.getppid()) if under_make else None
        for number in ENDING:
            signal.signal(number, self._ask)

    def _ask(self, number: int, _frame: object) -> None:
        self._reason = "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name

    def pause(self, seconds: float) -> None:
        """Raises Stopped when the end was asked for."""
        time.sleep(seconds)
        if self._make and self._make.is_ending():
            self._reason = self._reason or "make ended"
        if self._reason:
            raise Stopped(self._reason)


class Make:
    """A make that gets a lone SIGINT (kill, a script; a terminal's Ctrl-C reaches all) drops its
    handler and waits for its recipe, and tells it nothing; a killed make leaves it to run for ever.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._caught = _caught_signals(pid)

    def is_ending(self) -> bool:
        return os.getppid() != self._pid or _caught_signals(self._pid) != self._caught


def _caught_signals(pid: int) -> tuple[bool, ...]:
    """Which of ENDING the process handles, where the system says so (Linux)."""
    try:
        status = Path("/proc", str(pid), "status").read_text()
    except OSError:
        return ()
    mask = int(status.partition("SigCgt:")[2].split()[0], 16)
    return tuple(bool(mask >> (number - 1) & 1) for number in ENDING)

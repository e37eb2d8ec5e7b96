"""Processes of the run: each in a group of its own, written to a log, known to the warden."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from laptop.warden import Warden, signal_group


@dataclass(frozen=True)
class Command:
    name: str
    argv: tuple[str, ...]


@dataclass(frozen=True)
class Process:
    command: Command
    log: Path
    popen: subprocess.Popen[bytes]
    started_at: float  # time.monotonic()

    @property
    def code(self) -> int | None:
        return self.popen.poll()


class Processes:
    def __init__(self, logs: Path, env: Mapping[str, str], warden: Warden, grace: float) -> None:
        self._logs = logs
        self._env = dict(env)
        self._warden = warden
        self._grace = grace

    def start(self, command: Command) -> Process:
        log = self.log_of(command)
        with log.open("ab") as output:
            popen = subprocess.Popen(
                command.argv,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._warden.started(popen.pid)
        return Process(command, log, popen, time.monotonic())

    def log_of(self, command: Command) -> Path:
        return self._logs / f"{command.name}.log"

    def end(self, processes: Sequence[Process]) -> None:
        """SIGTERM to all at once, SIGKILL to those who take too long; the ended are swept up."""
        living = [process for process in processes if process.code is None]
        for process in living:
            signal_group(process.popen.pid, signal.SIGTERM)
        deadline = time.monotonic() + self._grace
        for process in living:
            try:
                process.popen.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.popen.kill()
                process.popen.wait()
        for process in processes:
            self.sweep(process)

    def sweep(self, process: Process) -> None:
        """Ends whoever the ended process left behind in its group."""
        signal_group(process.popen.pid, signal.SIGKILL)
        self._warden.ended(process.popen.pid)


def rotate_logs(folder: Path) -> None:
    """Each run writes new logs and keeps those of the run before it."""
    folder.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        log.replace(log.with_suffix(".log.1"))

"""Keeps the lasting processes up, and ends everything in the right order."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from laptop.problem import Problem
from laptop.processes import Command, Process, Processes

QUICK_DEATH_SECONDS = 10.0
QUICK_DEATHS_ALLOWED = 5
LONGEST_PAUSE_SECONDS = 4.0


@dataclass
class Kept:
    process: Process
    stage: int
    quick_deaths: int = 0
    restart_at: float | None = None


class Supervisor:
    def __init__(self, processes: Processes, say: Callable[[str], None]) -> None:
        self._processes = processes
        self._say = say
        self._kept: list[Kept] = []

    def keep(self, command: Command, stage: int) -> None:
        """Higher stages rest on lower ones, so they are ended first."""
        self._kept.append(Kept(self._processes.start(command), stage))

    def look(self) -> None:
        """Brings up again whoever ended, and says so. Raises Problem when one keeps ending."""
        for kept in self._kept:
            if kept.restart_at is not None:
                self._restart_when_time(kept)
            elif kept.process.code is not None:
                self._note_death(kept)

    def end_all(self) -> None:
        for stage in sorted({kept.stage for kept in self._kept}, reverse=True):
            self._processes.end([kept.process for kept in self._kept if kept.stage == stage])

    def _note_death(self, kept: Kept) -> None:
        self._processes.sweep(kept.process)
        name, log = kept.process.command.name, kept.process.log
        now = time.monotonic()
        quick = now - kept.process.started_at < QUICK_DEATH_SECONDS
        kept.quick_deaths = kept.quick_deaths + 1 if quick else 0
        if kept.quick_deaths >= QUICK_DEATHS_ALLOWED:
            raise Problem(f"{name} keeps ending, so this run ends too. Its log: {log}")
        self._say(f"{name} ended by itself and is started again. Its log: {log}")
        kept.restart_at = now + min(0.25 * 2**kept.quick_deaths, LONGEST_PAUSE_SECONDS)

    def _restart_when_time(self, kept: Kept) -> None:
        if kept.restart_at is not None and time.monotonic() >= kept.restart_at:
            kept.restart_at = None
            kept.process = self._processes.start(kept.process.command)

"""How much memory processes hold while they run: proportional set size, from Linux' /proc."""

import os
import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Sample:
    """`at` in seconds since sampling began, `cpu` in seconds since the process began."""

    at: float
    pid: int
    mb: float
    cpu: float


@dataclass
class Memory:
    """Samples by the process' name."""

    by_name: dict[str, list[Sample]] = field(default_factory=lambda: defaultdict(list))

    def take(self, at: float, processes: Mapping[int, str]) -> None:
        for pid, name in processes.items():
            try:
                self.by_name[name].append(Sample(at, pid, _pss_mb(pid), cpu_seconds(pid)))
            except (OSError, StopIteration):
                continue  # it has just ended


def sampled(
    memory: Memory,
    processes: Callable[[], Mapping[int, str]],
    stopped: threading.Event,
    clock: Callable[[], float],
    every: float,
) -> None:
    while not stopped.wait(every):
        memory.take(clock(), processes())


def descendants(pid: int) -> list[int]:
    """The process and all it started, the eldest first."""
    found = [pid]
    for each in found:
        for task in (PROC / str(each) / "task").glob("*/children"):
            found += map(int, task.read_text().split())
    return found


def command(pid: int) -> str:
    return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()


def slope(samples: list[Sample]) -> float:
    """MB a minute, by least squares."""
    middle = sum(s.at for s in samples) / len(samples)
    level = sum(s.mb for s in samples) / len(samples)
    spread = sum((s.at - middle) ** 2 for s in samples)
    rise = sum((s.at - middle) * (s.mb - level) for s in samples)
    return 60 * rise / spread if spread else 0.0


def cpu_seconds(pid: int) -> float:
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _pss_mb(pid: int) -> float:
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024

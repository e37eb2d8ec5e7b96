"""What every benchmark needs: where it runs, repetitions, and figures in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar

from benchmarks.places import POSTGRES, SQLITE, Redis, local_postgres, running_redis

S = TypeVar("S")
Cell = str
NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Bench:
    """Where all benchmarks of one run happen. `postgres` is a server's own database, if any."""

    folder: Path
    redis: Redis
    postgres: str | None

    @property
    def databases(self) -> list[str]:
        return [SQLITE, POSTGRES] if self.postgres else [SQLITE]


@contextmanager
def prepared() -> Iterator[Bench]:
    with ExitStack() as stack:
        # Not a long path: a socket's may have about 100 bytes.
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="tobiishi-bench-")))
        redis = stack.enter_context(running_redis(folder))
        yield Bench(folder, redis, local_postgres())


@dataclass(frozen=True)
class Table:
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Benchmark(Generic[S]):
    """`full` and `quick` are the benchmark's own sizes."""

    run: Callable[[Bench, S], list[Table]]
    full: S
    quick: S

    def measure(self, bench: Bench, *, quick: bool) -> list[Table]:
        return self.run(bench, self.quick if quick else self.full)


@dataclass
class Samples:
    """Repeated measurements of one thing."""

    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.values)

    def shown(self, digits: int = 0) -> Cell:
        """Median, and from least to most where it was repeated."""
        if not self.values:
            return NOT_MEASURED
        middle = number(self.median, digits)
        if len(self.values) == 1:
            return middle
        least, most = min(self.values), max(self.values)
        return f"{middle} [{number(least, digits)}..{number(most, digits)}]"


def interleaved(
    ways: Mapping[str, Callable[[], float | None]], repetitions: int
) -> dict[str, Samples]:
    """A B A B …, so that a noisy minute hits all ways alike. A way may say None: not measured."""
    found = {name: Samples() for name in ways}
    for _ in range(repetitions):
        for name, measure in ways.items():
            value = measure()
            if value is not None:
                found[name].values.append(value)
    return found


def number(value: float, digits: int = 0) -> Cell:
    return f"{value:,.{digits}f}"


def percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def times(ours: Samples, baseline: Samples) -> Cell:
    """How many times the baseline, from the medians of the same run."""
    if not ours.values or not baseline.values or not baseline.median:
        return NOT_MEASURED
    ratio = ours.median / baseline.median
    return f"{number(ratio, 0 if ratio >= 10 else 1)}×"

"""All benchmarks by name, in the order they run."""

from typing import Any

from benchmarks.common import Benchmark
from benchmarks.personal import PERSONAL

BENCHMARKS: dict[str, Benchmark[Any]] = {
    "personal": PERSONAL,
}

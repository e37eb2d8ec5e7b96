"""All benchmarks by name, in the order they run."""

from typing import Any

from benchmarks.chat import CHAT
from benchmarks.common import Benchmark
from benchmarks.idle import IDLE
from benchmarks.personal import PERSONAL
from benchmarks.punctual import PUNCTUAL
from benchmarks.shared import SHARED_CONTENT
from benchmarks.webhook import WEBHOOK

BENCHMARKS: dict[str, Benchmark[Any]] = {
    "personal": PERSONAL,
    "shared": SHARED_CONTENT,
    "idle": IDLE,
    "webhook": WEBHOOK,
    "punctual": PUNCTUAL,
    "chat": CHAT,
}

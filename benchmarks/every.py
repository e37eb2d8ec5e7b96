"""All benchmarks by name, in the order they run; and those that run only when they are named."""

from typing import Any

from benchmarks.chat import CHAT
from benchmarks.common import Benchmark
from benchmarks.groups import GROUPS_OF_FRIENDS
from benchmarks.idle import IDLE
from benchmarks.links import LINKS
from benchmarks.lossy import LOSSY
from benchmarks.personal import PERSONAL
from benchmarks.punctual import PUNCTUAL
from benchmarks.results import RESULTS_CARD
from benchmarks.shared import SHARED_CONTENT
from benchmarks.soak import SOAK
from benchmarks.webhook import WEBHOOK

BENCHMARKS: dict[str, Benchmark[Any]] = {
    "personal": PERSONAL,
    "lossy": LOSSY,
    "shared": SHARED_CONTENT,
    "idle": IDLE,
    "groups": GROUPS_OF_FRIENDS,
    "results": RESULTS_CARD,
    "webhook": WEBHOOK,
    "links": LINKS,
    "punctual": PUNCTUAL,
    "chat": CHAT,
}

SEPARATE: dict[str, Benchmark[Any]] = {"soak": SOAK}

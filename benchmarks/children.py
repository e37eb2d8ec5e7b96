"""Work in processes of its own, begun together and timed by a clock they share."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import BrokenBarrierError
from typing import Any, Generic, TypeVar

from bot.store.db import database, plain

T = TypeVar("T")
PREPARE_SECONDS = 60

# A fork has imported everything already, so that only the work itself is timed.
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Timed(Generic[T]):
    """`began_at` and `ended_at` by time.monotonic(), `cpu` in seconds of that process."""

    value: T
    began_at: float
    ended_at: float
    cpu: float


class ChildFailed(RuntimeError):
    """The child's own traceback is on standard error."""


def side_by_side(prepare: Callable[[], Callable[[], T]], count: int = 1) -> list[Timed[T]]:
    """Each of `count` processes prepares, and then all do their work at the same time."""
    if plain(database) is not None:
        database.close()
    barrier = _FORK.Barrier(count)
    children = []
    for _ in range(count):
        here, there = _FORK.Pipe(duplex=False)
        child = _FORK.Process(target=_run, args=(prepare, barrier, there), daemon=True)
        child.start()
        there.close()
        children.append((child, here))
    found = [_result(here) for _, here in children]
    for child, _ in children:
        child.join()
    if any(result is None for result in found):
        raise ChildFailed
    return [result for result in found if result is not None]


def seconds(results: list[Timed[Any]]) -> float:
    """From the first one's beginning to the last one's end."""
    return max(r.ended_at for r in results) - min(r.began_at for r in results)


def _run(prepare: Callable[[], Callable[[], T]], barrier: Any, there: Connection) -> None:
    work = prepare()
    try:
        barrier.wait(PREPARE_SECONDS)
    except BrokenBarrierError:
        raise ChildFailed("another process was not ready in time") from None
    began, cpu = time.monotonic(), time.process_time()
    value = work()
    there.send(Timed(value, began, time.monotonic(), time.process_time() - cpu))


def _result(here: Connection) -> Timed[Any] | None:
    try:
        found: Timed[Any] = here.recv()
    except EOFError:
        return None
    return found

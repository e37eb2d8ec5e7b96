"""Group commit: what threads want stored at the same time goes into one transaction."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Call(Generic[T, R]):
    items: Sequence[T]
    outcome: SimpleQueue[R | BaseException] = field(default_factory=SimpleQueue)


class GroupCommit(Generic[T, R]):
    """While one commit runs the next calls gather, and share the next one: the slower the disk or
    the database, the larger the groups, and a lone call waits for nobody.

    The commits come from one thread, hence over one connection. It begins with a call, hence after
    a server's fork, and ends when none has come for a while.
    """

    def __init__(
        self, commit: Callable[[Sequence[T]], R], *, patience: float, idle: float = 10.0
    ) -> None:
        """`commit` stores all it is given, in that order, or raises and stores nothing. A call
        waits for it for `patience` seconds; the thread waits `idle` seconds for a call.
        """
        self._commit = commit
        self._patience, self._idle = patience, idle
        self._changed = threading.Condition()
        self._waiting: list[_Call[T, R]] = []
        self._runs_in = 0  # the process of the thread

    def __call__(self, items: Sequence[T]) -> R:
        """What the commit that these items were in gave, or raised. After a TimeoutError they may
        still be stored.
        """
        call: _Call[T, R] = _Call(items)
        with self._changed:
            self._waiting.append(call)
            self._changed.notify()
            if self._runs_in != os.getpid():
                self._runs_in = os.getpid()
                threading.Thread(target=self._run, name="group-commit", daemon=True).start()
        return self._outcome(call)

    def _outcome(self, call: _Call[T, R]) -> R:
        try:
            outcome = call.outcome.get(timeout=self._patience)
        except Empty:
            raise TimeoutError from None
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def _run(self) -> None:
        while calls := self._gathered():
            outcome = self._committed([item for call in calls for item in call.items])
            for call in calls:
                call.outcome.put(outcome)

    def _gathered(self) -> list[_Call[T, R]]:
        """All that wait, at least one; none: the thread is to end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting, self._idle)
            calls, self._waiting = self._waiting, []
            if not calls:
                self._runs_in = 0
            return calls

    def _committed(self, items: Sequence[T]) -> R | BaseException:
        try:
            return self._commit(items)
        except BaseException as error:
            return error

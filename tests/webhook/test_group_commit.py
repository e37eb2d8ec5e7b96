"""Calls of several threads share a commit and its outcome, and nobody else's."""

import multiprocessing
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection

import pytest

from bot.store.group_commit import GroupCommit
from tests.worker.conftest import until

PATIENCE = 30.0


class Store:
    """Each commit waits until it may; one with a negative number in it fails."""

    def __init__(self) -> None:
        self.commits: list[list[int]] = []
        self.threads: list[threading.Thread] = []
        self.begun = threading.Semaphore(0)
        self.may = threading.Semaphore(0)

    def __call__(self, numbers: Sequence[int]) -> int:
        self.begun.release()
        assert self.may.acquire(timeout=PATIENCE)
        self.commits.append(list(numbers))
        self.threads.append(threading.current_thread())
        if any(number < 0 for number in numbers):
            raise ValueError(numbers)
        return len(numbers)

    def commits_next(self) -> None:
        self.may.release()


class Callers:
    """Each call in a thread of its own."""

    def __init__(self, commit: GroupCommit[int, int], pool: ThreadPoolExecutor) -> None:
        self._commit, self._pool = commit, pool

    def call(self, *calls: Sequence[int]) -> list["Future[int]"]:
        """One after the other, and all wait for the same commit."""
        found: list[Future[int]] = []
        for items in calls:
            found.append(self._pool.submit(self._commit, items))
            until(lambda: len(self._commit._waiting) == len(found))
        return found


@contextmanager
def busy(store: Store, commit: GroupCommit[int, int]) -> Iterator[tuple[Callers, "Future[int]"]]:
    """The commit of 0 alone has begun. In the end all may."""
    with ThreadPoolExecutor() as pool:
        first = pool.submit(commit, [0])
        assert store.begun.acquire(timeout=PATIENCE)
        yield Callers(commit, pool), first
        for _ in range(10):
            store.commits_next()


def test_what_comes_during_a_commit_shares_the_next_in_the_order_it_came() -> None:
    store = Store()
    with busy(store, GroupCommit(store, patience=PATIENCE)) as (callers, first):
        others = callers.call([1, 2], [3], [5, 4])
        store.commits_next()
        assert first.result(PATIENCE) == 1
        assert not any(other.done() for other in others), "theirs is still to come"
        store.commits_next()
        assert [other.result(PATIENCE) for other in others] == [5, 5, 5]
    assert store.commits == [[0], [1, 2, 3, 5, 4]]
    assert len(set(store.threads)) == 1


def test_a_commit_that_fails_fails_for_all_in_it_and_for_nobody_else() -> None:
    store = Store()
    with busy(store, GroupCommit(store, patience=PATIENCE)) as (callers, first):
        bad = callers.call([1], [-1], [2])
        store.commits_next()
        assert store.begun.acquire(timeout=PATIENCE), "the bad one has begun"
        later = callers.call([3])
        store.commits_next()
        store.commits_next()
        assert first.result(PATIENCE) == 1
        assert [type(call.exception(PATIENCE)) for call in bad] == [ValueError] * 3
        assert later[0].result(PATIENCE) == 1
    assert store.commits == [[0], [1, -1, 2], [3]]


def test_nobody_waits_longer_than_told_and_what_waited_is_still_stored() -> None:
    store = Store()
    with busy(store, GroupCommit(store, patience=0.1)) as (callers, first):
        (second,) = callers.call([1])
        assert isinstance(first.exception(PATIENCE), TimeoutError)
        assert isinstance(second.exception(PATIENCE), TimeoutError)
    until(lambda: store.commits == [[0], [1]])


def test_the_thread_ends_when_nobody_comes_and_begins_again() -> None:
    store = Store()
    commit = GroupCommit(store, patience=PATIENCE, idle=0.05)
    for number in (1, 2):
        store.commits_next()
        assert commit([number]) == 1
        until(lambda: not store.threads[-1].is_alive())
    assert store.commits == [[1], [2]]


def test_a_rush_across_the_threads_end_loses_no_call() -> None:
    done: list[int] = []
    commit = GroupCommit(done.extend, patience=PATIENCE, idle=0.0)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: commit([number]), range(2000)))
    assert sorted(done) == list(range(2000))


def _call(commit: GroupCommit[int, int], there: Connection) -> None:
    there.send(commit([2, 3]))


def test_a_server_that_forks_commits_in_each_process() -> None:
    store = Store()
    commit = GroupCommit(store, patience=PATIENCE)
    for _ in range(2):
        store.commits_next()
    assert commit([1]) == 1
    here, there = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_call, args=(commit, there))
    child.start()
    assert here.poll(PATIENCE)
    assert here.recv() == 2
    child.join(PATIENCE)


def test_a_commit_that_breaks_badly_is_told_too() -> None:
    def breaks(_: Sequence[int]) -> int:
        raise SystemExit(1)

    commit = GroupCommit(breaks, patience=PATIENCE)
    for _ in range(2):
        with pytest.raises(SystemExit):
            commit([1])

import multiprocessing
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from bot.store.db import inbox_path, open_inbox, rows, sqlite_path
from bot.store.inbox import Inbox, InboxEvent, InboxUnavailable, Parked


def event(number: int, chat: str = "U1", at: float = 1.0) -> InboxEvent:
    return InboxEvent(f"e{number}", chat, f'{{"text":"こんに\\u0000ちは%s :x {number}"}}', at)


def ids(inbox: Inbox, now: float = 100.0, limit: int = 100) -> list[str]:
    return [row.event_id for row in inbox.pending(limit, now)]


def test_keeps_what_came_in_order(inbox: Inbox) -> None:
    events = [event(n, at=n + 0.25) for n in range(300)]
    assert inbox.add(events) == 300
    rows = inbox.pending(1000, 1000.0)
    assert [(r.event_id, r.chat, r.body, r.received_at) for r in rows] == [
        (e.event_id, e.chat, e.body, e.received_at) for e in events
    ]
    assert ids(inbox, limit=2) == ["e0", "e1"]
    assert inbox.depth() == 300


def test_each_event_once(inbox: Inbox) -> None:
    assert inbox.add([event(1), event(2), event(1)]) == 2
    assert inbox.add([event(2), event(3)]) == 1
    assert inbox.add([event(3)]) == 0
    assert inbox.add([]) == 0
    assert ids(inbox) == ["e1", "e2", "e3"]


def test_creating_twice_is_harmless(inbox: Inbox) -> None:
    inbox.add([event(1)])
    inbox.create_table()
    assert ids(inbox) == ["e1"]


def test_what_is_done_is_known_but_says_nothing(inbox: Inbox, migrated_url: str) -> None:
    inbox.add([event(1), event(2)])
    inbox.done([row.id for row in inbox.pending(1, 100.0)])
    assert ids(inbox) == ["e2"]
    assert inbox.add([event(1)]) == 0
    query = "SELECT body FROM inbox WHERE event_id = 'e1'"
    assert rows(query, db=open_inbox(migrated_url)) == [("",)]
    inbox.done([])


def test_a_failed_event_holds_back_its_chat_only(inbox: Inbox) -> None:
    inbox.add([event(1, "A"), event(2, "A"), event(3, "B")])
    first = inbox.pending(1, 10.0)[0]
    inbox.failed(first.id, "it broke", retry_at=20.0)
    assert ids(inbox, now=19.9) == ["e3"]
    assert ids(inbox, now=20.0) == ["e1", "e2", "e3"]
    again = inbox.pending(1, 20.0)[0]
    assert (again.attempts, again.error) == (1, "it broke")
    assert inbox.depth() == 3


def test_a_parked_event_is_kept_and_no_longer_in_the_way(inbox: Inbox) -> None:
    inbox.add([event(1, "A"), event(2, "A")])
    first = inbox.pending(1, 10.0)[0]
    inbox.failed(first.id, "once", retry_at=11.0)
    inbox.park(first.id, "for good")
    assert ids(inbox) == ["e2"]
    parked = inbox.parked()
    assert [(row.event_id, row.error, row.attempts) for row in parked] == [("e1", "for good", 2)]
    assert parked[0].body == event(1).body
    assert inbox.depth() == 1
    assert inbox.add([event(1)]) == 0


def test_says_whether_something_is_to_do(inbox: Inbox) -> None:
    assert not inbox.has_pending(10.0)
    inbox.add([event(1)])
    assert inbox.has_pending(10.0)
    inbox.failed(inbox.pending(1, 10.0)[0].id, "x", retry_at=20.0)
    assert not inbox.has_pending(10.0)
    assert inbox.has_pending(20.0)


def test_forgets_what_is_long_done(inbox: Inbox) -> None:
    inbox.add([event(1, at=10.0), event(2, at=20.0), event(3, at=10.0)])
    done = [row.id for row in inbox.pending(2, 100.0)]
    inbox.done(done)
    assert inbox.forget_done(received_before=15.0) == 1
    assert ids(inbox) == ["e3"]
    assert inbox.add([event(1), event(2)]) == 1


def _add_many(url: str, start: int) -> None:
    inbox = Inbox(open_inbox(url))
    for number in range(start, start + 200):
        inbox.add([event(number)])


def test_processes_add_side_by_side(inbox: Inbox, migrated_url: str) -> None:
    """Two of them bring the same events."""
    context = multiprocessing.get_context("spawn")
    starts = (0, 0, 1000)
    writers = [context.Process(target=_add_many, args=(migrated_url, n)) for n in starts]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert inbox.depth() == 400


def test_a_busy_sqlite_is_waited_for(sqlite_url: str) -> None:
    inbox = Inbox(open_inbox(sqlite_url))
    inbox.create_table()
    other = sqlite3.connect(inbox_path(sqlite_path(sqlite_url)), check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, other.rollback).start()
    assert inbox.add([event(1)]) == 1


def test_a_sqlite_that_stays_busy_is_reported_in_time(sqlite_url: str) -> None:
    inbox = Inbox(open_inbox(sqlite_url))
    inbox.create_table()
    other = sqlite3.connect(inbox_path(sqlite_path(sqlite_url)))
    other.execute("BEGIN IMMEDIATE")
    before = time.monotonic()
    with pytest.raises(InboxUnavailable):
        inbox.add([event(1)])
    assert 1.0 < time.monotonic() - before < 2.0, "LINE waits two seconds"
    other.rollback()
    assert inbox.add([event(1)]) == 1


def test_also_who_came_while_another_waited_hears_in_time(sqlite_url: str) -> None:
    inbox = Inbox(open_inbox(sqlite_url))
    inbox.create_table()
    other = sqlite3.connect(inbox_path(sqlite_path(sqlite_url)))
    other.execute("BEGIN IMMEDIATE")

    def seconds(number: int) -> float:
        time.sleep(number / 2)
        before = time.monotonic()
        with pytest.raises(InboxUnavailable):
            inbox.add([event(number)])
        return time.monotonic() - before

    with ThreadPoolExecutor() as pool:
        assert max(pool.map(seconds, range(4))) < 2.5
    other.rollback()


def test_sqlite_is_on_disk_before_it_says_so(sqlite_url: str) -> None:
    database = open_inbox(sqlite_url)
    Inbox(database).create_table()
    assert rows("PRAGMA synchronous", db=database) == [(2,)]
    assert rows("PRAGMA journal_mode", db=database) == [("wal",)]


@pytest.mark.postgres
def test_a_cut_connection_costs_no_event(postgres_url: str) -> None:
    inbox = Inbox(open_inbox(postgres_url))
    inbox.create_table()
    inbox.add([event(1)])
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert inbox.add([event(2)]) == 1
    assert Inbox(open_inbox(postgres_url)).depth() == 2


def test_asking_for_work_reads_only_what_waits(sqlite_url: str) -> None:
    """A hundred thousand handled events must not make each second's question slow."""
    database = open_inbox(sqlite_url)
    inbox = Inbox(database)
    inbox.create_table()
    for start in range(0, 100_000, 5_000):
        inbox.add([event(n) for n in range(start, start + 5_000)])
    inbox.done(range(1, 100_001))
    before = time.perf_counter()
    for _ in range(20):
        assert not inbox.has_pending(10.0)
        assert inbox.pending(100, 10.0) == []
    assert (time.perf_counter() - before) / 20 < 0.005


def test_parked_events_are_tried_again_up_to_the_one_that_was_shown(inbox: Inbox) -> None:
    inbox.add([event(1, at=5.0), event(2, "U2", at=6.0), event(3, "U3", at=7.0)])
    first, second, third = inbox.pending(10, 100.0)
    assert inbox.parked_summary() is None
    for row in (first, second):
        inbox.park(row.id, "for good")
    shown = inbox.parked_summary()
    assert shown == Parked(2, second.id, 5.0)
    inbox.park(third.id, "later")
    assert inbox.unpark(second.id) == 2
    assert [(row.event_id, row.attempts, row.body) for row in inbox.pending(10, 100.0)] == [
        ("e1", 0, event(1).body),
        ("e2", 0, event(2).body),
    ]
    assert inbox.parked_summary() == Parked(1, third.id, 7.0)


def test_dismissed_events_are_forgotten_but_known(inbox: Inbox) -> None:
    inbox.add([event(1)])
    (row,) = inbox.pending(10, 100.0)
    assert inbox.dismiss(row.id) == 0, "it is not parked"
    inbox.park(row.id, "for good")
    assert inbox.dismiss(row.id) == 1
    assert inbox.parked_summary() is None
    assert inbox.pending(10, 100.0) == []
    assert inbox.add([event(1)]) == 0, "a redelivery is still known"

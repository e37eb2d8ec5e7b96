"""Friends and enrollments by the hundred thousand, in a few statements."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from benchmarks.common import Bench
from benchmarks.places import fresh_database
from bot.domain.document import parse
from bot.store import versions
from bot.store.db import atomic, database, is_postgres, open_database, open_inbox, sql
from bot.store.inbox import Inbox
from bot.store.migrate import upgrade
from bot.store.models import Scenario, ScenarioState

# Open at any hour, so that a night's quiet hours do not stop a benchmark.
SHARED = {"id": "first", "wait": 0, "send": [{"text": "クーポンをどうぞ"}]}
NAMED = {"id": "first", "wait": 0, "send": [{"text": "{{ friend.name }}さん、ようこそ！"}]}
LATER = {"id": "later", "wait": {"days": 30}, "send": [{"text": "お元気ですか"}]}
NEXT = {"id": "next", "wait": {"days": 1}, "send": [{"text": "またお待ちしています"}]}


@contextmanager
def database_of(bench: Bench, kind: str) -> Iterator[str]:
    """A migrated, empty database, opened in this process. Gives its URL."""
    with fresh_database(kind, bench.folder, bench.postgres) as url:
        database.initialize(open_database(url, engine=True))
        versions.forget()
        upgrade()
        Inbox(open_inbox(url)).create_table()
        try:
            yield url
        finally:
            database.close()


def add_scenario(
    *steps: dict[str, Any],
    name: str = "ご案内",
    state: ScenarioState = ScenarioState.RUNNING,
    **more: Any,
) -> Scenario:
    """`more` of the document: another start, for instance."""
    start = {"when": "friend_added"}
    words = {"tobiishi": 1, "name": name, "start": start, "steps": list(steps), **more}
    document = parse(words)
    now = int(time.time())
    with atomic():
        row = Scenario.create(name=name, created_at=now)
        version = versions.publish(row.id, document, at=now, by="benchmark")
        row.state, row.version_id = state, version.id
        row.save()
    return row


def add_friends(user_ids: Sequence[str]) -> None:
    """Friends 1 to N, with names."""
    source = (
        "SELECT u, n FROM unnest(:users::text[]) WITH ORDINALITY AS t(u, n)"
        if is_postgres()
        else "SELECT value AS u, key + 1 AS n FROM json_each(:users)"
    )
    users: Any = list(user_ids) if is_postgres() else json.dumps(list(user_ids))
    with atomic():
        sql(
            "INSERT INTO friend (user_id, name, lang, picture, is_friend, followed_ms)"
            f" SELECT u, '友だち' || n, 'ja', '', :yes, 0 FROM ({source}) s ORDER BY n",
            {"users": users, "yes": True},
        )


def enroll_all(scenario: Scenario, *, due_at: int) -> None:
    """Every friend waits for the first step."""
    with atomic():
        sql(
            "INSERT INTO enrollment (due_at, entered_at, counted_at, friend_id, scenario_id,"
            " walk_key, version_id, step, visit, state, hold, ended)"
            " SELECT :due, :due, :due, id, :scenario, '', :version, 0, 0, 1, 0, 0 FROM friend"
            " ORDER BY id",
            {"due": due_at, "scenario": scenario.id, "version": scenario.version_id},
        )
        count_entered(scenario)
    settle_down()


def count_entered(scenario: Scenario) -> None:
    """In results, once all are in."""
    sql(
        "INSERT INTO signal (scenario_id, version_id, step_id, kind, at, people)"
        " SELECT scenario_id, 0, '', 'entered', entered_at, count(*) FROM enrollment"
        " WHERE scenario_id = :scenario GROUP BY 1, 5",
        {"scenario": scenario.id},
    )


def settle_down() -> None:
    """What a database does by itself within a minute after so many new rows."""
    if is_postgres():
        sql("VACUUM ANALYZE")
        sql("CHECKPOINT")
    else:
        sql("ANALYZE")
        sql("PRAGMA wal_checkpoint(TRUNCATE)")

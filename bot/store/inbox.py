"""Webhook events between LINE's POST and their handling: durable, each once, in order per chat.

The inbox is a file of its own on SQLite, so it holds no other table and joins nothing.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Database, PeeweeException

from bot.store.db import is_postgres, rows, sql
from bot.store.group_commit import GroupCommit
from bot.store.touch import touch_file
from bot.store.trouble import trouble

# LINE waits two seconds for the webhook's answer, and then sends again.
_PATIENCE_SECONDS = 1.8


class InboxUnavailable(Exception):
    """The database is away or busy: what was to be stored has to come again."""


@dataclass(frozen=True)
class InboxEvent:
    """`chat` orders: events of one chat are handled one after the other. `body` is the event's
    JSON, `received_at` real epoch seconds.
    """

    event_id: str
    chat: str
    body: str
    received_at: float


@dataclass(frozen=True)
class InboxRow:
    id: int
    event_id: str
    chat: str
    body: str
    received_at: float
    attempts: int
    error: str | None


@dataclass(frozen=True)
class Parked:
    """Events given up on: how many, the last one's id, when the first came in (real time)."""

    number: int
    last_id: int
    since: float


# state: 0 waiting, 1 done, 2 parked
_TABLE = """
CREATE TABLE IF NOT EXISTS inbox (
  id {serial} PRIMARY KEY, event_id TEXT NOT NULL UNIQUE, chat TEXT NOT NULL, body TEXT NOT NULL,
  received_at DOUBLE PRECISION NOT NULL, state SMALLINT NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0, retry_at DOUBLE PRECISION NOT NULL DEFAULT 0, error TEXT)
"""
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS inbox_waiting ON inbox (id) WHERE state = 0",
    "CREATE INDEX IF NOT EXISTS inbox_failed ON inbox (chat, id) WHERE state = 0 AND attempts > 0",
    "CREATE INDEX IF NOT EXISTS inbox_chat ON inbox (chat, id) WHERE state = 0",
    "CREATE INDEX IF NOT EXISTS inbox_parked ON inbox (id) WHERE state = 2",
)

# The events as a JSON list of lists, each in the order of the columns.
_INSERT_SQLITE = """
INSERT INTO inbox (event_id, chat, body, received_at)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),
       json_extract(value, '$[2]'), json_extract(value, '$[3]')
  FROM json_each(:events) WHERE true ORDER BY key
ON CONFLICT (event_id) DO NOTHING"""
_INSERT_POSTGRES = """
INSERT INTO inbox (event_id, chat, body, received_at)
SELECT e ->> 0, e ->> 1, e ->> 2, (e ->> 3)::double precision
  FROM json_array_elements(:events::json) WITH ORDINALITY AS listed (e, n) ORDER BY n
ON CONFLICT (event_id) DO NOTHING"""

_COLUMNS = "SELECT i.id, i.event_id, i.chat, i.body, i.received_at, i.attempts, i.error"

# A failed event that waits for its next attempt holds back the later ones of its chat.
_READY = """
FROM inbox i WHERE i.state = 0 AND i.retry_at <= :now AND NOT EXISTS (
  SELECT 1 FROM inbox f WHERE f.chat = i.chat AND f.state = 0 AND f.attempts > 0
    AND f.id < i.id AND f.retry_at > :now)"""


class Inbox:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._store = GroupCommit(self._insert_all, patience=_PATIENCE_SECONDS)

    def close(self) -> None:
        """This thread's connection, if it has one."""
        self._database.close()

    def create_table(self) -> None:
        serial = "BIGSERIAL" if is_postgres(self._database) else "INTEGER"
        with self._database.atomic():
            sql(_TABLE.format(serial=serial), db=self._database)
            for index in _INDEXES:
                sql(index, db=self._database)

    def add(self, events: Sequence[InboxEvent]) -> int:
        """How many were new, together with those of other threads that were stored at the same
        time. On disk when this returns. Raises InboxUnavailable.
        """
        try:
            return self._store(events) if events else 0
        except TimeoutError:
            raise InboxUnavailable("busy") from None

    def _insert_all(self, events: Sequence[InboxEvent]) -> int:
        listed = json.dumps([(e.event_id, e.chat, e.body, e.received_at) for e in events])
        attempts = 2 if is_postgres(self._database) else 1  # its connection may have been cut
        while True:
            attempts -= 1
            try:
                return self._insert(listed)
            except PeeweeException as error:
                self._database.close()
                if not attempts:
                    raise InboxUnavailable(trouble(error) or type(error).__name__) from error

    def _insert(self, events: str) -> int:
        statement = _INSERT_POSTGRES if is_postgres(self._database) else _INSERT_SQLITE
        if is_postgres(self._database):
            # One statement is a transaction of its own: no round trips for BEGIN and COMMIT.
            return int(sql(statement, {"events": events}, self._database).rowcount)
        with self._database.atomic():  # it waits its turn fairly, unlike SQLite's busy handler
            return int(sql(statement, {"events": events}, self._database).rowcount)

    def pending(
        self, limit: int, now_real: float, *, but_of: Collection[str] = ()
    ) -> list[InboxRow]:
        """What may be handled now, oldest first, but nothing of these chats."""
        others = f" AND NOT i.chat {self._among}" if but_of else ""
        query = f"{_COLUMNS} {_READY}{others} ORDER BY i.id LIMIT :limit"
        return self._rows(query, now=now_real, limit=limit, listed=self._listed(but_of))

    def pending_of(self, chats: Collection[str], limit: int, now_real: float) -> list[InboxRow]:
        """The same of these chats alone."""
        query = f"{_COLUMNS} {_READY} AND i.chat {self._among} ORDER BY i.id LIMIT :limit"
        return self._rows(query, now=now_real, limit=limit, listed=self._listed(chats))

    def unanswered(self, chats: Collection[str]) -> set[str]:
        """Those of them in which something happened that nobody has dealt with yet."""
        query = f"SELECT DISTINCT chat FROM inbox WHERE state = 0 AND chat {self._among}"
        return {row[0] for row in rows(query, {"listed": self._listed(chats)}, self._database)}

    def has_pending(self, now_real: float) -> bool:
        return bool(rows(f"SELECT 1 {_READY} LIMIT 1", {"now": now_real}, self._database))

    def done(self, ids: Iterable[int]) -> None:
        """Forgets the words, too: only the id is needed, to know a redelivery by."""
        self._change("SET state = 1, body = '', error = NULL", ids)

    def failed(self, id_: int, error: str, retry_at: float) -> None:
        self._change(
            "SET attempts = attempts + 1, error = :error, retry_at = :retry_at",
            [id_],
            error=error,
            retry_at=retry_at,
        )

    def bring_near(self, real: float) -> None:
        """Tries that were put off while this machine's clock was ahead; see ``store.deadlines``."""
        sql(
            "UPDATE inbox SET retry_at = :real WHERE state = 0 AND retry_at > :real + 3600",
            {"real": real},
            self._database,
        )

    def park(self, id_: int, error: str) -> None:
        """Given up on: kept and shown, and no longer in the way of its chat."""
        self._change("SET attempts = attempts + 1, error = :error, state = 2", [id_], error=error)

    def parked(self, limit: int = 100) -> list[InboxRow]:
        query = f"{_COLUMNS} FROM inbox i WHERE i.state = 2 ORDER BY i.id LIMIT :limit"
        return self._rows(query, limit=limit)

    def parked_summary(self) -> Parked | None:
        query = "SELECT count(*), max(id), min(received_at) FROM inbox WHERE state = 2"
        number, last, since = rows(query, db=self._database)[0]
        return Parked(number, last, since) if number else None

    def unpark(self, upto: int) -> int:
        """Parked events up to this id wait again, as new ones. Gives how many."""
        return self._change_parked("state = 0, attempts = 0, retry_at = 0", upto)

    def dismiss(self, upto: int) -> int:
        """Parked events up to this id are counted as done and their words forgotten."""
        return self._change_parked("state = 1, body = '', error = NULL", upto)

    def _change_parked(self, change: str, upto: int) -> int:
        with self._database.atomic():
            done = sql(
                f"UPDATE inbox SET {change} WHERE state = 2 AND id <= :upto",
                {"upto": upto},
                self._database,
            )
        return int(done.rowcount)

    def depth(self) -> int:
        """How many wait, including those that failed and will be tried again."""
        return int(rows("SELECT count(*) FROM inbox WHERE state = 0", db=self._database)[0][0])

    def touch(self) -> None:
        """Raises what keeps events from being stored; on PostgreSQL that is the database's own."""
        if not is_postgres(self._database):
            touch_file(self._database)

    def forget_done(self, received_before: float) -> int:
        """Deletes what was handled long enough ago that LINE no longer sends it again."""
        with self._database.atomic():
            deleted = sql(
                "DELETE FROM inbox WHERE state = 1 AND received_at < :before",
                {"before": received_before},
                self._database,
            )
        return int(deleted.rowcount)

    @property
    def _among(self) -> str:
        """To stand behind a column; the value of ``:listed`` comes from ``_listed``."""
        array = "= ANY(:listed)"
        return array if is_postgres(self._database) else "IN (SELECT value FROM json_each(:listed))"

    def _listed(self, values: Iterable[int] | Iterable[str]) -> Any:
        return list(values) if is_postgres(self._database) else json.dumps(list(values))

    def _rows(self, query: str, **params: Any) -> list[InboxRow]:
        return [InboxRow(*row) for row in rows(query, params, self._database)]

    def _change(self, change: str, ids: Iterable[int], **params: str | float) -> None:
        with self._database.atomic():
            sql(
                f"UPDATE inbox {change} WHERE state = 0 AND id {self._among}",
                {**params, "listed": self._listed(ids)},
                self._database,
            )

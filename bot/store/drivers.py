"""What peewee's drivers lack: fair turns on SQLite, and a way on after PostgreSQL was away."""

import time
from typing import Any

from peewee import OperationalError, PostgresqlDatabase, SqliteDatabase
from psycopg.conninfo import conninfo_to_dict

# Writers of one SQLite file take turns. SQLite's own busy handler backs off up to 100 ms and would
# let a busy engine starve a chat answer; asking every half millisecond keeps the wait fair.
_BUSY_WAIT_SECONDS = 0.0005
BUSY_DEADLINE_SECONDS = 15.0

# By itself a driver waits minutes for a host that says nothing. A URL may say otherwise.
_PATIENCE: dict[str, Any] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


class PatientSqlite(SqliteDatabase):
    """Every transaction is a write from its first statement, so it never fails half-way as busy."""

    busy_deadline_seconds = BUSY_DEADLINE_SECONDS

    def begin(self, lock_type: str | None = None) -> None:
        deadline = time.monotonic() + self.busy_deadline_seconds
        self.execute_sql("PRAGMA busy_timeout=0")
        try:
            while not self._began(lock_type or "IMMEDIATE", deadline):
                time.sleep(_BUSY_WAIT_SECONDS)
        finally:
            self.execute_sql(f"PRAGMA busy_timeout={int(self.busy_deadline_seconds * 1000)}")

    def _began(self, lock_type: str, deadline: float) -> bool:
        try:
            super().begin(lock_type)
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            return False
        return True

    def rollback(self) -> None:
        """On a full disk SQLite may have done so already; its own error is the one to hear of."""
        if self.connection().in_transaction:
            super().rollback()


class SteadyPostgres(PostgresqlDatabase):
    """Leaves a connection that was cut for a new one: otherwise a thread would fail for ever.

    Never inside a transaction, whose beginning is lost with the connection: that one fails.
    """

    def __init__(self, url: str, *, lock_seconds: float | None = None) -> None:
        self._lock_seconds = lock_seconds
        known = conninfo_to_dict(url)
        patience = {name: value for name, value in _PATIENCE.items() if name not in known}
        super().__init__(url, prefer_psycopg3=True, **patience)

    def begin(self, isolation_level: str | None = None) -> None:
        self._leave_if_cut()
        super().begin(isolation_level)

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        if not self.in_transaction():
            self._leave_if_cut()
        return super().execute_sql(sql, params)

    def _leave_if_cut(self) -> None:
        if not self.is_closed() and self.connection().closed:
            self.close()

    def _initialize_connection(self, conn: Any) -> None:
        if self._lock_seconds is not None:
            conn.execute(f"SET lock_timeout = {int(self._lock_seconds * 1000)}")

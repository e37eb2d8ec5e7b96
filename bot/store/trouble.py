"""When a statement fails: is the database in trouble, or was it our own mistake?"""

import sqlite3
from typing import Literal

import psycopg

# full: no space left. busy: locked by somebody for too long. away: nobody answers.
# broken: the disk, or a file on it, cannot be read or written.
Trouble = Literal["full", "busy", "away", "broken"]

_SQLITE: dict[int, Trouble] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_CANTOPEN: "away",
    sqlite3.SQLITE_PERM: "broken",
    sqlite3.SQLITE_READONLY: "broken",
    sqlite3.SQLITE_IOERR: "broken",
    sqlite3.SQLITE_CORRUPT: "broken",
    sqlite3.SQLITE_NOTADB: "broken",
}
# The index of the WAL cannot grow: a full disk, too.
_SQLITE_IOERR_SHMSIZE = 4874

# By the beginning of PostgreSQL's SQLSTATE.
_POSTGRES: dict[str, Trouble] = {
    "53100": "full",
    "53": "away",  # out of memory or connections
    "08": "away",
    "57P": "away",  # shutting down, starting up
    "25006": "away",  # a standby that does not write yet
    "57014": "busy",
    "55P03": "busy",
    "40": "busy",  # deadlocks
    "58": "broken",
    "XX": "broken",
}


def trouble(error: BaseException | None) -> Trouble | None:
    """None when the statement itself was wrong. An error may have come of an earlier one."""
    while error is not None:
        if found := _of(error):
            return found
        error = error.__context__
    return None


def _of(error: BaseException) -> Trouble | None:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        return "full" if code == _SQLITE_IOERR_SHMSIZE else _SQLITE.get(code & 0xFF)
    if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
        return "away"
    if isinstance(error, psycopg.Error):
        state = error.sqlstate or ""
        return next((word for start, word in _POSTGRES.items() if state.startswith(start)), None)
    return None

"""Which sending workers are alive: each says so at the beginning of a round."""

from bot.store.db import rows, sql

ALIVE_SECONDS = 30.0


def beat(name: str, *, at: float) -> None:
    sql(
        "INSERT INTO worker (name, at) VALUES (:name, :at)"
        " ON CONFLICT (name) DO UPDATE SET at = :at",
        {"name": name, "at": at},
    )
    sql("DELETE FROM worker WHERE at < :before", {"before": at - 100 * ALIVE_SECONDS})


def alive(real: float) -> int:
    found = rows("SELECT count(*) FROM worker WHERE at >= :since", {"since": real - ALIVE_SECONDS})
    return int(found[0][0])

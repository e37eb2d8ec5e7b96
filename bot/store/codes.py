"""One-time codes, and how often somebody guessed wrong."""

from bot.store.db import changed, rows, sql
from bot.store.models import Code


def add(code_hash: str, role: str, *, expires_at: int) -> None:
    Code.create(code_hash=code_hash, role=role, expires_at=expires_at)


def valid(code_hash: str, *, now: int) -> str | None:
    """The role it gives, None when nobody can use it any more."""
    found = rows(
        "SELECT role FROM code WHERE code_hash = :code AND used_by = '' AND expires_at > :now",
        {"code": code_hash, "now": now},
    )
    return found[0][0] if found else None


def use(code_hash: str, user_id: str, *, now: int) -> bool:
    """False when somebody else was faster."""
    return bool(
        changed(
            "UPDATE code SET used_by = :user WHERE code_hash = :code AND used_by = ''"
            " AND expires_at > :now",
            {"user": user_id, "code": code_hash, "now": now},
        )
    )


def refused_until(user_id: str) -> int:
    found = rows("SELECT refused_until FROM guess WHERE user_id = :user", {"user": user_id})
    return int(found[0][0]) if found else 0


def count_wrong(user_id: str, *, now: int, forget_after: int) -> int:
    """Wrong codes so far; a pause of ``forget_after`` seconds starts the count anew."""
    found = rows(
        "INSERT INTO guess (user_id, failures, last_at, refused_until) VALUES (:user, 1, :now, 0)"
        " ON CONFLICT (user_id) DO UPDATE SET last_at = :now, failures ="
        " CASE WHEN guess.last_at < :now - :forget THEN 1 ELSE guess.failures + 1 END"
        " RETURNING failures",
        {"user": user_id, "now": now, "forget": forget_after},
    )
    return int(found[0][0])


def refuse(user_id: str, *, until: int) -> None:
    sql(
        "UPDATE guess SET refused_until = :until, failures = 0 WHERE user_id = :user",
        {"until": until, "user": user_id},
    )


def forget(user_id: str) -> None:
    sql("DELETE FROM guess WHERE user_id = :user", {"user": user_id})

"""The month's messages: what LINE last said, what left since, what is reserved for batches.

Every statement that changes the row is the last of its transaction: all senders share that lock.
"""

from dataclasses import dataclass

from bot.domain.quota import Allowance, kept
from bot.store.db import changed, rows, sql

_USED = "total + earlier + recent + reserved"
# Owners, and the people of every linked group: a push to a group costs as many.
_TOLD = (
    "(SELECT count(*) FROM member WHERE role = 'owner') + (SELECT coalesce(sum(members), 0)"
    " FROM staff_group WHERE linked_at IS NOT NULL AND left_at IS NULL)"
)


@dataclass(frozen=True, slots=True)
class Quota:
    """The likeliest figures, for people to read. ``limit`` None: the plan has none. ``at`` is real
    time.
    """

    used: int
    limit: int | None
    at: float

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.used)


def known() -> Quota | None:
    used, limit, at = rows("SELECT total + recent, cap, at FROM quota")[0]
    return Quota(int(used), limit, at) if at else None


def remember(quota: Quota) -> None:
    """LINE's own figures, of just now."""
    sql(
        "UPDATE quota SET total = :total, earlier = recent, recent = 0, cap = :cap, at = :at",
        {"total": quota.used, "cap": quota.limit, "at": quota.at},
    )


def take_turn(*, seen_at: float, at: float) -> bool:
    """False when another worker asks LINE at this moment."""
    return bool(changed("UPDATE quota SET at = :at WHERE at = :seen", {"at": at, "seen": seen_at}))


def allowance() -> Allowance:
    cap, used, told = rows(f"SELECT cap, {_USED}, {_TOLD} FROM quota")[0]
    return Allowance(cap, int(used), kept(cap or 0, int(told)))


def reserve(number: int, *, keep: int) -> bool:
    """False when that many are not left any more: then the whole claim is rolled back."""
    return bool(
        changed(
            "UPDATE quota SET reserved = reserved + :number"
            f" WHERE cap IS NULL OR {_USED} + :number <= cap - :keep",
            {"number": number, "keep": keep},
        )
    )


def release(number: int) -> None:
    """Nothing of it was accepted."""
    if number:
        sql("UPDATE quota SET reserved = reserved - :number", {"number": number})


def settle(*, freed: int, used: int) -> None:
    """``freed`` of what was reserved are decided; ``used`` of them LINE has, or may have."""
    if freed or used:
        sql(
            "UPDATE quota SET reserved = reserved - :freed, recent = recent + :used",
            {"freed": freed, "used": used},
        )

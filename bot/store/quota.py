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
_WANTED = "(SELECT value FROM setting WHERE key = 'quota_keep')"


@dataclass(frozen=True, slots=True)
class Quota:
    """The likeliest figures, for people to read: LINE's own of ``at`` (real time), and of ``used``
    what left ``since``. ``limit`` None: the plan has none. ``keep`` is the reserve.
    """

    used: int
    limit: int | None
    at: float
    since: int = 0
    reserved: int = 0
    keep: int = 0

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.used)

    @property
    def usual_left(self) -> int | None:
        """Without the reserve."""
        return None if self.left is None else max(0, self.left - self.keep)


def known() -> Quota | None:
    """None before LINE has ever told."""
    total, since, limit, at, reserved, told, wanted = rows(
        f"SELECT total, recent, cap, at, reserved, {_TOLD}, {_WANTED} FROM quota"
    )[0]
    if not at:
        return None
    return Quota(total + since, limit, at, since, reserved, _kept(limit, told, wanted))


def _kept(cap: int | None, told: int, wanted: str | None) -> int:
    return kept(cap or 0, int(told), None if wanted is None else int(wanted))


def remember(quota: Quota) -> None:
    """LINE's own figures, of just now."""
    sql(
        "UPDATE quota SET total = :total, earlier = recent, recent = 0, cap = :cap, at = :at",
        {"total": quota.used, "cap": quota.limit, "at": quota.at},
    )


def asked_at() -> float:
    return float(rows("SELECT asked_at FROM quota")[0][0])


def take_turn(*, seen_at: float, at: float) -> bool:
    """False when another worker asks LINE at this moment."""
    took = "UPDATE quota SET asked_at = :at WHERE asked_at = :seen"
    return bool(changed(took, {"at": at, "seen": seen_at}))


def allowance() -> Allowance:
    cap, used, told, wanted = rows(f"SELECT cap, {_USED}, {_TOLD}, {_WANTED} FROM quota")[0]
    return Allowance(cap, int(used), _kept(cap, told, wanted))


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

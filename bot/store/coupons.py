"""The shop's own coupons, and who has them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.store.coupon_models import Coupon, CouponClaim
from bot.store.db import Value, changed, is_postgres, rows, sql
from bot.store.sets import among, ids, lines, strings, text_table, texts

_AT_ONCE = 5_000


class CodesSpent(Exception):
    """Fewer codes are left than people are to get one: nothing of this was written."""


@dataclass(frozen=True, slots=True)
class Receiver:
    enrollment_id: int
    friend_id: int


@dataclass(frozen=True, slots=True)
class Claim:
    id: int
    code: str
    until: int | None
    used: int
    used_at: int | None
    enrollment_id: int
    step_id: str


@dataclass(frozen=True, slots=True)
class Tally:
    """`codes`: those nobody has yet, None where there is one code or none."""

    id: int
    name: str
    received: int
    used: int
    codes: int | None


def find(coupon_id: int) -> Coupon | None:
    return Coupon.get_or_none(Coupon.id == coupon_id)


def named(name: str) -> Coupon | None:
    return Coupon.get_or_none(Coupon.name == name)


def names() -> frozenset[str]:
    """Of those that can be given."""
    return frozenset(row[0] for row in rows("SELECT name FROM coupon WHERE closed_at IS NULL"))


def listed() -> list[Coupon]:
    return list(Coupon.select().order_by(Coupon.id.desc()))


def close(coupon_id: int, at: int | None) -> None:
    """None opens it again."""
    Coupon.update(closed_at=at).where(Coupon.id == coupon_id).execute()


def pooled(wanted: Collection[str]) -> list[int]:
    """The ids of those of which everybody gets a code of their own."""
    found = rows(
        f"SELECT id FROM coupon WHERE pooled AND name{strings(':names')} ORDER BY id",
        {"names": texts(wanted)},
    )
    return [row[0] for row in found]


def add_codes(coupon_id: int, codes: Iterable[str]) -> int:
    """Gives how many were new."""
    before = codes_left(coupon_id)
    wanted = list(codes)
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        sql(
            "INSERT INTO coupon_code (coupon_id, code, taken)"
            f" SELECT :coupon, a, FALSE{text_table(1)} WHERE TRUE ON CONFLICT DO NOTHING",
            {"coupon": coupon_id, "lines": lines([(code,) for code in some])},
        )
    return codes_left(coupon_id) - before


@dataclass(frozen=True, slots=True)
class Codes:
    """`told`: the bound that owners were told of last."""

    id: int
    title: str
    left: int
    told: int | None


def running_out(bound: int) -> list[Codes]:
    """Of what owners know another state: coupons that were given, whose codes are that few; empty
    ones counted apart.
    """
    found = rows(
        "SELECT id, title, free, told FROM (SELECT k.id, k.title, t.bound AS told,"
        " (SELECT count(*) FROM (SELECT 1 FROM coupon_code c WHERE c.coupon_id = k.id"
        " AND NOT c.taken LIMIT :more) f) AS free FROM coupon k"
        " LEFT JOIN codes_told t ON t.coupon_id = k.id WHERE k.pooled AND k.closed_at IS NULL"
        " AND EXISTS (SELECT 1 FROM coupon_claim g WHERE g.coupon_id = k.id)) n"
        " WHERE free = 0 AND coalesce(told, 1) <> 0"
        " OR free BETWEEN 1 AND :bound AND coalesce(told, 0) <> :bound"
        " OR free > :bound AND told IS NOT NULL ORDER BY id",
        {"bound": bound, "more": bound + 1},
    )
    return [Codes(*row) for row in found]


def tell_codes(coupon_id: int, *, was: int | None, now: int | None) -> bool:
    """False when another process has told it meanwhile. `now` None: nothing is to be told."""
    params: dict[str, Value] = {"coupon": coupon_id, "was": was, "now": now}
    mine = "WHERE coupon_id = :coupon AND bound = :was"
    if now is None:
        return bool(changed(f"DELETE FROM codes_told {mine}", params))
    if was is None:
        return bool(
            changed(
                "INSERT INTO codes_told (coupon_id, bound) VALUES (:coupon, :now)"
                " ON CONFLICT DO NOTHING",
                params,
            )
        )
    return bool(changed(f"UPDATE codes_told SET bound = :now {mine}", params))


def codes_left(coupon_id: int) -> int:
    found = rows(
        "SELECT count(*) FROM coupon_code WHERE coupon_id = :coupon AND NOT taken",
        {"coupon": coupon_id},
    )
    return int(found[0][0])


def receive(
    coupon: Coupon, step_id: str, people: Sequence[Receiver], *, at: int, until: int | None
) -> dict[int, str]:
    """Each one's code, by walk: who was given it at this step before keeps it. In the transaction
    of the claim, which holds the walks. Raises CodesSpent before anything is written.
    """
    had = _had(coupon.id, step_id, people)
    new = [one for one in people if one.enrollment_id not in had]
    codes = _take(coupon.id, len(new)) if coupon.pooled else [coupon.code] * len(new)
    if new:
        CouponClaim.insert_many(
            [
                {
                    "coupon_id": coupon.id,
                    "enrollment_id": one.enrollment_id,
                    "step_id": step_id,
                    "friend_id": one.friend_id,
                    "code": code,
                    "at": at,
                    "until": until,
                }
                for one, code in zip(new, codes, strict=True)
            ]
        ).execute()
    return had | {one.enrollment_id: code for one, code in zip(new, codes, strict=True)}


def _had(coupon_id: int, step_id: str, people: Sequence[Receiver]) -> dict[int, str]:
    found = rows(
        "SELECT enrollment_id, code FROM coupon_claim WHERE coupon_id = :coupon AND step_id = :step"
        f" AND enrollment_id{among(':walks')}",
        {
            "coupon": coupon_id,
            "step": step_id,
            "walks": ids([one.enrollment_id for one in people]),
        },
    )
    return dict(found)


def without_one(coupon_id: int, step_id: str, people: Sequence[Receiver]) -> list[int]:
    """The walks that have none of it from this step yet, in their order."""
    had = _had(coupon_id, step_id, people)
    return [one.enrollment_id for one in people if one.enrollment_id not in had]


def _take(coupon_id: int, number: int) -> list[str]:
    if not number:
        return []
    lock = " FOR UPDATE SKIP LOCKED" if is_postgres() else ""
    found = rows(
        "UPDATE coupon_code SET taken = TRUE WHERE coupon_id = :coupon AND code IN"
        " (SELECT code FROM coupon_code WHERE coupon_id = :coupon AND NOT taken"
        f" ORDER BY code LIMIT :number{lock}) RETURNING code",
        {"coupon": coupon_id, "number": number},
    )
    if len(found) < number:
        raise CodesSpent
    return sorted(row[0] for row in found)


def newest_claim(coupon_id: int, friend_id: int) -> Claim | None:
    """One that can still be used goes before the others."""
    found = rows(
        "SELECT c.id, c.code, c.until, c.used, c.used_at, c.enrollment_id, c.step_id"
        " FROM coupon_claim c"
        " JOIN coupon k ON k.id = c.coupon_id"
        " WHERE c.coupon_id = :coupon AND c.friend_id = :friend"
        " ORDER BY CASE WHEN c.used < k.uses THEN 0 ELSE 1 END, c.id DESC LIMIT 1",
        {"coupon": coupon_id, "friend": friend_id},
    )
    return Claim(*found[0]) if found else None


def claim_of(claim_id: int, friend_id: int) -> tuple[Claim, Coupon] | None:
    """None where it is not this friend's."""
    row = CouponClaim.get_or_none(CouponClaim.id == claim_id, CouponClaim.friend_id == friend_id)
    coupon = find(row.coupon_id) if row else None
    if row is None or coupon is None:
        return None
    read = (row.id, row.code, row.until, row.used, row.used_at, row.enrollment_id, row.step_id)
    return Claim(*read), coupon


_USABLE = "k.closed_at IS NULL AND c.used < k.uses AND (c.until IS NULL OR c.until > :at)"


def wallet(friend_id: int, *, at: int, first: int, limit: int) -> list[tuple[Claim, Coupon]]:
    """What can be used, beginning with what ends soonest; then the rest, the newest first."""
    found = rows(
        "SELECT c.id, c.code, c.until, c.used, c.used_at, c.enrollment_id, c.step_id, c.coupon_id"
        " FROM coupon_claim c JOIN coupon k ON k.id = c.coupon_id WHERE c.friend_id = :friend"
        f" ORDER BY CASE WHEN {_USABLE} THEN 0 ELSE 1 END,"
        f" CASE WHEN {_USABLE} THEN coalesce(c.until, :never) ELSE 0 END, c.id DESC"
        " LIMIT :limit OFFSET :first",
        {"friend": friend_id, "at": at, "never": 2**60, "limit": limit, "first": first},
    )
    kinds = {each.id: each for each in Coupon.select().where(Coupon.id.in_([r[7] for r in found]))}
    return [(Claim(*row[:7]), kinds[row[7]]) for row in found]


def use(claim_id: int, *, used: int, uses: int, at: int) -> bool:
    """Once for each time it was seen as used so often: a second tap on one card does nothing."""
    return bool(
        changed(
            "UPDATE coupon_claim SET used = used + 1, used_at = :at WHERE id = :claim"
            " AND used = :used AND used < :uses AND (until IS NULL OR until > :at)",
            {"claim": claim_id, "used": used, "uses": uses, "at": at},
        )
    )


def undo_use(claim_id: int) -> bool:
    """The last one is taken back; when the one before was is not known any more."""
    return bool(
        changed(
            "UPDATE coupon_claim SET used = used - 1,"
            " used_at = CASE WHEN used > 1 THEN used_at END WHERE id = :claim AND used > 0",
            {"claim": claim_id},
        )
    )


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody has of it."""

    claim_id: int
    friend_id: int
    at: int
    used: int
    used_at: int | None


def holders(coupon_id: int, *, before: int, limit: int) -> list[Holding]:
    """Who got it, the latest first, behind the claim of this id; 0: from the first on."""
    found = rows(
        "SELECT id, friend_id, at, used, used_at FROM coupon_claim WHERE coupon_id = :coupon"
        " AND (:before = 0 OR id < :before) ORDER BY id DESC LIMIT :limit",
        {"coupon": coupon_id, "before": before, "limit": limit},
    )
    return [Holding(*row) for row in found]


def is_given(coupon_id: int) -> bool:
    found = rows(
        "SELECT 1 FROM coupon_claim WHERE coupon_id = :coupon LIMIT 1", {"coupon": coupon_id}
    )
    return bool(found)


def change(coupon_id: int, **values: object) -> None:
    Coupon.update(**values).where(Coupon.id == coupon_id).execute()


def tallies() -> list[Tally]:
    found = rows(
        "SELECT k.id, k.name, k.pooled, (SELECT count(*) FROM coupon_claim c"
        " WHERE c.coupon_id = k.id), (SELECT coalesce(sum(c.used), 0) FROM coupon_claim c"
        " WHERE c.coupon_id = k.id) FROM coupon k ORDER BY k.name"
    )
    return [
        Tally(number, name, received, int(used), codes_left(number) if is_pooled else None)
        for number, name, is_pooled, received, used in found
    ]

"""Invitations that somebody can still use."""

from dataclasses import dataclass

from bot.store.db import changed, rows, sql
from bot.store.invite_models import Invite


@dataclass(frozen=True, slots=True)
class InviteRow:
    id: int
    nonce: str
    role: str
    made_by: str
    expires_at: int


_OPEN = (
    "SELECT i.id, i.nonce, c.role, i.made_by, c.expires_at FROM invite i"
    " JOIN code c ON c.code_hash = i.code_hash WHERE c.used_by = '' AND c.expires_at > :now"
)


def create(nonce: str, code_hash: str, ticket_hash: str, *, by: str, at: int) -> int:
    row = Invite.create(
        nonce=nonce, code_hash=code_hash, ticket_hash=ticket_hash, made_by=by, made_at=at
    )
    return int(row.id)


def listed(now: int) -> list[InviteRow]:
    return [InviteRow(*row) for row in rows(f"{_OPEN} ORDER BY i.id", {"now": now})]


def with_ticket(ticket_hash: str, now: int) -> InviteRow | None:
    found = rows(f"{_OPEN} AND i.ticket_hash = :ticket", {"ticket": ticket_hash, "now": now})
    return InviteRow(*found[0]) if found else None


def revoke(invite_id: int) -> bool:
    """False when it was used, or is gone: then it changes nothing."""
    gone = changed(
        "DELETE FROM code WHERE used_by = '' AND code_hash ="
        " (SELECT code_hash FROM invite WHERE id = :id)",
        {"id": invite_id},
    )
    if gone:
        sql("DELETE FROM invite WHERE id = :id", {"id": invite_id})
    return bool(gone)

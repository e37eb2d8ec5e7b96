"""Invitations: one-time codes that owners give to others, with a role.

A code is made of the channel's secret and a nonce, so that nothing that is stored holds it: until
an answer leaves, marks with the nonce stand in it for the code and for its picture's address.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from admin_flows.ports.chat import Role
from bot.clock import Clock, epoch
from bot.domain.codes import code_hash, new_code
from bot.domain.line_links import LineLinks
from bot.services.qr import qr_png
from bot.store import codes, invites, settings
from bot.store.invites import InviteRow

LASTS = timedelta(hours=24)
NONCE_BYTES = 18
# Of the private use area: nobody types them.
_MARK = re.compile("\ue000(code|qr):([A-Za-z0-9_-]{24})\ue001")


@dataclass(frozen=True)
class Inviting:
    """`base`: of this server's public addresses; `line_base`: where the simulator plays LINE."""

    clock: Clock
    secret: str
    base: str
    line_base: str | None = None

    def make(self, role: Role, *, by: str) -> int:
        """In the transaction of the act."""
        nonce, now = secrets.token_urlsafe(NONCE_BYTES), self.clock.now()
        hashed = code_hash(self._code(nonce))
        codes.add(hashed, role, expires_at=epoch(now + LASTS))
        return invites.create(nonce, hashed, _hash(self._ticket(nonce)), by=by, at=epoch(now))

    def listed(self) -> list[InviteRow]:
        return invites.listed(epoch(self.clock.now()))

    def link(self, nonce: str) -> str:
        """Opens the account's chat with the code, which only has to be sent. "" where the
        account's id is not known.
        """
        basic_id = settings.basic_id()
        return LineLinks(basic_id, self.line_base).say("") + code_mark(nonce) if basic_id else ""

    def picture(self, nonce: str) -> str:
        """The address of its QR code."""
        return f"{self.base}/i/\ue000qr:{nonce}\ue001/qr.png"

    def qr(self, ticket: str) -> bytes | None:
        """None once nobody can use it any more."""
        found = invites.with_ticket(_hash(ticket), epoch(self.clock.now()))
        return qr_png(self.revealed(self.link(found.nonce)), "") if found else None

    def revealed(self, answer: str) -> str:
        """An answer, as it is stored, with what its marks stand for."""
        return _MARK.sub(
            lambda mark: self._code(mark[2]) if mark[1] == "code" else self._ticket(mark[2]), answer
        )

    def _code(self, nonce: str) -> str:
        made = iter(self._made("code", nonce))
        return new_code(lambda letters: letters[(next(made) << 8 | next(made)) % len(letters)])

    def _ticket(self, nonce: str) -> str:
        return self._made("ticket", nonce).hex()[:40]

    def _made(self, what: str, nonce: str) -> bytes:
        key = hmac.digest(self.secret.encode(), f"tobiishi invitation {what}".encode(), "sha256")
        return hmac.digest(key, nonce.encode(), "sha256")


def code_mark(nonce: str) -> str:
    """What stands for the code on a card."""
    return f"\ue000code:{nonce}\ue001"


def _hash(ticket: str) -> str:
    return hashlib.sha256(f"tobiishi ticket {ticket}".encode()).hexdigest()

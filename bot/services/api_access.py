"""Tokens of the HTTP API: an owner makes and revokes them; only their hashes are kept.

A token is made of the channel's secret and a nonce. In a chat it is shown for ten minutes, to whom
made it; until such an answer leaves, a mark with the nonce stands in it, so that nothing that is
stored holds the token.
"""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock, epoch, from_epoch
from bot.domain import names
from bot.store import api_tokens
from bot.store.api_tokens import TokenRow
from bot.store.db import atomic

PREFIX = "tobi_"
SHOWN_SECONDS = 600
NONCE_BYTES = 18
# Of the private use area: nobody types them.
_MARK = re.compile("\ue000key:([A-Za-z0-9_-]{24})\ue001")
Token = TokenRow


@dataclass(frozen=True)
class ApiAccess:
    clock: Clock
    secret: str

    def new(self, name: str, *, by: str, days: int | None = None) -> str:
        """The token, which nobody can be shown again; good for so many days, None: until it is
        revoked.
        """
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        self._add(name, nonce, by=by, days=days)
        return self.token(nonce)

    def make(self, name: str, *, by: str) -> int:
        """A token that its maker can be shown for a while; gives its id."""
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        return self._add(name, nonce, by=by, kept=nonce)

    def _add(
        self, name: str, nonce: str, *, by: str, kept: str = "", days: int | None = None
    ) -> int:
        token, tidy = self.token(nonce), names.given(name, names.name)
        now = epoch(self.clock.now())
        with atomic():
            return api_tokens.create(
                tidy,
                hashed(token),
                token[-4:],
                by=by,
                at=now,
                nonce=kept,
                expires_at=None if days is None else now + days * 86_400,
            )

    def token(self, nonce: str) -> str:
        """Made of the nonce and the secret, so that nothing that is stored holds it."""
        key = hmac.digest(self.secret.encode(), b"tobiishi api tokens", "sha256")
        made = hmac.digest(key, nonce.encode(), "sha256")
        return PREFIX + base64.urlsafe_b64encode(made).decode().rstrip("=")

    def revealed(self, answer: str) -> str:
        """An answer, as it is stored, with tokens where their marks stand."""
        return _MARK.sub(lambda mark: self.token(mark[1]), answer)

    def listed(self) -> list[Token]:
        return api_tokens.listed(now=epoch(self.clock.now()))

    def revoke(self, token_id: int) -> bool:
        """False when there is none."""
        with atomic():
            return api_tokens.revoke(token_id, at=epoch(self.clock.now()))

    def used(self, token: Token) -> str:
        """The day it was used last; "-" for never."""
        return "-" if token.used_at is None else f"{from_epoch(token.used_at):%Y-%m-%d}"

    def until(self, token: Token) -> str:
        """The day it ends; "-" for never."""
        return "-" if token.expires_at is None else f"{from_epoch(token.expires_at):%Y-%m-%d}"

    def check(self, token: str) -> TokenRow | None:
        """None for a token that is unknown, revoked or over."""
        return api_tokens.find(hashed(token), now=epoch(self.clock.now()))


def mark_of(row: Token, now: int) -> str | None:
    """What stands for the token on a card; None once it is too late to see it."""
    fresh = bool(row.nonce) and 0 <= now - row.created_at < SHOWN_SECONDS
    return mark(row.nonce) if fresh else None


def mark(nonce: str) -> str:
    """Stands for the token of this nonce until the answer leaves."""
    return f"\ue000key:{nonce}\ue001"


def hashed(token: str) -> str:
    """Nobody can guess 256 random bits, so that a quick hash is safe."""
    return hashlib.sha256(f"tobiishi api {token}".encode()).hexdigest()


class KeyReused(Exception):
    """The same Idempotency-Key with another request."""


Answer = tuple[int, str]
"""A status and a body of JSON."""


@dataclass(frozen=True)
class Repeatable:
    """A request as it can be known again; `key` "" is none: then it is simply done."""

    token: TokenRow
    key: str = ""
    fingerprint: str = ""


def once(request: Repeatable, act: Callable[[], Answer], clock: Clock) -> Answer:
    """The effects, and what was answered, are committed together. Raises KeyReused."""
    with atomic():
        api_tokens.used(request.token, at=epoch(clock.now()))
        if not request.key:
            return act()
        token, at = request.token.id, int(clock.real())
        if before := api_tokens.begin(token, request.key, request.fingerprint, at=at):
            if before.request != request.fingerprint:
                raise KeyReused
            return before.status, before.body
        status, body = act()
        api_tokens.answered(token, request.key, status, body)
        return status, body


def all_or_nothing(act: Callable[[], Answer]) -> Answer:
    """Inside of `once`: what is refused leaves nothing behind but its answer. Raises Refused."""
    with atomic():
        return act()

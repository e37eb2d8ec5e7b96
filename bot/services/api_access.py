"""Tokens of the HTTP API: an owner makes and revokes them; only their hashes are kept."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.clock import Clock, epoch, from_epoch
from bot.domain import names
from bot.store import api_tokens
from bot.store.api_tokens import TokenRow
from bot.store.db import atomic

PREFIX = "tobi_"
Token = TokenRow


@dataclass(frozen=True)
class ApiAccess:
    clock: Clock

    def new(self, name: str, *, by: str) -> str:
        """The token, which nobody can be shown again."""
        token, tidy = PREFIX + secrets.token_urlsafe(32), names.given(name, names.name)
        with atomic():
            now = epoch(self.clock.now())
            api_tokens.create(tidy, hashed(token), token[-4:], by=by, at=now)
        return token

    def listed(self) -> list[Token]:
        return api_tokens.listed()

    def revoke(self, token_id: int) -> bool:
        """False when there is none."""
        with atomic():
            return api_tokens.revoke(token_id, at=epoch(self.clock.now()))

    def used(self, token: Token) -> str:
        """The day it was used last; "-" for never."""
        return "-" if token.used_at is None else f"{from_epoch(token.used_at):%Y-%m-%d}"

    def check(self, token: str) -> TokenRow | None:
        """None for a token that is unknown or revoked."""
        return api_tokens.find(hashed(token))


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

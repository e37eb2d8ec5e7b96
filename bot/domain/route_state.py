"""What goes through LINE Login and back: which route somebody opened, signed, for a while.

No cookie ties it to a browser: LINE's app may come back in another one than it was left in.
"""

import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass

VALID_SECONDS = 30 * 60
_MAC_BYTES, _NONCE_BYTES = 24, 16
_FORM = re.compile(
    r"(?P<slug>[a-z0-9_-]{1,40})\.(?P<until>[0-9]{1,12})\.(?P<nonce>[\w-]{22})\.(?P<mac>[\w-]{32})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class RouteState:
    """`until`: epoch seconds; `nonce` is of this opening alone."""

    slug: str
    until: int
    nonce: str

    def signed(self, key: bytes) -> str:
        return f"{self._body}.{self._mac(key)}"

    def is_signed(self, mac: str, key: bytes) -> bool:
        return hmac.compare_digest(mac, self._mac(key))

    @property
    def _body(self) -> str:
        return f"{self.slug}.{self.until}.{self.nonce}"

    def _mac(self, key: bytes) -> str:
        digest = hmac.digest(key, self._body.encode(), "sha256")[:_MAC_BYTES]
        return urlsafe_b64encode(digest).decode()


def key_from(secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"tobiishi entry routes", "sha256")


def opened(slug: str, now: float) -> RouteState:
    return RouteState(slug, int(now) + VALID_SECONDS, secrets.token_urlsafe(_NONCE_BYTES))


def read_state(written: str, key: bytes, now: float) -> RouteState | None:
    """None for one that is not ours, or too old."""
    found = _FORM.fullmatch(written)
    if found is None:
        return None
    state = RouteState(found["slug"], int(found["until"]), found["nonce"])
    return state if state.is_signed(found["mac"], key) and now <= state.until else None

"""Addresses behind buttons, and the unguessable ones by which it is known who tapped them."""

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator

from bot.domain import limits
from bot.domain.model import refuse

SCHEMES = ("https", "http", "tel", "line", "mailto")
"""The first two can be led through an address of ours."""

_SAFE = "%/:?#[]@!$&'()*+,;=~-._"
_LINK_BYTES, _WALK_BYTES, _MAC_BYTES = 4, 6, 14


def _link(value: str) -> str:
    address = value.strip()
    scheme = address.partition(":")[0].lower()
    if scheme not in SCHEMES:
        raise refuse("bad_link", value=address[:60], allowed=", ".join(SCHEMES))
    if re.search(r"[\s\x00-\x20\x7f\\]", address) or (is_web(address) and not _host(address)):
        raise refuse("broken_link", value=address[:60])
    written = _ascii(address)
    if len(written) > limits.LINK_LENGTH:
        raise refuse("too_long", limit=limits.LINK_LENGTH, actual=len(written))
    return written


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return ""
    return parts.hostname or ""


def _ascii(address: str) -> str:
    """As LINE takes it: a host in its own letters is spelt in Latin ones, all else is quoted."""
    host = _host(address) if is_web(address) else ""
    if not host.isascii():
        try:
            address = address.replace(host, host.encode("idna").decode(), 1)
        except UnicodeError:
            raise refuse("broken_link", value=address[:60]) from None
    return quote(address, safe=_SAFE)


def is_web(address: str) -> bool:
    """Whether it can be reached through an address of ours."""
    return address.partition(":")[0].lower() in ("https", "http")


Link = Annotated[str, AfterValidator(_link)]


@dataclass(frozen=True, slots=True)
class LinkToken:
    """A link as one walk got it."""

    link_id: int
    enrollment_id: int
    mac: bytes

    def is_of(self, key: str) -> bool:
        return hmac.compare_digest(self.mac, _mac(self.link_id, self.enrollment_id, key))


def token(link_id: int, key: str, enrollment_id: int) -> str:
    """`key`: the link's own secret, in hex. The same walk gets the same token."""
    body = _body(link_id, enrollment_id) + _mac(link_id, enrollment_id, key)
    return urlsafe_b64encode(body).decode()


def read_token(written: str) -> LinkToken | None:
    """None for what no token can be. Whether it is one of ours, its link's key tells."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{32}", written):
        return None
    raw = urlsafe_b64decode(written)
    walk_end = _LINK_BYTES + _WALK_BYTES
    return LinkToken(
        int.from_bytes(raw[:_LINK_BYTES]),
        int.from_bytes(raw[_LINK_BYTES:walk_end]),
        raw[walk_end:],
    )


def _body(link_id: int, enrollment_id: int) -> bytes:
    return link_id.to_bytes(_LINK_BYTES) + enrollment_id.to_bytes(_WALK_BYTES)


def _mac(link_id: int, enrollment_id: int, key: str) -> bytes:
    return hmac.digest(bytes.fromhex(key), _body(link_id, enrollment_id), "sha256")[:_MAC_BYTES]


def press_data(link_id: int) -> str:
    """What LINE tells us of a button that acts."""
    return f"press:{link_id}"


def read_press_data(data: str) -> int | None:
    """Outside input; None where it is about no such button."""
    found = re.fullmatch(r"press:([0-9]{1,9})", data)
    return int(found[1]) if found else None

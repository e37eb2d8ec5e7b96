"""Ids shaped like LINE's."""

import itertools
import re
import secrets
from collections.abc import Iterator

USER_ID = re.compile(r"U[0-9a-f]{32}")
GROUP_ID = re.compile(r"C[0-9a-f]{32}")
MENU_PREFIX = "richmenu-"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FIRST_MESSAGE = 560_000_000_000_000_000  # LINE's ids have 18 digits


def user_id() -> str:
    return "U" + secrets.token_hex(16)


def group_id() -> str:
    return "C" + secrets.token_hex(16)


def menu_id() -> str:
    return MENU_PREFIX + secrets.token_hex(16)


def reply_token() -> str:
    return secrets.token_hex(16)


def message_id(seq: int) -> str:
    return str(FIRST_MESSAGE + seq)


def quote_token(message: str) -> str:
    return f"q3{message}Qt"


def ulid(at_ms: int) -> str:
    """26 characters: 48 bits of time and 80 random bits."""
    number = (at_ms << 80) | secrets.randbits(80)
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def request_ids() -> Iterator[str]:
    """Unique for ever: a random start for each process, then counted (a uuid4 each is slower)."""
    tail = f"{secrets.token_hex(2)}-4{secrets.token_hex(2)[1:]}-a{secrets.token_hex(2)[1:]}"
    node = secrets.token_hex(6)
    for count in itertools.count(secrets.randbits(16)):
        yield f"{count & 0xFFFFFFFF:08x}-{tail}-{node}"

"""One-time codes that make somebody an owner or a member: tobi-K7QM-4XPR."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: people type these from a screen.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 8
_SHAPE = re.compile(rf"tobi-?([{ALPHABET}]{{4}})-?([{ALPHABET}]{{4}})", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u30fc\uff70]")


def new_code(choice: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    letters = "".join(choice(ALPHABET) for _ in range(LENGTH))
    return f"tobi-{letters[:4]}-{letters[4:]}"


def as_code(text: str) -> str | None:
    """The code's 8 letters if the whole text has its shape: no friend is answered by mistake."""
    plain = "".join(_DASHES.sub("-", unicodedata.normalize("NFKC", text)).split())
    found = _SHAPE.fullmatch(plain)
    return (found[1] + found[2]).upper() if found else None


def code_hash(code: str) -> str:
    """What is kept of a code. Accepts it in any spelling that `as_code` understands."""
    letters = as_code(code) or code.upper()
    return hashlib.sha256(f"tobiishi code {letters}".encode()).hexdigest()

"""The channel that the simulator plays: made up once, kept beside the data, for its owner only."""

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from laptop.problem import Problem


@dataclass(frozen=True)
class Identity:
    channel_secret: str
    channel_access_token: str

    @property
    def login_id(self) -> str:
        """Of the LINE Login channel: made of the channel's secret, so that it needs no keeping."""
        return str(2 * 10**9 + int(self._made_of("login id")[:7], 16))

    @property
    def login_secret(self) -> str:
        return self._made_of("login secret")[:32]

    def _made_of(self, what: str) -> str:
        return hashlib.sha256(f"{what} {self.channel_secret}".encode()).hexdigest()


def keep_identity(path: Path) -> Identity:
    if not path.exists():
        _write(path, Identity(secrets.token_hex(16), secrets.token_urlsafe(64)))
    try:
        return Identity(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        raise Problem(f"{path} cannot be read: remove it, and a new one is made.") from None


def _write(path: Path, identity: Identity) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(identity), file)
    fresh.replace(path)

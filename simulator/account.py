"""The official account that the bot speaks for."""

import hashlib
import hmac
from base64 import b64encode
from dataclasses import dataclass


@dataclass
class Account:
    name: str
    secret: str
    token: str

    @property
    def id(self) -> str:
        """The bot's own user id: the same for the same channel."""
        return "U" + hashlib.sha256(b"bot" + self.secret.encode()).hexdigest()[:32]

    @property
    def basic_id(self) -> str:
        return "@" + hashlib.sha256(b"basic" + self.secret.encode()).hexdigest()[:8]

    def signature(self, body: bytes, secret: str | None = None) -> str:
        key = (self.secret if secret is None else secret).encode()
        return b64encode(hmac.digest(key, body, "sha256")).decode()

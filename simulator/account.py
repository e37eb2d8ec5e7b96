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
    login: tuple[str, str] | None = None
    """Id and secret of its LINE Login channel; None: made of the secret, too."""

    @property
    def id(self) -> str:
        """The bot's own user id: the same for the same channel."""
        return "U" + self._digest("bot")[:32]

    @property
    def basic_id(self) -> str:
        return "@" + self._digest("basic")[:8]

    @property
    def login_id(self) -> str:
        """Of the LINE Login channel of the same provider, which is linked to the account."""
        return self.login[0] if self.login else str(2 * 10**9 + int(self._digest("login")[:7], 16))

    @property
    def login_secret(self) -> str:
        return self.login[1] if self.login else self._digest("login secret")[:32]

    def _digest(self, what: str) -> str:
        return hashlib.sha256(what.encode() + self.secret.encode()).hexdigest()

    def signature(self, body: bytes, secret: str | None = None) -> str:
        key = (self.secret if secret is None else secret).encode()
        return b64encode(hmac.digest(key, body, "sha256")).decode()

"""Reply tokens: one use, 60 seconds from each delivery of the webhook, 20 minutes in all."""

from dataclasses import dataclass

from simulator import ids
from simulator.clock import Seconds

LIFE_S = 60.0
LIFE_WITH_REDELIVERY_S = 20 * 60.0


@dataclass(slots=True)
class Token:
    chat: str
    issued_at_s: float
    delivered_at_s: float


class ReplyTokens:
    def __init__(self, real_now: Seconds) -> None:
        self._real_now = real_now
        self._tokens: dict[str, Token] = {}

    def issue(self, chat: str) -> str:
        self._forget_old()
        token = ids.reply_token()
        now = self._real_now()
        self._tokens[token] = Token(chat, now, now)
        return token

    def delivered(self, token: str) -> None:
        """The webhook carrying it goes out, for the first time or again."""
        found = self._tokens.get(token)
        if found is not None:
            found.delivered_at_s = self._real_now()

    def find(self, token: str) -> str | None:
        """The chat that this token answers, while it may be used."""
        found = self._tokens.get(token)
        if found is None:
            return None
        now = self._real_now()
        fresh = now - found.delivered_at_s <= LIFE_S
        return found.chat if fresh and now - found.issued_at_s <= LIFE_WITH_REDELIVERY_S else None

    def use(self, token: str) -> None:
        self._tokens.pop(token, None)

    def _forget_old(self) -> None:
        oldest = self._real_now() - LIFE_WITH_REDELIVERY_S
        while self._tokens:
            token = next(iter(self._tokens))
            if self._tokens[token].issued_at_s > oldest:
                return
            del self._tokens[token]

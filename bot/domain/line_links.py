"""Addresses of LINE's own that lead people to the account."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

LINE, ACCESS = "https://line.me", "https://access.line.me"


@dataclass(frozen=True, slots=True)
class LineLinks:
    """`base`: where the simulator plays LINE; None: the real one. `basic_id` has its @."""

    basic_id: str
    base: str | None = None

    @property
    def add(self) -> str:
        """The account's page, with the button that adds it."""
        return f"{self.base or LINE}/R/ti/p/{quote(self.basic_id, safe='')}"

    @property
    def chat(self) -> str:
        return self.say("").removesuffix("?")

    def say(self, text: str) -> str:
        """Its chat, with a text that only has to be sent."""
        account = quote(self.basic_id, safe="")
        return f"{self.base or LINE}/R/oaMessage/{account}/?{quote(text, safe='')}"

    def login(self, channel: str, callback: str, state: str, nonce: str) -> str:
        """LINE Login, which asks for nothing but who it is, and offers to add the account."""
        asked = {
            "response_type": "code",
            "client_id": channel,
            "redirect_uri": callback,
            "state": state,
            "scope": "openid",
            "nonce": nonce,
            "bot_prompt": "aggressive",
        }
        return f"{self.base or ACCESS}/oauth2/v2.1/authorize?{urlencode(asked)}"

"""LINE Login as far as an add-friend link needs it: who it is, said to a channel that may ask."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs

from simulator.line_api.bodies import Row
from simulator.platform import Platform
from simulator.web import Json, Request, Response, json_response
from simulator.world import User

CODE_MS = 10 * 60 * 1000
TOKEN_MS = 60 * 60 * 1000
ISSUER = "https://access.line.me"


class LoginRefusal(Exception):
    """In the words of OAuth."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.body = {"error": error, "error_description": description}

    def response(self) -> Response:
        return json_response(self.body, 400)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a person allowed."""

    user: User
    redirect_uri: str
    nonce: str
    at_ms: int


class Logins:
    """Codes work once; both kinds are forgotten when the simulator ends."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._codes: dict[str, Grant] = {}
        self._tokens: dict[str, Grant] = {}

    def allow(self, user: User, redirect_uri: str, nonce: str) -> str:
        """The code that goes back with the person."""
        code = secrets.token_urlsafe(15)
        now = self._platform.clock.real_ms()
        self._codes[code] = Grant(user, redirect_uri, nonce, now)
        return code

    def routes(self) -> list[Row]:
        return [
            ("POST", "/oauth2/v2.1/token", "login", told(self._token)),
            ("POST", "/oauth2/v2.1/verify", "login", told(self._verify)),
        ]

    def _token(self, form: dict[str, str]) -> Json:
        account = self._platform.account
        if form.get("client_id") != account.login_id:
            raise LoginRefusal("invalid_client", "client_id is invalid")
        if form.get("client_secret") != account.login_secret:
            raise LoginRefusal("invalid_client", "invalid client_secret")
        if form.get("grant_type") != "authorization_code":
            raise LoginRefusal("unsupported_grant_type", "grant_type is invalid")
        grant = self._codes.pop(form.get("code", ""), None)
        if grant is None or self._age_ms(grant) > CODE_MS:
            raise LoginRefusal("invalid_grant", "invalid authorization code")
        if form.get("redirect_uri") != grant.redirect_uri:
            raise LoginRefusal("invalid_grant", "redirect_uri does not match")
        token = f"eyJ.{secrets.token_urlsafe(24)}.{secrets.token_urlsafe(24)}"
        self._tokens[token] = grant
        return {
            "access_token": secrets.token_urlsafe(24),
            "expires_in": 2_592_000,
            "id_token": token,
            "refresh_token": secrets.token_urlsafe(15),
            "scope": "openid",
            "token_type": "Bearer",
        }

    def _verify(self, form: dict[str, str]) -> Json:
        grant = self._tokens.get(form.get("id_token", ""))
        if grant is None:
            raise LoginRefusal("invalid_request", "Invalid IdToken.")
        if self._age_ms(grant) > TOKEN_MS:
            raise LoginRefusal("invalid_request", "IdToken expired.")
        if form.get("client_id") != self._platform.account.login_id:
            raise LoginRefusal("invalid_request", "Invalid IdToken Audience.")
        if form.get("nonce", grant.nonce) != grant.nonce:
            raise LoginRefusal("invalid_request", "Invalid IdToken Nonce.")
        return {
            "iss": ISSUER,
            "sub": grant.user.id,
            "aud": self._platform.account.login_id,
            "iat": grant.at_ms // 1000,
            "exp": (grant.at_ms + TOKEN_MS) // 1000,
            "nonce": grant.nonce,
        }

    def _age_ms(self, grant: Grant) -> int:
        return self._platform.clock.real_ms() - grant.at_ms


def told(answer: Callable[[dict[str, str]], Json]) -> Callable[[Request], Response]:
    def respond(request: Request) -> Response:
        try:
            return json_response(answer(form_of(request)))
        except LoginRefusal as refusal:
            return refusal.response()

    return respond


def form_of(request: Request) -> dict[str, str]:
    found = parse_qs(request.body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in found.items()}

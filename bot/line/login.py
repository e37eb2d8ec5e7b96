"""LINE Login: from the code that a browser brought back to the person's user id."""

import re
from collections.abc import Mapping
from typing import Any

import urllib3

from bot.domain.outcomes import Outcome, Rejected, Unauthorized, Unavailable
from bot.line.answers import classify, json_object
from bot.line.client import API_HOST, CONNECT_SECONDS, READ_SECONDS, line_errors
from bot.line.gateway import LineError

_USER = re.compile(r"U[0-9a-f]{32}")


class LineLogin:
    """`gateway.Login`. One pool of connections, shared by threads."""

    def __init__(
        self,
        channel: str,
        secret: str,
        api_base: str | None = None,
        *,
        timeout: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
    ) -> None:
        self._channel, self._secret = channel, secret
        self._base = f"{api_base or API_HOST}/oauth2/v2.1"
        limit = urllib3.Timeout(*timeout)
        self._http = urllib3.PoolManager(maxsize=4, retries=False, timeout=limit)

    def who(self, code: str, callback: str, nonce: str) -> str:
        token = self._token(code, callback)
        told = self._ask("verify", id_token=_text(token, "id_token"), client_id=self._channel,
                         nonce=nonce)  # fmt: skip
        user = _text(told, "sub")
        if told.get("nonce") != nonce or not _USER.fullmatch(user):
            raise LineError(Unavailable("odd answer: another nonce or no user id"))
        return user

    def check(self, callback: str) -> None:
        """With a code that nobody got: LINE looks at the channel first, then refuses the code."""
        try:
            self._token("-", callback)
        except LineError as error:
            if not isinstance(error.outcome, Rejected):
                raise

    def _token(self, code: str, callback: str) -> Mapping[str, Any]:
        return self._ask(
            "token",
            grant_type="authorization_code",
            code=code,
            redirect_uri=callback,
            client_id=self._channel,
            client_secret=self._secret,
        )

    def _ask(self, what: str, **form: str) -> Mapping[str, Any]:
        with line_errors():
            answer = self._http.request(
                "POST", f"{self._base}/{what}", fields=form, encode_multipart=False, redirect=False
            )
        if answer.status != 200:
            raise LineError(_refusal(answer.status, answer.headers, answer.data))
        return json_object(answer.data)


def _refusal(status: int, headers: Mapping[str, str], body: bytes) -> Outcome:
    """Only a code that was used, or is too old, is the browser's own doing; else it is us whom
    LINE does not take.
    """
    error = json_object(body).get("error")
    if error == "invalid_grant":
        return Rejected("invalid_grant")
    outcome = classify(status, headers, body)
    return Unauthorized(str(error)[:40]) if isinstance(outcome, Rejected) else outcome


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str):
        raise LineError(Unavailable(f"odd answer: no {name}"))
    return value

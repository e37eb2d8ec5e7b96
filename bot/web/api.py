"""The HTTP API for a shop's own systems: bearer tokens, JSON in and out, repeatable requests."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Blueprint, Response, request
from pydantic import ValidationError

from bot.clock import Clock
from bot.domain.errors import Refused
from bot.services.api import ApiService
from bot.services.api_access import (
    Answer,
    ApiAccess,
    KeyReused,
    Repeatable,
    Token,
    all_or_nothing,
    once,
)
from bot.web.api_page import LANGUAGES, page
from bot.web.api_routes import ROUTES, Route, openapi
from bot.web.strangers import counter_of

PREFIX = "/api/v1"
BODY_BYTES = 64 * 1024
KEY_LENGTH = 200

NOT_THERE = {"no_such_friend", "no_open_scenario"}

Json = dict[str, Any]


class Fault(Exception):
    """An answer that is no success: `code` for programs, the text for people."""

    def __init__(
        self, status: int, code: str, text: str, *, again_after: int = 0, **more: Any
    ) -> None:
        super().__init__(text)
        self.status, self.again_after = status, again_after
        self.body: Json = {"error": {"code": code, "message": text, **more}}


class Slowing(Protocol):
    """`most` requests of each caller in so many `seconds`."""

    @property
    def most(self) -> int: ...
    @property
    def seconds(self) -> int: ...
    def allows(self, caller: str, /) -> bool: ...


@dataclass(frozen=True)
class Api:
    """`rate` of a token, `strange` of an address whose tokens are wrong."""

    service: ApiService
    access: ApiAccess
    clock: Clock
    rate: Slowing
    strange: Slowing
    wake: Callable[[], None]

    def answer(self, route: Route, **ids: str) -> Response:
        try:
            token = self._token()
            self._slowly(token)
            status, body = self._once(route, token, ids)
        except Fault as fault:
            return _response(fault.status, _dump(fault.body), fault.again_after)
        if route.changes and status == 200:
            self.wake()
        return _response(status, body)

    def _token(self) -> Token:
        kind, _, given = request.headers.get("Authorization", "").partition(" ")
        token = self.access.check(given.strip()) if kind.lower() == "bearer" else None
        if token is None:
            self._strangers_slowly()
            raise Fault(401, "unauthorized", "Send a valid token: Authorization: Bearer tobi_…")
        return token

    def _strangers_slowly(self) -> None:
        if not self.strange.allows(counter_of(request)):
            again = self.strange.seconds
            text = f"Too many wrong tokens. Look at the token, and try again in {again} seconds."
            raise Fault(429, "too_many_wrong_tokens", text, again_after=again)

    def _slowly(self, token: Token) -> None:
        if not self.rate.allows(f"api:{token.id}"):
            text = f"At most {self.rate.most} requests a second. Try again in a second."
            raise Fault(429, "too_many_requests", text, again_after=self.rate.seconds)

    def _once(self, route: Route, token: Token, ids: dict[str, str]) -> Answer:
        body, key = _body(), request.headers.get("Idempotency-Key", "")
        form = _form(route, body)
        if len(key) > KEY_LENGTH:
            raise Fault(400, "bad_key", f"An Idempotency-Key has at most {KEY_LENGTH} characters.")
        asked = Repeatable(token, key if route.changes else "", _fingerprint(body))
        try:
            return once(asked, lambda: self._do(route, form, ids), self.clock)
        except KeyReused:
            text = "This Idempotency-Key was used with another request. Take a new one."
            raise Fault(422, "key_reused", text) from None

    def _do(self, route: Route, form: Any, ids: dict[str, str]) -> Answer:
        try:
            return all_or_nothing(lambda: (200, _dump(route.act(self.service, form, **ids))))
        except Refused as refused:
            problem = refused.problem
            status = 404 if problem.code in NOT_THERE else 422
            more: Json = {"place": problem.place} if problem.place else {}
            return status, _dump(Fault(status, problem.code, problem.text, **more).body)


def _fingerprint(body: bytes) -> str:
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + body).hexdigest()


def _body() -> bytes:
    """No more of it is read than may be: what comes in chunks does not tell its size."""
    body = b""
    if (request.content_length or 0) <= BODY_BYTES:
        body = request.stream.read(BODY_BYTES + 1)
    if len(body) > BODY_BYTES or (request.content_length or 0) > BODY_BYTES:
        raise Fault(413, "too_large", f"A request may have at most {BODY_BYTES} bytes.")
    return body


def _form(route: Route, body: bytes) -> Any:
    if route.form is None:
        return None
    try:
        return route.form.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Fault(400, "bad_request", first["msg"], place=place) from None


def _dump(body: Json) -> str:
    return json.dumps(body, ensure_ascii=False)


def _response(status: int, body: str, again_after: int = 0) -> Response:
    answer = Response(body, status, mimetype="application/json")
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if again_after:
        answer.headers["Retry-After"] = str(again_after)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def api(parts: Api, base_url: str) -> Blueprint:
    blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
    for route in ROUTES:
        blueprint.add_url_rule(
            route.path,
            endpoint=f"{route.method}{route.path}".replace(".", "-"),
            view_func=lambda route=route, **ids: parts.answer(route, **ids),
            methods=[route.method],
        )

    @blueprint.get("/openapi.json")
    def described() -> Json:
        return openapi(base_url + PREFIX)

    @blueprint.get("/")
    def for_people() -> str:
        asked = request.args.get("lang") or request.accept_languages.best_match(LANGUAGES)
        return page(openapi(base_url + PREFIX), asked or LANGUAGES[0])

    return blueprint

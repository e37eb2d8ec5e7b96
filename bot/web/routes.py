"""Links of entry routes. They are printed on paper, so who opens one is led on or told kindly."""

from collections.abc import Callable, Mapping
from typing import Protocol

from flask import Blueprint, request
from werkzeug.wrappers import Response

from bot.web.leading import counts, led, user_agent
from bot.web.pages import page

_STATUS: Mapping[str, int] = {"route_unknown": 404, "not_now": 503, "again": 400}
_DAY_SECONDS = 86_400
CALLBACK = "/login/callback"


class Way(Protocol):
    """`url`: where to go; else `why` nowhere."""

    @property
    def url(self) -> str: ...
    @property
    def why(self) -> str: ...


def routes(
    opened: Callable[..., Way],
    returned: Callable[[Mapping[str, str]], Way],
    qr: Callable[[str], bytes | None],
    invitation: Callable[[str], bytes | None],
) -> Blueprint:
    """`opened`: (slug, user agent, counts=...); `returned`: what LINE Login brings back; `qr`: a
    route's picture; `invitation`: one that makes its reader a member.
    """
    blueprint = Blueprint("routes", __name__)

    @blueprint.get("/r/<slug>")
    def lead(slug: str) -> Response:
        return _shown(opened(slug, user_agent(), counts=counts()))

    @blueprint.get("/r/<slug>/qr.png")
    def show(slug: str) -> Response:
        return _picture(qr(slug), f"public, max-age={_DAY_SECONDS}")

    @blueprint.get("/i/<ticket>/qr.png")
    def invite(ticket: str) -> Response:
        return _picture(invitation(ticket), "private, no-store")

    @blueprint.get(CALLBACK)
    def come_back() -> Response:
        return _shown(returned(request.args))

    return blueprint


def _picture(picture: bytes | None, cached: str) -> Response:
    if picture is None:
        return page("route_unknown", 404)
    answer = Response(picture, mimetype="image/png")
    answer.headers["Cache-Control"] = cached
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _shown(way: Way) -> Response:
    return led(way.url) if way.url else page(way.why, _STATUS[way.why])

"""Tracked links: whoever opens one is led on to where it leads, and nowhere else."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

Follow = Callable[..., str | None]
"""(token, user agent, counts=...) to the address that an owner wrote, or None."""


def links(follow: Follow) -> Blueprint:
    blueprint = Blueprint("links", __name__)

    @blueprint.get("/l/<token>")
    def lead(token: str) -> BaseResponse:
        """A look in advance is led on, too, but is nobody's tap."""
        purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
        counts = request.method == "GET" and "prefetch" not in purpose.lower()
        url = follow(token, request.headers.get("User-Agent", ""), counts=counts)
        if url is None:
            abort(404)
        answer = redirect(url, code=302)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    return blueprint

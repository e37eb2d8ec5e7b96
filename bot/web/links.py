"""Tracked links: whoever opens one is led on to where it leads, and nowhere else."""

from collections.abc import Callable

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from bot.web.leading import counts, led, user_agent

Follow = Callable[..., str | None]
"""(token, user agent, counts=...) to the address that an owner wrote, or None."""


def links(follow: Follow) -> Blueprint:
    blueprint = Blueprint("links", __name__)

    @blueprint.get("/l/<token>")
    def lead(token: str) -> Response:
        url = follow(token, user_agent(), counts=counts())
        if url is None:
            abort(404)
        return led(url)

    return blueprint

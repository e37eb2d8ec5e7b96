"""Tracked links: whoever opens one is led on to where it leads, and nowhere else."""

from collections.abc import Callable
from typing import Protocol

from flask import Blueprint
from werkzeug.wrappers import Response

from bot.web.leading import counts, led, user_agent
from bot.web.pages import page


class Lead(Protocol):
    """`url`: the address that an owner wrote, "" for what is none of ours; `away`: nobody knows."""

    @property
    def url(self) -> str: ...
    @property
    def away(self) -> bool: ...


def links(follow: Callable[..., Lead]) -> Blueprint:
    """`follow`: (token, user agent, counts=...). What is cut short, forged or of before is told
    kindly, in the friend's language.
    """
    blueprint = Blueprint("links", __name__)

    @blueprint.get("/l/")
    @blueprint.get("/l/<path:token>")
    def lead(token: str = "") -> Response:
        found = follow(token, user_agent(), counts=counts())
        if found.away:
            return page("not_now", 503)
        return led(found.url) if found.url else page("link_unknown", 404)

    return blueprint

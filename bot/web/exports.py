"""Files that owners asked for in the chat: each link works once."""

from collections.abc import Callable
from typing import Protocol

from flask import Blueprint, Response

from bot.web.leading import counts, user_agent
from bot.web.pages import page


class File(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def body(self) -> bytes: ...
    @property
    def type(self) -> str: ...


def exports(fetch: Callable[..., File | None]) -> Blueprint:
    """`fetch`: (token, user agent, counts=...)."""
    blueprint = Blueprint("exports", __name__)

    @blueprint.get("/x/<token>")
    def give(token: str) -> Response:
        file = fetch(token, user_agent(), counts=counts())
        if file is None:
            return page("export_over", 404)
        answer = Response(file.body, mimetype=f"{file.type}; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    return blueprint

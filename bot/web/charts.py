"""Charts on owners' cards, as LINE fetches them."""

from collections.abc import Callable

from flask import Blueprint, Response, abort

_DAY_SECONDS = 86_400


def charts(picture: Callable[[str], bytes | None]) -> Blueprint:
    """`picture` of what stands in the address; None: nobody was ever given that."""
    blueprint = Blueprint("charts", __name__)

    @blueprint.get("/chart/<written>")
    def show(written: str) -> Response:
        found = picture(written)
        if found is None:
            abort(404)
        answer = Response(found, mimetype="image/png")
        answer.headers["Cache-Control"] = f"private, max-age={_DAY_SECONDS}"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    return blueprint

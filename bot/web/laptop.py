"""What the laptop run's simulator asks of the bot. Never part of a production server."""

import hmac
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, abort, request


def laptop(
    access_token: str,
    *,
    next_due: Callable[[], datetime | None],
    owner_code: Callable[[], str],
) -> Blueprint:
    """Answers only to whoever knows the channel access token, as the simulator does."""
    blueprint = Blueprint("laptop", __name__, url_prefix="/laptop")
    expected = f"Bearer {access_token}".encode()

    @blueprint.before_request
    def check_token() -> None:
        given = request.headers.get("Authorization", "").encode(errors="replace")
        if not hmac.compare_digest(given, expected):
            abort(401)

    @blueprint.get("/next-due")
    def due() -> dict[str, int | None]:
        at = next_due()
        return {"at": None if at is None else int(at.timestamp() * 1000)}

    @blueprint.post("/owner-code")
    def code() -> dict[str, str]:
        return {"code": owner_code()}

    return blueprint

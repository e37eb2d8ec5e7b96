"""What all links of ours have in common that lead somewhere else."""

from flask import redirect, request
from werkzeug.wrappers import Response


def counts() -> bool:
    """A look in advance is led on, too, but is nobody's opening."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purpose.lower()


def user_agent() -> str:
    return request.headers.get("User-Agent", "")


def led(url: str) -> Response:
    answer = redirect(url, code=302)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer

"""A tracked link as Flask's documentation would have it: a bare redirect that knows nobody."""

from flask import Flask, redirect
from werkzeug.wrappers import Response


def create_app() -> Flask:
    app = Flask(__name__)

    @app.get("/healthz")
    def healthz() -> str:
        return "OK"

    @app.get("/l/<token>")
    def lead(token: str) -> Response:  # noqa: ARG001 - it knows nobody
        return redirect("https://shop.example/menu", 302)

    return app

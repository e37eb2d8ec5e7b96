"""A webhook as the SDK's and RQ's documentation would have it: verify, parse, one job each."""

import os
from typing import Any

import redis
from flask import Flask, abort, request
from linebot.v3 import WebhookParser
from linebot.v3.exceptions import InvalidSignatureError
from rq import Queue

QUEUE = "events"


def create_app() -> Flask:
    app = Flask(__name__)
    parser = WebhookParser(os.environ["LINE_CHANNEL_SECRET"])
    queue = Queue(QUEUE, connection=redis.Redis.from_url(os.environ["REDIS_URL"]))

    @app.get("/healthz")
    def healthz() -> str:
        return "OK"

    @app.post("/callback")
    def callback() -> str:
        signature = request.headers["X-Line-Signature"]
        try:
            events = parser.parse(request.get_data(as_text=True), signature)
        except InvalidSignatureError:
            abort(400)
        for event in events:
            queue.enqueue(handle, event.to_dict())
        return "OK"

    return app


def handle(event: dict[str, Any]) -> None:
    """What would answer; no worker runs here."""

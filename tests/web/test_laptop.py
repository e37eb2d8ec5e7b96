from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bot.web.laptop import laptop

TOKEN = "the-token"
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


def client(due: datetime | None = None) -> FlaskClient:
    app = Flask("test")
    app.register_blueprint(laptop(TOKEN, next_due=lambda: due, owner_code=lambda: "tobi-K7QM-4XPR"))
    return app.test_client()


def test_what_is_due_next() -> None:
    at = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    assert client(at).get("/laptop/next-due", headers=AUTHORIZED).json == {"at": 1_796_086_800_000}
    assert client().get("/laptop/next-due", headers=AUTHORIZED).json == {"at": None}


def test_a_code_for_the_owner() -> None:
    answer = client().post("/laptop/owner-code", headers=AUTHORIZED)
    assert answer.json == {"code": "tobi-K7QM-4XPR"}


@pytest.mark.parametrize(
    "header", [None, "", "the-token", "Bearer", "Bearer ", "Bearer the-tokeN", "Bearer 秘密"]
)
def test_only_with_the_token(header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header.encode().decode("latin-1")}
    http = client()
    assert http.get("/laptop/next-due", headers=headers).status_code == 401
    answer = http.post("/laptop/owner-code", headers=headers)
    assert answer.status_code == 401
    assert "tobi" not in answer.text

import base64
import hashlib
import hmac

import pytest
from linebot.v3.webhook import SignatureValidator

from bot.line.signature import sign, valid

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
BODY = '{"destination":"U1","events":[{"text":"こんにちは😀"}]}'.encode()


def test_agrees_with_the_sdk() -> None:
    assert valid(SECRET, BODY, sign(SECRET, BODY))
    assert SignatureValidator(SECRET).validate(BODY.decode(), sign(SECRET, BODY))


def test_is_over_the_raw_bytes() -> None:
    escaped = BODY.replace("😀".encode(), b"\\ud83d\\ude00")
    assert not valid(SECRET, escaped, sign(SECRET, BODY))


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        "x",
        "署名",
        "\ud800",
        sign("another secret", BODY),
        sign(SECRET, BODY)[:-1],
        sign(SECRET, BODY) + " ",
        base64.b64encode(hmac.new(SECRET.encode(), BODY, hashlib.sha1).digest()).decode(),
    ],
)
def test_refuses(signature: str | None) -> None:
    assert not valid(SECRET, BODY, signature)

"""Refusals, as LINE words them and as the simulator's own API does."""

from typing import Any

from simulator.web import Response, json_response

Detail = dict[str, str]

NO_HEADER = (
    "Authorization header required. Must follow the scheme, 'Authorization: Bearer <ACCESS TOKEN>'"
)
BAD_TOKEN = (
    "Authentication failed. Confirm that the access token in the authorization header is valid."  # noqa: S105
)
RATE_EXCEEDED = "The API rate limit has been exceeded. Try again later."
MONTHLY_LIMIT = "You have reached your monthly limit."
NO_ACCESS = "Access to this API is not available for your account"


class LineError(Exception):
    """An answer of LINE other than success."""

    def __init__(
        self,
        status: int,
        message: str,
        details: list[Detail] | None = None,
        headers: list[tuple[str, str]] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {"message": message, **more}
        if details:
            self.body["details"] = details
        self.headers = headers or []

    def response(self) -> Response:
        answer = json_response(self.body, self.status)
        answer.headers += self.headers
        return answer


class Refusal(Exception):
    """The control API says no, in one plain sentence."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = {"error": sentence, **more}

    def response(self) -> Response:
        return json_response(self.body, self.status)


def body_errors(details: list[Detail]) -> LineError:
    count = len(details)
    return LineError(400, f"The request body has {count} error{'s' if count > 1 else ''}", details)


def bad_property(name: str) -> LineError:
    return LineError(
        400, f"The property, {name}, in the request body is invalid (line: -, column: -)"
    )

"""What both clients share: where LINE is, how a request looks, what a broken connection means."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from linebot import __version__
from linebot.v3.messaging import ApiClient, ApiException, Configuration
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from bot.domain.outcomes import NotSent, Outcome, Unavailable
from bot.line.answers import classify
from bot.line.gateway import LineError, Message

API_HOST = "https://api.line.me"
DATA_HOST = "https://api-data.line.me"
CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
POOL_SIZE = 16
RETRY_KEY = "X-Line-Retry-Key"


# Hears of every answer of LINE to a request that sends: endpoint, and HTTP status or "none".
Told = Callable[[str, str], None]


def untold(_endpoint: str, _code: str) -> None:
    pass


def configuration(token: str, api_base: str | None, pool_size: int) -> Configuration:
    """Without a base the real LINE answers; a base (the simulator) stands for both its hosts."""
    if not token.isascii() or not token.isprintable() or " " in token:
        # Said here, since the HTTP library's own error would print the token.
        raise ValueError("the channel access token has blanks or characters that no token has")
    config = Configuration(access_token=token, host=api_base)
    config.retries = False  # every attempt is ours to decide and to count
    config.connection_pool_maxsize = pool_size
    return config


def headers(config: Configuration) -> dict[str, str]:
    """What every request carries; the SDK's name for itself tells LINE what is calling."""
    return {
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"line-bot-sdk-python/{__version__}",
        "Authorization": f"Bearer {config.access_token}",
    }


def push_body(to: str | list[str], messages: Sequence[Message], unit: str = "") -> dict[str, Any]:
    """A list of ids makes it a multicast. `unit`: the name that LINE counts its opens under."""
    body: dict[str, Any] = {"to": to, "messages": list(messages)}
    return body | {"customAggregationUnits": [unit]} if unit else body


def broken(error: HTTPError) -> Outcome:
    """What a failed connection says about the request."""
    kind = type(error).__name__
    if isinstance(error, NewConnectionError | ConnectTimeoutError):
        return NotSent(kind)
    return Unavailable(kind)


def refused(error: ApiException) -> Outcome:
    if not error.status:  # TLS; a certificate is judged before anything is written
        untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error.reason)
        return NotSent("LINE's certificate is not trusted") if untrusted else Unavailable("TLS")
    body = error.body or b""
    return classify(error.status, error.headers, body.encode() if isinstance(body, str) else body)


@contextmanager
def line_errors() -> Iterator[None]:
    """Everything that the SDK raises becomes a `LineError`, without the SDK's text: it prints
    LINE's whole answer.
    """
    try:
        yield
    except ApiException as error:
        raise LineError(refused(error)) from None
    except HTTPError as error:
        raise LineError(broken(error)) from None
    except ValueError as error:  # the answer is no JSON, or not what the SDK's model expects
        raise LineError(Unavailable(f"odd answer: {type(error).__name__}")) from None


class LineCalls:
    """One pool of connections, shared by threads; create it after a fork."""

    def __init__(
        self,
        token: str,
        api_base: str | None = None,
        *,
        timeout: tuple[float, float] = (CONNECT_SECONDS, READ_SECONDS),
        pool_size: int = POOL_SIZE,
        told: Told = untold,
    ) -> None:
        self._told = told
        config = configuration(token, api_base, pool_size)
        self._client = ApiClient(config)
        self._headers = headers(config)
        self._timeout = timeout
        self._api = api_base or API_HOST
        self._data = api_base or DATA_HOST

    def _post(
        self, path: str, body: Mapping[str, Any], retry_key: str | None = None
    ) -> tuple[Outcome, bytes]:
        """The body goes out as it is: the SDK's models would silently drop what they don't know."""
        try:
            answer = self._client.rest_client.request(
                "POST",
                self._api + path,
                headers={**self._headers, **({RETRY_KEY: retry_key} if retry_key else {})},
                body=body,
                _request_timeout=self._timeout,
            )
        except ApiException as error:
            self._told(_endpoint(path), str(error.status or "none"))
            return refused(error), b""
        except HTTPError as error:
            self._told(_endpoint(path), "none")
            return broken(error), b""
        self._told(_endpoint(path), str(answer.status))
        return classify(answer.status, answer.getheaders(), answer.data), answer.data


def _endpoint(path: str) -> str:
    return path.rpartition("/")[2]

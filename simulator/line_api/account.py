"""The account itself: what it is, its quota, and where its webhooks go."""

from datetime import UTC, datetime

from simulator.errors import LineError
from simulator.line_api.bodies import Row, json_body
from simulator.platform import Platform
from simulator.validation.problems import is_resource_url
from simulator.web import Json, Request, Response, json_response

ENDPOINT = "/v2/bot/channel/webhook/endpoint"
URL_LIMIT = 500


class AccountApi:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Row]:
        return [
            ("GET", "/v2/bot/info", "info", self.info),
            ("GET", "/v2/bot/message/quota", "quota", self.quota),
            ("GET", "/v2/bot/message/quota/consumption", "quota", self.consumption),
            ("GET", ENDPOINT, "webhook", self.get_endpoint),
            ("PUT", ENDPOINT, "webhook", self.set_endpoint),
            ("POST", "/v2/bot/channel/webhook/test", "webhook_test", self.test),
        ]

    def info(self, _request: Request) -> Response:
        account = self._platform.account
        return json_response(
            {
                "userId": account.id,
                "basicId": account.basic_id,
                "displayName": account.name,
                "chatMode": "bot",
                "markAsReadMode": "auto",
            }
        )

    def quota(self, _request: Request) -> Response:
        limit = self._platform.quota.limit
        if limit is None:
            return json_response({"type": "none"})
        return json_response({"type": "limited", "value": limit})

    def consumption(self, _request: Request) -> Response:
        used = self._platform.quota.used
        if self._platform.settings.approximate_consumption:
            used -= used % 10
        return json_response({"totalUsage": used})

    def get_endpoint(self, _request: Request) -> Response:
        url = self._platform.webhooks.url
        if url is None:
            raise LineError(404, "Webhook endpoint not found")
        return json_response({"endpoint": url, "active": self._platform.settings.webhook_enabled})

    def set_endpoint(self, request: Request) -> Response:
        url = _checked_url(json_body(request))
        if url is None:
            raise LineError(400, "Invalid webhook endpoint URL")
        self._platform.webhooks.url = url
        self._platform.changes.note("state")
        return Response()

    async def test(self, request: Request) -> Response:
        body = json_body(request) if request.body else {}
        url = _checked_url(body) or self._platform.webhooks.url
        if url is None:
            raise LineError(404, "Webhook endpoint not found")
        webhooks = self._platform.webhooks
        at = self._platform.clock.now_ms()
        answer = await webhooks.post(webhooks.body([]), url=url)
        shown: Json = {
            "success": answer.ok,
            "timestamp": _iso(at),
            "statusCode": answer.status or 0,
            "reason": answer.reason,
            "detail": str(answer.status) if answer.status else answer.reason,
        }
        return json_response(shown)


def _checked_url(body: Json) -> str | None:
    """None when none is given; https, or http on this machine."""
    url = body.get("endpoint")
    if url is None:
        return None
    if not isinstance(url, str) or len(url) > URL_LIMIT or not is_resource_url(url):
        raise LineError(400, "Invalid webhook endpoint URL")
    return url


def _iso(at_ms: int) -> str:
    moment = datetime.fromtimestamp(at_ms / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

"""The synchronous client: conversations, and what commands ask of the account."""

from collections.abc import Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlencode

from linebot.v3.messaging import (
    MessagingApi,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
)
from linebot.v3.messaging.exceptions import NotFoundException

from bot.domain.outcomes import Outcome
from bot.line.answers import json_object
from bot.line.client import LineCalls, line_errors, push_body
from bot.line.gateway import BotInfo, Message, Webhook, WebhookTest
from bot.line.menus import LineMenus
from bot.line.people import LinePeople


class LineConversation(LineCalls):
    def push(self, to: str, messages: Sequence[Message], retry_key: str) -> Outcome:
        return self._post("/v2/bot/message/push", push_body(to, messages), retry_key)[0]

    def reply(self, token: str, messages: Sequence[Message]) -> Outcome:
        body = {"replyToken": token, "messages": list(messages)}
        return self._post("/v2/bot/message/reply", body)[0]

    def loading(self, user_id: str, seconds: int = 20) -> None:
        request = ShowLoadingAnimationRequest(chatId=user_id, loadingSeconds=seconds)
        with line_errors():
            MessagingApi(self._client).show_loading_animation(
                request, _request_timeout=self._timeout
            )


class LineAccount(LineCalls):
    def bot_info(self) -> BotInfo:
        with line_errors():
            info = MessagingApi(self._client).get_bot_info(_request_timeout=self._timeout)
        return BotInfo(
            info.user_id, info.basic_id, info.display_name, info.picture_url, info.chat_mode
        )

    def server_time(self) -> datetime | None:
        with line_errors():
            answer = MessagingApi(self._client).get_bot_info_with_http_info(
                _request_timeout=self._timeout
            )
            said = (answer.headers or {}).get("date")
            return parsedate_to_datetime(said) if said else None

    def quota(self) -> int | None:
        with line_errors():
            quota = MessagingApi(self._client).get_message_quota(_request_timeout=self._timeout)
        return quota.value if quota.type == "limited" else None

    def consumption(self) -> int:
        with line_errors():
            used = MessagingApi(self._client).get_message_quota_consumption(
                _request_timeout=self._timeout
            )
        return int(used.total_usage)

    def opened(self, unit: str, first: date, last: date) -> int | None:
        asked = {"customAggregationUnit": unit, "from": f"{first:%Y%m%d}", "to": f"{last:%Y%m%d}"}
        with line_errors():
            answer = self._client.rest_client.request(
                "GET",
                f"{self._api}/v2/bot/insight/message/event/aggregation?{urlencode(asked)}",
                headers=self._headers,
                _request_timeout=self._timeout,
            )
        overview = json_object(answer.data).get("overview")
        people = overview.get("uniqueImpression") if isinstance(overview, dict) else None
        return people if isinstance(people, int) else None

    def set_webhook(self, url: str) -> None:
        with line_errors():
            MessagingApi(self._client).set_webhook_endpoint(
                SetWebhookEndpointRequest(endpoint=url), _request_timeout=self._timeout
            )

    def webhook(self) -> Webhook | None:
        with line_errors():
            try:
                found = MessagingApi(self._client).get_webhook_endpoint(
                    _request_timeout=self._timeout
                )
            except NotFoundException:
                return None
        return Webhook(found.endpoint, found.active)

    def test_webhook(self) -> WebhookTest:
        with line_errors():
            test = MessagingApi(self._client).test_webhook_endpoint(_request_timeout=self._timeout)
        return WebhookTest(bool(test.success), test.reason, test.status_code, test.detail)


class LineChat(LineConversation, LinePeople, LineMenus, LineAccount):
    """`gateway.Chat` over line-bot-sdk."""

"""Which group this is, and the media that people send."""

from contextlib import closing
from typing import Any
from urllib.parse import quote

from linebot.v3.messaging import MessagingApi

from bot.domain.outcomes import Rejected, Unavailable
from bot.line.answers import classify
from bot.line.client import LineCalls, line_errors
from bot.line.gateway import (
    Content,
    ContentGone,
    ContentTooLarge,
    Followers,
    GroupSummary,
    LineError,
)

CHUNK = 65_536


class LinePeople(LineCalls):
    def followers(self, start: str | None, limit: int) -> Followers:
        with line_errors():
            found = MessagingApi(self._client).get_followers(
                start=start, limit=limit, _request_timeout=self._timeout
            )
        return Followers(tuple(found.user_ids or ()), found.next)

    def group_summary(self, group_id: str) -> GroupSummary:
        with line_errors():
            found = MessagingApi(self._client).get_group_summary(
                group_id, _request_timeout=self._timeout
            )
        return GroupSummary(found.group_id, found.group_name, found.picture_url)

    def group_member_count(self, group_id: str) -> int:
        with line_errors():
            found = MessagingApi(self._client).get_group_member_count(
                group_id, _request_timeout=self._timeout
            )
        return int(found.count)

    def member_name(self, group_id: str, user_id: str) -> str:
        with line_errors():
            found = MessagingApi(self._client).get_group_member_profile(
                group_id, user_id, _request_timeout=self._timeout
            )
        return str(found.display_name)

    def leave_group(self, group_id: str) -> None:
        with line_errors():
            MessagingApi(self._client).leave_group(group_id, _request_timeout=self._timeout)

    def content(self, message_id: str, limit: int) -> Content:
        # Not through the SDK's own method: that one reads everything into memory first.
        path = f"{self._data}/v2/bot/message/{quote(message_id, safe='')}/content"
        with (
            line_errors(),
            closing(
                self._client.rest_client.pool_manager.request(
                    "GET",
                    path,
                    headers=dict(self._client.default_headers),
                    preload_content=False,
                    timeout=self._timeout[1],
                )
            ) as response,
        ):
            _check_status(response)
            size = response.headers.get("content-length", "")
            if size.isdecimal() and int(size) > limit:
                raise ContentTooLarge(Rejected(f"{size} bytes"), int(size))
            kind = response.headers.get("content-type", "application/octet-stream")
            return Content(_read(response, limit), kind.partition(";")[0].strip().lower())


def _check_status(response: Any) -> None:
    if response.status == 200:
        return
    if response.status == 202:
        raise LineError(Unavailable("LINE still prepares this media"))
    if response.status in (404, 410):
        raise ContentGone(Rejected(f"{response.status} the content is gone"))
    raise LineError(classify(response.status, response.headers, response.read(CHUNK)))


def _read(response: Any, limit: int) -> bytes:
    body = bytearray()
    for chunk in response.stream(CHUNK):
        body += chunk
        if len(body) > limit:
            raise ContentTooLarge(Rejected(f"more than {limit} bytes"))
    return bytes(body)

"""The asynchronous client of conversations, for when many come at once."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from bot.domain.outcomes import NotSent, Outcome, Unavailable
from bot.line.answers import classify, json_object
from bot.line.connections import Broken, NotConnected
from bot.line.gateway import LineError, Message, Profile
from bot.line.sender import LineSender


class LineCrowd(LineSender):
    """`gateway.Crowd`. Through line-bot-sdk's client in threads a reply or a profile takes a
    millisecond of CPU, so that a burst of newcomers would wait for our own process.
    """

    async def reply(self, token: str, messages: Sequence[Message]) -> Outcome:
        return await self._send("reply", {"replyToken": token, "messages": list(messages)})

    async def profile(self, user_id: str) -> Profile | None:
        path = f"/v2/bot/profile/{quote(user_id, safe='')}"
        try:
            answer = await self._connections.request(
                self._connections.head(path, self._headers, "GET")
            )
        except NotConnected as error:
            raise LineError(NotSent(str(error))) from None
        except Broken as error:
            raise LineError(Unavailable(str(error))) from None
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        if answer.status != HTTPStatus.OK:
            raise LineError(classify(answer.status, answer.headers, answer.body))
        return _profile(user_id, json_object(answer.body))


def _profile(user_id: str, told: Mapping[str, Any]) -> Profile:
    name = told.get("displayName")
    if not isinstance(name, str):
        raise LineError(Unavailable("odd answer: a profile without a name"))
    return Profile(user_id, name, _text(told.get("language")), _text(told.get("pictureUrl")))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None

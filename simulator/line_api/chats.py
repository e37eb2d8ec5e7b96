"""Profiles, groups, the list of friends, received content, and signs of life in a chat."""

from simulator import ids
from simulator.content import WITHDRAWN
from simulator.errors import NO_ACCESS, LineError
from simulator.line_api.bodies import Row, json_body
from simulator.platform import Platform
from simulator.web import Json, Request, Response, json_response
from simulator.world import Group, User

NOT_FOUND = "Not found"
FRIENDS_A_PAGE = 1000


class ChatApi:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._world = platform.world

    def routes(self) -> list[Row]:
        group, content = "/v2/bot/group/{g}", "/v2/bot/message/{id}/content"
        return [
            ("GET", "/v2/bot/profile/{user}", "profile", self.profile),
            ("GET", "/v2/bot/followers/ids", "followers", self.followers),
            ("GET", f"{group}/summary", "group", self.summary),
            ("GET", f"{group}/members/count", "group", self.count),
            ("GET", f"{group}/members/ids", "group", self.member_ids),
            ("GET", f"{group}/member/{{user}}", "group", self.member),
            ("POST", f"{group}/leave", "group", self.leave),
            ("GET", content, "content", self.content),
            ("GET", f"{content}/preview", "content", self.content),
            ("GET", f"{content}/transcoding", "content", self.transcoding),
            ("POST", "/v2/bot/chat/loading/start", "loading", self.loading),
            ("POST", "/v2/bot/chat/markAsRead", "mark_as_read", self.mark_as_read),
        ]

    def profile(self, request: Request) -> Response:
        (user_id,) = request.params
        if not ids.USER_ID.fullmatch(user_id):
            raise LineError(400, "The value for the 'userId' parameter is invalid")
        user = self._world.users.get(user_id)
        known = user is not None and (user.friend or user.wrote_at is not None)
        if user is None or not known or user.blocked or user.foreign or user.deleted:
            raise LineError(404, NOT_FOUND)
        profile = _shown(user)
        if user.language:
            profile["language"] = user.language
        return json_response(profile)

    def followers(self, request: Request) -> Response:
        self._verified_only()
        limit = min(int(request.arg("limit") or 300), FRIENDS_A_PAGE)
        start = int(request.arg("start") or 0)
        friends = [user.id for user in self._world.users.values() if user.hears_multicast()]
        page: Json = {"userIds": friends[start : start + limit]}
        if start + limit < len(friends):
            page["next"] = str(start + limit)
        return json_response(page)

    def summary(self, request: Request) -> Response:
        group = self._group(request.params[0])
        return json_response({"groupId": group.id, "groupName": group.name})

    def count(self, request: Request) -> Response:
        return json_response({"count": len(self._group(request.params[0]).members)})

    def member_ids(self, request: Request) -> Response:
        self._verified_only()
        return json_response({"memberIds": self._group(request.params[0]).members})

    def member(self, request: Request) -> Response:
        group_id, user_id = request.params
        if user_id not in self._group(group_id).members:
            raise LineError(404, NOT_FOUND)
        return json_response(_shown(self._world.users[user_id]))

    def leave(self, request: Request) -> Response:
        group = self._group(request.params[0])
        group.bot_inside = False
        self._platform.changes.note("group", group.id)
        return Response()

    def content(self, request: Request) -> Response:
        found = self._platform.content.find(request.params[0])
        if found is None:
            raise LineError(404, NOT_FOUND)
        content_type, data = found
        if content_type == WITHDRAWN:
            raise LineError(410, "The content is gone")
        return Response(body=data, content_type=content_type)

    def transcoding(self, request: Request) -> Response:
        if self._platform.content.find(request.params[0]) is None:
            raise LineError(404, NOT_FOUND)
        return json_response({"status": "succeeded"})

    def loading(self, request: Request) -> Response:
        body = json_body(request)
        chat, seconds = body.get("chatId"), body.get("loadingSeconds", 20)
        if not isinstance(chat, str) or not ids.USER_ID.fullmatch(chat):
            raise LineError(400, "The property, 'chatId', in the request body is invalid")
        if seconds not in range(5, 61, 5):
            raise LineError(400, "The property, 'loadingSeconds', in the request body is invalid")
        self._platform.changes.note("loading", chat)
        return Response(202)

    def mark_as_read(self, request: Request) -> Response:
        if not json_body(request).get("markAsReadToken"):
            raise LineError(400, "The property, 'markAsReadToken', in the request body is invalid")
        return Response()

    def _group(self, group_id: str) -> Group:
        group = self._world.groups.get(group_id)
        if group is None or not group.bot_inside:
            raise LineError(404, NOT_FOUND)
        return group

    def _verified_only(self) -> None:
        if not self._platform.settings.verified:
            raise LineError(403, NO_ACCESS)


def _shown(user: User) -> Json:
    shown: Json = {"userId": user.id, "displayName": user.name}
    if user.picture:
        shown["pictureUrl"] = user.picture
    return shown
